"""Registers by value, as an inspector has them before him."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from rectify.checks.inspected import Inspected
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw, Place
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.terms import Via

TODAY = date(2019, 7, 1)
FILE = "issues.yaml"
Find = Callable[[Inspected], Iterator[Flaw]]


def issue(id_: str = "Q-1", **fields: Any) -> Issue:
    """An issue with the least it needs, and these fields."""
    return Issue.model_validate({"id": id_, "title": "甲川县垃圾场渗滤液外溢", "status": "open", **fields})


def seen(*issues: Issue, header: Header | None = None, **more: Any) -> Inspected:
    """These issues as a register, everything else in order; an issue's fields all stand at line 7, column 3."""
    given: dict[str, Any] = {"today": TODAY, "place": lambda *_: Place(FILE, 7, 3), "recorded_on": lambda _: TODAY}
    return Inspected(register=Register.of(header or Header(), issues), **(given | more))


def told(find: Find, inspected: Inspected) -> list[str]:
    """What a check says, without how bad it is."""
    return [flaw.message for flaw in find(inspected)]


def run(
    seq: int, *events: Event, actor: str = "王芳", at: str = "2019-06-01", login: str = "wang", via: Via = Via.CLI
) -> Run:
    """A run of a number, recorded on a day, from the host `desk`."""
    return Run(f"{at}T04:00:00Z", actor, login, "desk", via, "rectify 0", events, seq=seq)


def event(verb: str = "progress", id_: str = "Q-1", **fields: Any) -> Event:
    """An event on an issue; `changes` as triples of path, before and after."""
    changes = tuple(Change(*change) for change in fields.pop("changes", ()))
    return Event(verb, id_, changes=changes, **fields)


def undo(seq: int, undone: int) -> Run:
    """The run that undoes another."""
    return run(seq, event("undo", text=f"undoes run {undone}"), via=Via.UNDO)


def file(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A piece of evidence of a number, as the register has it: one digest each."""
    return {"sha256": f"{number:064x}", "name": f"{number}.jpg", "size": 1} | fields


def recorded_when_made(one: Run) -> date:
    """The day in a run's `at`."""
    return date.fromisoformat(one.at[:10])
