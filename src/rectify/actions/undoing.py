"""What undoing a run comes to: which run, whether it can be undone at all, and the request for each of its events.

- Without a number it is the last run; the last run undone twice is done again.
- A run is undone as a whole. Its remarks stay: what was said cannot be unsaid.
- Undone already: nothing to do. Done again since by an undo of the undo: it can be undone again.
- Not to be undone: the intake of a register, an issue that came in, the header, a run of remarks alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rectify.actions.undo import Touch, Undo
from rectify.errors import Refused, UnknownRun
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.model.names import RESERVED_ID
from rectify.model.path import Step, read_path
from rectify.query.diff import carry_out
from rectify.query.runs import TrailView, standing_since, taken_in, undone_by

_ONE_FIELD = {"original_deadline": "deadline"}
"""Fields that change together count as one: the deadline's first change fills the other."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """A run to be undone, recorded on `day`; `by` is the number of the run by which it is undone already."""

    run: Run
    day: date
    requests: tuple[Undo, ...]
    by: int | None = None


def undoing(trail: TrailView, seq: int | None, *, reason: str | None = None, on: date | None = None) -> Undoing:
    """The run of a number, or the last, with what is to be asked of each issue, the last event first.

    Args:
        trail: the whole of it.
        seq: the number of the run; the last when left out.
        reason: why it is undone.
        on: the business date.

    Raises:
        UnknownRun: no run has this number.
        Refused: a run that cannot be undone.
        InvalidTrail: a run does not fit the state it meets.
    """
    runs, day_of = trail.runs, trail.day_of
    run = _chosen(trail, seq)
    _require_undoable(run, runs)
    by = undone_by(runs, run.seq)
    rested = _rested(trail, run)
    later = [] if by else standing_since(runs, run.seq)

    def request(event: Event, had_evidence: bool) -> Undo:
        changes = () if by else event.changes
        touches = tuple(_touches(event, later, day_of))
        about: dict[str, Any] = {"id": event.issue, "reason": reason, "on": on, "run": run.seq, "by": run.actor}
        return Undo(**about, changes=changes, later=touches, had_evidence=had_evidence)

    pairs = zip(reversed(run.events), reversed(rested), strict=True)
    return Undoing(run, day_of(run), tuple(request(*pair) for pair in pairs if pair[0].changes), by)


def _chosen(trail: TrailView, seq: int | None) -> Run:
    runs = trail.runs
    if not runs:
        raise _refused("the last run", "nothing is recorded yet", "the first write begins the trail")
    run = runs[-1] if seq is None else next((run for run in runs if run.seq == seq), None)
    if run is None:
        raise UnknownRun(name=trail.name, seq=seq, last=runs[-1].seq)
    return run


def _require_undoable(run: Run, runs: Sequence[Run]) -> None:
    name = f"run {run.seq}"
    if run in runs[: taken_in(runs)]:
        hint = "an issue that does not belong there is struck off: rectify close ID --outcome unfounded --evidence FILE"
        raise _refused(name, "it took the register into the trail as it was found", hint)
    if not any(event.changes for event in run.events):
        hint = "say it better: rectify note ID TEXT; to undo an earlier run: rectify undo --run SEQ"
        raise _refused(name, "it changed no field, and a remark cannot be unsaid", hint)
    for event in run.events:
        if event.issue == RESERVED_ID:
            hint = "change it anew: rectify policy set NAME=VALUE --reason TEXT"
            raise _refused(name, "it changed the register's header", hint)
        if any(change.path == "id" for change in event.changes):
            hint = f"strike it off instead: rectify close {event.issue} --outcome unfounded --evidence FILE"
            raise _refused(name, f"it put {event.issue} on the register, and an issue is never removed", hint)


def _rested(trail: TrailView, run: Run) -> list[bool]:
    """For each event of a run, whether its issue had evidence of its cycle before it."""
    wanted = {event.issue for event in run.events}
    state: dict[str, dict[str, Any]] = {}
    line = trail.runs.index(run) + 1
    carry_out(enumerate(trail.runs[: line - 1], 1), wanted, state, trail.file)
    found = []
    for event in run.events:
        found.append(_has_evidence(state.get(event.issue, {})))
        carry_out([(line, run._replace(events=(event,)))], wanted, state, trail.file)
    return found


def _has_evidence(issue: dict[str, Any]) -> bool:
    return any(item.get("cycle", 1) == issue.get("cycle", 1) for item in issue.get("evidence", ()))


def _touches(event: Event, later: Sequence[Run], day_of: Callable[[Run], date]) -> Iterator[Touch]:
    """The later runs that changed what this event changed, each with the fields."""
    own = [_field(change) for change in event.changes]
    for run in later:
        changes = (change for other in run.events if other.issue == event.issue for change in other.changes)
        fields = tuple(dict.fromkeys(change.path for change in changes if _is_one_of(_field(change), own)))
        if fields:
            yield Touch(run.seq, run.actor, day_of(run).isoformat(), fields)


def _field(change: Change) -> tuple[Step, ...]:
    """What a change touches: its path; the whole list where a part was added; the deadline as a whole."""
    steps = read_path(change.path)
    first = _ONE_FIELD.get(str(steps[0]), steps[0])
    if first == "deadline":
        return (first,)
    return steps[:-1] if change.before is None and isinstance(steps[-1], int) else steps


def _is_one_of(field: tuple[Step, ...], others: Sequence[tuple[Step, ...]]) -> bool:
    """True when one is the other, a part of it, or the whole it is part of."""
    return any(field[: len(other)] == other[: len(field)] for other in others)


def _refused(run: str, why: str, hint: str) -> Refused:
    return Refused(id=run, done="undone", why=why, hint=hint)
