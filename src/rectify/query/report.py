"""QUESTIONS to a trail: a period told in figures, beside the one before. Pure.

- All rests on the trail, and on the day of recording: what was recorded up to the last day of a period is what stood
  there then. So a period that is over gives the same figures on any later day.
- Kinds of issues are lists of their own and never added together; standing duties (长期坚持) are counted apart.
- What lies before the trail is not on record: it is told so, not made up. Without a trail there is only the present.
- Done and closed have two dates (DOMAIN: the gap between them is itself a reported figure). These are business dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Final

from rectify.errors import BeforeTheTrail
from rectify.model.names import RESERVED_ID
from rectify.model.timing import days_left, finished_on, is_standing
from rectify.periods import Period
from rectify.query.counts import count, counts
from rectify.query.diff import span_of_days
from rectify.query.flow import Flow, List, Stage, Walk, stage_of
from rectify.query.groups import group_of
from rectify.query.runs import TrailView
from rectify.terms import Basis, Kind

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.register import Register
    from rectify.query.counts import Count

GROUPS: Final = ("unit", "place", "category", "round")
"""What a report is broken down by when nothing else is asked for, where that makes two groups or more."""
ALL_GROUPS: Final = (*GROUPS, "item", "person", "tag")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be told: of which issues, broken down by which fields, overdue against which deadline."""

    takes: Callable[[Issue], bool]
    by: tuple[str, ...] = ()
    basis: Basis = Basis.CURRENT


