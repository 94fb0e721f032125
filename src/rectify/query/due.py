"""QUESTIONS to a register: what is due, what is late, and what waits for whom since when. Pure.

- What has a day of its own is late when that day has passed, due on it, and coming when it lies within the window.
  What has none waits: since the day on which the step before was made.
- Work is due from the responsible unit (a measure from its own): deadline, milestones, measures, while it is not done.
- A petition has its own clock and is told apart; without a deadline it is the policy's, from the day it was received.
- A standing duty has no deadline; it is looked at on its `review_on`, also when it is closed.
- What is done waits on its way to closure, and what is closed for its look-backs: `waiting.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.model.due_entry import DueEntry, Matter, Step, Urgency
from rectify.model.gates import Case, open_gates, way_on
from rectify.model.lifecycle import FINISHED
from rectify.model.sight import is_in_sight, petition_clock
from rectify.model.timing import deadline_on, is_standing
from rectify.model.traits import Test, Trait, sight_by, timing_by
from rectify.query.choice import Filter
from rectify.query.waiting import closing, look_backs, names_of, pressed, units_of
from rectify.terms import Basis, Kind, Role, Status, Verb

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.issue import Issue
    from rectify.model.policy import Policy
    from rectify.model.register import Register

_ORDER: Final = tuple(Urgency)
_ALL: Final = Filter()


class Window(NamedTuple):
    """How far ahead to look: from `today` up to the day `until`, both counted; which deadline counts."""

    today: date
    until: date
    basis: Basis = Basis.CURRENT


def due(
    register: Register,
    window: Window,
    issues: Iterable[Issue] | None = None,
    past: Callable[[str], Sequence[Deed]] = lambda _: (),
) -> tuple[DueEntry, ...]:
    """Everything that is late, due, coming or waiting, the most pressing first.

    Args:
        register: the issues, and the header with policy, people and units.
        window: what is further ahead is left out, and so is what only begins to wait after its first day.
        issues: those to look at; all that are in sight when None.
        past: what was done to an issue, oldest first; asked for only where it decides.
    """
    found = (
        entry
        for issue in (in_sight(register, window) if issues is None else issues)
        for entry in _of_issue(Case(Verb.CLOSE, issue, register, window.today, partial(past, issue.id)), window)
        if _is_within(entry, window)
    )
    return tuple(sorted(found, key=_rank))


def in_sight(register: Register, window: Window, wish: Filter = _ALL) -> list[Issue]:
    """The issues that may have something up to the end of the window, of those wished for; no other one is made."""
    until, days = max(window.until, window.today), register.header.policy.petition_days
    sight = sight_by(window.basis), partial(is_in_sight, until=until, petition_days=days)
    return list(register.by_id.at(wish.places(register, window.today, sight)))


def by_unit(entries: Iterable[DueEntry]) -> Mapping[tuple[Role, str], tuple[DueEntry, ...]]:
    """The entries by the unit that must act, the one with the most pressing first.

    A group is named by a unit, whatever its role in the matter (`""` where none is known), and by a role only where
    no unit is. An entry of several units stands under each of them.
    """
    groups: dict[tuple[Role, str], list[DueEntry]] = {}
    for entry in entries:
        for name in entry.units:
            groups.setdefault((Role.RESPONSIBLE, name), []).append(entry)
        if not entry.units:
            groups.setdefault((entry.role, ""), []).append(entry)
    return {name: tuple(members) for name, members in groups.items()}


def clock_of(issue: Issue, policy: Policy, basis: Basis = Basis.CURRENT) -> date | None:
    """The day an issue must be done by; of a petition without a deadline that of the policy's clock."""
    deadline = deadline_on(issue, basis)
    if deadline is not None or issue.kind is not Kind.PETITION:
        return deadline.date if deadline else None
    if issue.received_on is None or policy.petition_days is None:
        return None
    return petition_clock(issue.received_on, policy.petition_days)


def unclear(policy: Policy, basis: Basis = Basis.CURRENT) -> tuple[Test, ...]:
    """What holds of all that is not done and has no certain day to be done by, though it is no standing duty."""
    has_clock = policy.petition_days is not None
    return (timing_by(basis), _has_no_day), (sight_by(basis), lambda sight: not (has_clock and sight[1]))


def _has_no_day(timing: Trait) -> bool:
    """True for the timing of what is not done, not standing, and without a certain day."""
    is_done, is_standing, day, _ = timing
    return not (is_done or is_standing or day)


def _rank(entry: DueEntry) -> tuple[int, date, str, str]:
    return _ORDER.index(entry.urgency), entry.day or entry.since or date.max, entry.issue.id, entry.key


def _is_within(entry: DueEntry, window: Window) -> bool:
    if entry.day is not None:
        return entry.day <= window.until
    return entry.since is None or entry.since <= window.today


def _of_issue(case: Case, window: Window) -> Iterator[DueEntry]:
    issue, header = case.issue, case.register.header
    is_closed = issue.status is Status.CLOSED
    base = DueEntry(issue, Matter.DEADLINE, window.today, Role.OFFICE)
    if issue.status not in FINISHED:
        yield from _work(base, case, window.basis)
    elif not is_closed:
        yield from closing(base, case)
    yield from look_backs(base, header) if is_closed else pressed(base, header)
    if issue.review_on and (not is_closed or is_standing(issue)):
        units = units_of(header, issue, Role.OFFICE)
        yield base.of(
            Matter.REVIEW, units=units, day=issue.review_on, way=f"rectify edit {issue.id} --set review_on=DATE"
        )


def _work(base: DueEntry, case: Case, basis: Basis) -> Iterator[DueEntry]:
    """What the responsible units still have to do, and by when."""
    issue, header = case.issue, case.register.header
    units = names_of(header, issue.units.responsible or (issue.units.lead,))
    work = partial(base.of, role=Role.RESPONSIBLE, units=units, way=partial(_way, case))
    if day := None if is_standing(issue, basis) else clock_of(issue, header.policy, basis):
        matter = Matter.PETITION if issue.kind is Kind.PETITION else Matter.DEADLINE
        steps = (Step("received", issue.received_on),) if issue.received_on else ()
        yield work(matter, day=day, since=issue.received_on, steps=steps)
    for stone in issue.milestones:
        if stone.due and stone.done_on is None:
            way = f"rectify progress {issue.id} --note TEXT --milestone {stone.id}"
            yield work(Matter.MILESTONE, day=stone.due, part=stone.id, what=stone.text, way=way)
    for measure in issue.measures:
        if measure.deadline and measure.deadline.date and measure.done_on is None:
            own = names_of(header, (measure.unit,)) or units
            way = f"rectify progress {issue.id} --note TEXT --measure {measure.id}"
            told = {"part": measure.id, "what": measure.text, "way": way}
            yield work(Matter.MEASURE, units=own, day=measure.deadline.date, **told)


def _way(case: Case) -> str:
    """What opens the first gate before the work begins, or before it is handed in; else the usual next command."""
    handing_in = case._replace(verb=Verb.SUBMIT)
    if case.issue.status is Status.IN_PROGRESS and (left := open_gates(handing_in)):
        return next(iter(left)).way(handing_in)
    return way_on(case)
