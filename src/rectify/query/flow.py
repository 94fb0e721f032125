"""QUESTIONS to a trail: what was done between two of its states, list by list. Pure.

- Each kind of issue is a list of its own, and its standing duties (长期坚持) are one apart.
- A step is told by what is different after an event, whatever verb or hand did it; its day is the recorded one.
- What an undo takes back is taken off again, in the period of the undo: a period that is over keeps its figures.
- Stages are balanced: what stood in one, and what came in, less what went out, is what stands in it after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from rectify.faults import InvalidTrail
from rectify.model.event import Event, Misfit, Run, apply
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.model.timing import is_standing
from rectify.query.runs import TrailView, undoes
from rectify.terms import Basis, ExtensionState, Kind, Status

if TYPE_CHECKING:
    from rectify.model.issue import Issue

Made = TypeVar("Made")


class Stage(StrEnum):
    """Where an issue stands on its way, as a report counts it."""

    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    CLOSED = "closed"


class Step(StrEnum):
    """What can happen to an issue of a list in a period."""

    ADDED = "added"
    BEGUN = "begun"
    DONE = "done"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    ON_NOTICE = "on_notice"
    RETURNED = "returned"
    CLOSED = "closed"
    REOPENED = "reopened"
    REBOUNDED = "rebounded"
    MOVED = "deadline_moved"
    PUT_OFF = "deadline_put_off"
    ASKED = "extension_asked"
    GRANTED = "extension_granted"
    REJECTED = "extension_rejected"
    ESCALATED = "escalated"
    LOOKED_BACK = "looked_back"
    TO_STANDING = "to_standing"
    FROM_STANDING = "from_standing"
    JOINED = "joined"
    LEFT = "left"


class List(NamedTuple):
    """A list of issues that is counted by itself: those of a kind, or the standing duties among them."""

    kind: Kind
    is_standing: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """What happened in a list.

    `moves` are from stage to stage (None is out of the list); `closings` the closures, by id and cycle; `late` are
    those of the steps that claim a business day before the period.
    """

    steps: Counter[Step] = field(default_factory=Counter)
    moves: Counter[tuple[Stage | None, Stage | None]] = field(default_factory=Counter)
    closings: Counter[tuple[str, int]] = field(default_factory=Counter)
    late: Counter[Step] = field(default_factory=Counter)


_STAGES: Final = {
    Status.OPEN: Stage.NOT_BEGUN,
    Status.IN_PROGRESS: Stage.IN_PROGRESS,
    Status.SUBMITTED: Stage.WAITING,
    Status.VERIFIED: Stage.WAITING,
    Status.ON_NOTICE: Stage.WAITING,
    Status.CLOSED: Stage.CLOSED,
}
_UNDONE: Final = (Stage.NOT_BEGUN, Stage.IN_PROGRESS)
_REACHED: Final = {
    Status.SUBMITTED: Step.SUBMITTED,
    Status.VERIFIED: Step.VERIFIED,
    Status.ON_NOTICE: Step.ON_NOTICE,
}
_WISHES: Final = frozenset(ExtensionState) - {ExtensionState.RECORDED}
_GRANTED: Final = frozenset({ExtensionState.APPROVED, ExtensionState.RECORDED})
_TALLIES: Final[Mapping[Step, Callable[[Issue], int]]] = {
    Step.REBOUNDED: lambda issue: sum(one.rebound for one in issue.closures),
    Step.ASKED: lambda issue: sum(one.state in _WISHES for one in issue.extensions),
    Step.GRANTED: lambda issue: sum(one.state in _GRANTED for one in issue.extensions),
    Step.REJECTED: lambda issue: sum(one.state is ExtensionState.REJECTED for one in issue.extensions),
    Step.ESCALATED: lambda issue: len(issue.escalations),
    Step.LOOKED_BACK: lambda issue: sum(one.result is not None for one in issue.look_backs),
}
"""Steps that leave records, by how many an issue has."""


def stage_of(issue: Issue) -> Stage:
    """The stage an issue stands in."""
    return _STAGES[issue.status]


def steps_between(was: Issue, now: Issue) -> Iterator[tuple[Step, int]]:
    """The steps that lead from one state of an issue to another, with how often."""
    yield from ((step, 1) for step in _stage_steps(stage_of(was), stage_of(now)))
    if now.status is not was.status and now.status in _REACHED:
        yield _REACHED[now.status], 1
    if was.deadline is not None and now.deadline != was.deadline:
        yield Step.MOVED, 1
        days = (was.deadline.date, now.deadline.date if now.deadline else None)
        if days[0] and days[1] and days[1] > days[0]:
            yield Step.PUT_OFF, 1
    for step, tally in _TALLIES.items():
        if more := tally(now) - tally(was):
            yield step, more


def _stage_steps(was: Stage, now: Stage) -> Iterator[Step]:
    if was is now:
        return
    if was is Stage.NOT_BEGUN:
        yield Step.BEGUN
    if was in _UNDONE and now not in _UNDONE:
        yield Step.DONE
    if now is Stage.CLOSED:
        yield Step.CLOSED
    if was is Stage.CLOSED:
        yield Step.REOPENED
    elif was is Stage.WAITING and now in _UNDONE:
        yield Step.RETURNED


class Walk:
    """A way along a trail, from its beginning: parts of it are skipped, others watched.

    `takes` says which issues are asked for; with `entries` the way leads by these alone, issues or header.
    """

    def __init__(
        self,
        trail: TrailView,
        takes: Callable[[Issue], bool],
        basis: Basis = Basis.CURRENT,
        *,
        entries: Collection[str] = frozenset(),
    ) -> None:
        self._trail, self._takes, self._basis, self._entries = trail, takes, basis, entries
        self._backward = backward_runs(trail.runs)
        self._state: dict[str, dict[str, Any]] = {}
        self._issues: dict[str, Issue] = {}
        self._at = 0

    def skip(self, until: int) -> None:
        """Go on to the state after so many runs.

        Raises:
            InvalidTrail: a run does not fit the state it meets.
        """
        for line, _, event in self._events(until):
            self._apply(line, event)
            self._issues.pop(event.issue, None)

    def watch(self, until: int, first: date) -> Mapping[List, Flow]:
        """Go on to the state after so many runs, and tell what happened on the way.

        Args:
            until: so many runs.
            first: the first day of the period; an event that claims an earlier one was recorded late.

        Raises:
            InvalidTrail: as `skip`.
        """
        flows: dict[List, Flow] = {}
        for line, run, event in self._events(until):
            was = self._issue(line, event.issue)
            self._apply(line, event)
            self._issues.pop(event.issue, None)
            now = self._issue(line, event.issue)
            sign, pair = (-1, (now, was)) if run.seq in self._backward else (1, (was, now))
            self._tell(flows, sign, pair, is_late=bool(event.on and date.fromisoformat(event.on) < first))
        return flows

    def register(self) -> Register:
        """The register as it stands here.

        Raises:
            InvalidTrail: the runs leave none.
        """
        issues = (self._issue(self._at, id_) for id_ in self._state if id_ != RESERVED_ID)
        header = self._made(self._at, partial(Register.from_data, {RESERVED_ID: self._state.get(RESERVED_ID, {})}))
        return Register.of(header.header, [issue for issue in issues if issue is not None])

    def _events(self, until: int) -> Iterator[tuple[int, Run, Event]]:
        """The events that change an issue, or the header, each with the line it stands in."""
        for run in islice(self._trail.runs, self._at, until):
            self._at += 1
            for event in run.events:
                if event.changes and (not self._entries or event.issue in self._entries):
                    yield self._at, run, event

    def _apply(self, line: int, event: Event) -> None:
        try:
            apply(event, self._state)
        except Misfit as misfit:
            raise self._invalid(line, misfit, misfit.issue) from None

    def _issue(self, line: int, id_: str) -> Issue | None:
        """An issue as it stands now; None for the header, and for what is not there."""
        if id_ not in self._issues and self._state.get(id_) and id_ != RESERVED_ID:
            from rectify.model.issue import Issue

            self._issues[id_] = self._made(line, partial(Issue.model_validate, self._state[id_]))
        return self._issues.get(id_)

    def _made(self, line: int, make: Callable[[], Made]) -> Made:
        from pydantic import ValidationError

        try:
            return make()
        except ValidationError as error:
            raise self._invalid(line, f"an entry it leads to is none ({error.errors()[0]['msg']})") from None

    def _invalid(self, line: int, why: object, issue: str | None = None) -> InvalidTrail:
        return InvalidTrail(place=f"{self._trail.file}:{line}", why=why, line=line, issue=issue)

    def _list_of(self, issue: Issue | None) -> List | None:
        """The list an issue is counted in; None for one that is not asked for."""
        if issue is None or not self._takes(issue):
            return None
        return List(issue.kind, is_standing(issue, self._basis))

    def _tell(
        self, flows: dict[List, Flow], sign: int, pair: tuple[Issue | None, Issue | None], *, is_late: bool
    ) -> None:
        was, now = pair
        old, new = self._list_of(was), self._list_of(now)
        for one in dict.fromkeys(at for at in (old, new) if at is not None):
            flow = flows.setdefault(one, Flow())
            stages = (_stage_in(one, old, was), _stage_in(one, new, now))
            if stages[0] is not stages[1]:
                flow.moves[stages] += sign
            found = steps_between(was, now) if was and now and old == new else ((_crossing(one, old, new, was), 1),)
            for step, times in found:
                flow.steps[step] += sign * times
                flow.late[step] += sign * times * is_late
                if now is not None and step is Step.CLOSED:
                    flow.closings[now.id, now.cycle] += sign


def _crossing(one: List, old: List | None, new: List | None, was: Issue | None) -> Step:
    """The step of a list that an issue comes into or leaves."""
    if was is None:
        return Step.ADDED
    if old is not None and new is not None and old.kind is new.kind:
        return Step.TO_STANDING if new.is_standing else Step.FROM_STANDING
    return Step.JOINED if one == new else Step.LEFT


def _stage_in(one: List, at: List | None, issue: Issue | None) -> Stage | None:
    return stage_of(issue) if issue is not None and at == one else None


def backward_runs(runs: Sequence[Run]) -> frozenset[int]:
    """The numbers of the runs that take something back: undos, less the undos of undos."""
    backward: set[int] = set()
    for run in runs:
        target = undoes(run)
        if target is not None and target not in backward:
            backward.add(run.seq)
    return frozenset(backward)