@dataclass(frozen=True, slots=True)
class Side:
    """A period as it is on record, up to the day `as_of`.

    `flows` is None without a trail; where the trail begins within the period they are told from the day `since` on.
    """

    period: Period
    as_of: date
    register: Register
    flows: Mapping[List, Flow] | None = None
    since: date | None = None

    def flow(self, kind: Kind, *, is_standing: bool = False) -> Flow:
        """What happened in a list; nothing where nothing is on record."""
        return (self.flows or {}).get(List(kind, is_standing), Flow())


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two dates of some issues: `of` them all, `judged` those that have both dates.

    `longest` is the longest, of the issue `whose`; with none judged there is neither. The median is a whole
    number or a half.
    """

    of: int
    judged: int
    median: float | None = None
    longest: int | None = None
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """An issue that is overdue and not done: `days` past the deadline; its units by the header's names."""

    issue: Issue
    units: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Group:
    """Issues of one value of a field, at the end of the period and of the one before (None: not on record)."""

    now: Count
    before: Count | None


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one kind of issue. `before` and `flow_before` are None where they are not on record."""

    kind: Kind
    now: Count
    before: Count | None
    flow: Flow | None
    flow_before: Flow | None
    standing_flow: Flow
    closed_after: Gap
    waiting_since: Gap
    late: tuple[Late, ...]
    groups: Mapping[str, tuple[Group, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """A period in figures. `runs` of the trail tell it; `before` is None when it lies before the trail."""

    now: Side
    before: Side | None
    parts: tuple[Part, ...]
    runs: int
    wish: Wish


def report(trail: TrailView, period: Period, as_of: date, wish: Wish) -> Report:
    """A period as the trail tells it, up to a day.

    Args:
        trail: the whole of it; with a run at least.
        period: which is not all to come.
        as_of: what was recorded later is left out.
        wish: what is to be told.

    Raises:
        BeforeTheTrail: the period, or the day, lies before the first run.
        InvalidTrail: a run does not fit the state it meets.
    """
    until = min(period.last, as_of)
    runs = runs_until(trail, until)
    walk = Walk(trail, wish.takes, wish.basis)
    is_first = period.first <= trail.day_of(trail.runs[0])
    before = None if is_first else _side(walk, trail, period.before, period.before.last)
    now = _side(walk, trail, period, until)
    return Report(now, before, tuple(_parts(now, before, wish)), runs, wish)


def runs_until(trail: TrailView, day: date) -> int:
    """How many runs tell the state of a day; the trail has one at least.

    Raises:
        BeforeTheTrail: the day lies before the first run.
    """
    begun = trail.day_of(trail.runs[0])
    if day < begun:
        hint = f"ask for the period in which {begun} lies, or for a later one"
        raise BeforeTheTrail(name=trail.name, first=begun.isoformat(), asked=day.isoformat(), hint=hint)
    return span_of_days(trail, None, day).end


def report_as_it_stands(register: Register, period: Period, as_of: date, wish: Wish) -> Report:
    """What can be told without a trail: where the issues stand now, and nothing of how they came there."""
    now = Side(period, min(period.last, as_of), register)
    return Report(now, None, tuple(_parts(now, None, wish)), 0, wish)


def header_of(trail: TrailView, day: date) -> Header:
    """The header of the register as the trail had it at the end of a day: its units give the names.

    Raises:
        BeforeTheTrail, InvalidTrail: there is none.
    """
    walk = Walk(trail, lambda _: False, entries=frozenset({RESERVED_ID}))
    walk.skip(runs_until(trail, day))
    return walk.register().header


def _side(walk: Walk, trail: TrailView, period: Period, until: date) -> Side:
    begun = trail.day_of(trail.runs[0])
    span = span_of_days(trail, period.first, until)
    walk.skip(span.start)
    flows = walk.watch(span.end, period.first)
    return Side(period, until, walk.register(), flows, begun if begun >= period.first else None)


def _parts(now: Side, before: Side | None, wish: Wish) -> Iterator[Part]:
    for kind in Kind:
        here = _issues(now, kind, wish)
        there = _issues(before, kind, wish) if before else []
        told = [side.flow(kind, is_standing=apart) for side in (now, before) if side for apart in (False, True)]
        if here or there or any(any(flow.steps.values()) for flow in told):
            yield _part(kind, now, before, wish)


def _part(kind: Kind, now: Side, before: Side | None, wish: Wish) -> Part:
    here = _issues(now, kind, wish)
    there = _issues(before, kind, wish) if before else []
    flow = now.flow(kind)
    return Part(
        kind=kind,
        now=count("all", here, now.as_of, wish.basis),
        before=count("all", there, before.as_of, wish.basis) if before else None,
        flow=flow if now.flows is not None else None,
        flow_before=before.flow(kind) if before else None,
        standing_flow=now.flow(kind, is_standing=True),
        closed_after=_gap(_closed_after(now.register, flow)),
        waiting_since=_gap(_waiting(here, now.as_of, wish.basis)),
        late=tuple(_late(here, now, wish.basis)),
        groups={by: tuple(_groups(by, now, before, kind, wish)) for by in wish.by or _named(now, kind, wish)},
    )


def _issues(side: Side, kind: Kind, wish: Wish) -> list[Issue]:
    return [issue for issue in side.register.issues if issue.kind is kind and wish.takes(issue)]


def _named(side: Side, kind: Kind, wish: Wish) -> list[str]:
    """The usual fields to break down by, less those that part nothing from nothing else."""
    return [by for by in GROUPS if len(_counts(by, side, kind, wish)) > 1]


def _groups(by: str, now: Side, before: Side | None, kind: Kind, wish: Wish) -> Iterator[Group]:
    """The groups that there are now, then those that were there before and are not now."""
    here = _counts(by, now, kind, wish)
    there = _counts(by, before, kind, wish) if before else {}
    for name in dict.fromkeys((*here, *there)):
        gone = count(name, [], now.as_of)
        yield Group(here.get(name, gone), there.get(name, gone) if before else None)


def _counts(by: str, side: Side, kind: Kind, wish: Wish) -> dict[str, Count]:
    header = side.register.header
    found = counts(_issues(side, kind, wish), lambda one: group_of(one, by, header), side.as_of, wish.basis)
    return {one.name: one for one in found}


def _late(issues: Iterable[Issue], now: Side, basis: Basis) -> list[Late]:
    """Those overdue and not done, the longest first."""
    header = now.register.header
    pairs = ((one, days_left(one, now.as_of, basis)) for one in issues if stage_of(one) in _NOT_DONE)
    late = [Late(one, group_of(one, "unit", header), -left) for one, left in pairs if left is not None and left < 0]
    return sorted(late, key=lambda one: (-one.days, one.issue.id))


_NOT_DONE: Final = (Stage.NOT_BEGUN, Stage.IN_PROGRESS)


def _closed_after(register: Register, flow: Flow) -> Iterator[tuple[str, int | None]]:
    """For each closure of the period: the days from the submission it rests on; None where there is none."""
    for (id_, cycle), times in flow.closings.items():
        issue = register.get(id_)
        closed = next((one.on for one in issue.closures if one.cycle == cycle), None)
        if times > 0:
            done = [one.on for one in issue.submissions if one.cycle == cycle and one.returned_on is None]
            yield id_, (closed - done[-1]).days if closed and done else None


def _waiting(issues: Iterable[Issue], as_of: date, basis: Basis) -> Iterator[tuple[str, int | None]]:
    """For each issue done and not closed: the days since."""
    for issue in issues:
        if stage_of(issue) is Stage.WAITING and not is_standing(issue, basis):
            done = finished_on(issue)
            yield issue.id, (as_of - done).days if done else None


def _gap(found: Iterable[tuple[str, int | None]]) -> Gap:
    pairs = list(found)
    known = [(days, id_) for id_, days in pairs if days is not None]
    if not known:
        return Gap(len(pairs), 0)
    longest, whose = max(known, key=lambda one: one[0])
    middle = median(days for days, _ in known)
    return Gap(len(pairs), len(known), int(middle) if middle == int(middle) else middle, longest, whose)
