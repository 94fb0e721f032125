"""Trails made by hand: each run says on which day it was recorded and how it left some issues."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rectify.model.event import Event, Run, make_event
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.names import RESERVED_ID
from rectify.query.runs import TrailView, undo_text
from tests.make import trail_view


class Told(NamedTuple):
    """A run to be: its day, what it left, the business day it claims, the run it undoes."""

    day: str
    left: tuple[Issue, ...]
    on: str | None = None
    undoes: int | None = None


def told(day: str, *left: Issue, on: str | None = None, undoes: int | None = None) -> Told:
    """A run of that day."""
    return Told(day, left, on, undoes)


def story(found: Sequence[Issue], *tellings: Told, begun: str = "2019-01-10", **header: Any) -> TrailView:
    """A trail that took in the issues found on the day it begun, and then has a run for each telling."""
    state = {issue.id: issue.data() for issue in found}
    entries = [make_event("adopt", RESERVED_ID, {}, Header.model_validate(header).data())]
    entries += [make_event("adopt", id_, {}, data) for id_, data in state.items()]
    runs = [_run(begun, entries, seq=1, via="adopt", after="0")]
    for seq, telling in enumerate(tellings, 2):
        text = undo_text(telling.undoes) if telling.undoes else None
        events = []
        for issue in telling.left:
            data = issue.data()
            events.append(make_event("edit", issue.id, state.get(issue.id, {}), data, on=telling.on, text=text))
            state[issue.id] = data
        runs.append(_run(telling.day, events, seq=seq, via="undo" if text else "cli", after=str(seq)))
    return trail_view(runs)


def _run(day: str, events: Sequence[Event], *, seq: int, via: str, after: str) -> Run:
    at = f"{day}T04:00:00Z"
    return Run(at, "王芳", "wang", "desk-1", via, "rectify 0", tuple(events), seq=seq, before="0", after=after)
