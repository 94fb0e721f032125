"""Builders of values for tests: an issue, a register, evidence, a moment, a session with its clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rectify.acting import Who
from rectify.actions.action import Action
from rectify.actions.any_action import read_action
from rectify.errors import BadEvidence, RectifyError
from rectify.model.event import Run, make_event
from rectify.model.evidence import Evidence
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.query.runs import TrailView
from rectify.session import Session
from rectify.store.memory import MemoryStore

TODAY = date(2019, 3, 1)
NOON = datetime(2019, 3, 1, 4, 0, tzinfo=UTC)
"""Twelve o'clock of that day in Shanghai."""


def issue(id_: str = "QH-05", /, **fields: Any) -> Issue:
    """An open issue with these fields besides."""
    return Issue.model_validate({"id": id_, "title": "甲川县垃圾场渗滤液外溢", "status": "open"} | fields)


def register(*issues: Issue, **header: Any) -> Register:
    """A register of these issues."""
    return Register.of(Header.model_validate(header), issues)


def evidence(number: int = 1, /, **fields: Any) -> Evidence:
    """The evidence of a number: one digest each."""
    known = {"sha256": f"{number:064x}", "name": f"report-{number}.pdf", "size": 100 + number}
    return Evidence.model_validate(known | fields)


def moment(*attached: Evidence, today: date = TODAY, actor: str = "王芳") -> Moment:
    """A moment on that day with these files handed in."""
    return Moment(today, actor, attached)


def request(verb: str, id_: str | None = "QH-05", /, **fields: Any) -> Action:
    """The request a batch line of these fields would make."""
    return read_action({"verb": verb, "id": id_} | fields, lambda: TODAY)


def decided(action: Action, register: Register, moment: Moment) -> Issue:
    """The issue as an action about one would have it."""
    after = action.decide(register, moment)
    assert isinstance(after, Issue)
    return after


def changes(action: Action, before: Issue, *attached: Evidence, beside: Sequence[Issue] = ()) -> dict[str, Any]:
    """What an action changes in an issue: the new value by path, as the trail would tell it."""
    after = decided(action, register(before, *beside), moment(*attached))
    return {change.path: change.after for change in make_event("x", before.id, before.data(), after.data()).changes}


def refusal(action: Action, before: Issue, *attached: Evidence) -> RectifyError:
    """Why an action on an issue is refused."""
    with pytest.raises(RectifyError) as told:
        action.decide(register(before), moment(*attached))
    return told.value


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def move(self, **span: float) -> None:
        """Let time pass (days=1, seconds=2 …)."""
        self.now += timedelta(**span)


def look_at(path: str) -> Evidence:
    """The evidence at `report-N.pdf`, or at a copy of it; any other file is missing."""
    if not path.startswith("report-"):
        raise BadEvidence(path=path, why="there is no such file")
    return evidence(int(path[7]), name=path)


def store(*issues: Issue, runs: Sequence[Any] = (), **header: Any) -> MemoryStore:
    """A memory store with these issues, in which `report-N.pdf` are files."""
    return MemoryStore(register(*issues, **header), runs, look_at=look_at)


def trail_view(runs: Sequence[Run], name: str = "issues.yaml", file: str = "issues.log.jsonl") -> TrailView:
    """A trail as the questions see it; the day in UTC is enough for them."""
    return TrailView(runs, name, file, lambda run: date.fromisoformat(run.at[:10]))


def session(of: MemoryStore, clock: Callable[[], datetime] | None = None, actor: str = "王芳") -> Session:
    """A session of that actor on a store."""
    return Session(of, clock or Clock(), Who(actor, "wang", "desk-1"))
