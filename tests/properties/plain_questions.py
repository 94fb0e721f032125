"""The questions to a register as they read when every issue is looked at: what the quick answers are compared with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rectify.model.deadline import Deadline
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.query.choice import Filter
from rectify.query.counts import Count
from rectify.query.facts import facts
from rectify.query.links import Again, Links
from rectify.terms import Basis, DeadlineClass, Kind, Outcome, Status

DONE = (Status.SUBMITTED, Status.VERIFIED, Status.ON_NOTICE, Status.CLOSED)


def deadline(issue: Issue, basis: Basis) -> Deadline | None:
    """The deadline that counts."""
    return (issue.original_deadline if basis is Basis.ORIGINAL else None) or issue.deadline


def is_standing(issue: Issue, basis: Basis) -> bool:
    """True for a standing duty."""
    found = deadline(issue, basis)
    return found is not None and found.class_ is DeadlineClass.STANDING


def left(issue: Issue, today: date, basis: Basis) -> int | None:
    """Days from today, or from the day it was done, to the deadline."""
    found, judged = deadline(issue, basis), today if issue.status not in DONE else done_on(issue)
    return (found.date - judged).days if found and found.date and judged else None


def done_on(issue: Issue) -> date | None:
    """The day of the last submission of the cycle that was not sent back, else that of the first closure."""
    steps = [one for one in issue.submissions if one.cycle == issue.cycle and not one.returned_on][-1:]
    closed = [one for one in issue.closures if one.cycle == issue.cycle][:1]
    return (*(one.on for one in steps), *(one.on for one in closed), None)[0]


def is_late(issue: Issue, today: date, basis: Basis) -> bool:
    """True when it was not done by its day."""
    days = left(issue, today, basis)
    return days is not None and days < 0


def takes(wish: Filter, issue: Issue, today: date) -> bool:
    """True when an issue meets every condition."""
    days, by = left(issue, today, wish.basis), wish.due_by
    words = (issue.id, issue.title, issue.description, issue.place, issue.person, *issue.units.all_names(), *issue.tags)
    text = "\n".join((*filter(None, words), *(measure.text for measure in issue.measures))).casefold()
    return all((
        wish.ids is None or issue.id in wish.ids,
        not wish.statuses or issue.status in wish.statuses,
        not wish.kinds or issue.kind in wish.kinds,
        not wish.units or bool(wish.units & set(issue.units.all_names())),
        not wish.persons or issue.person in wish.persons,
        not wish.categories or issue.category in wish.categories,
        not wish.rounds or issue.round in wish.rounds,
        not wish.tags or bool(wish.tags & set(issue.tags)),
        not wish.is_overdue or is_late(issue, today, wish.basis),
        by is None or (issue.status not in DONE and days is not None and 0 <= days <= (by - today).days),
        wish.search is None or wish.search in text,
        wish.where is None or wish.where(facts(issue, today, wish.basis)),
    ))  # fmt: skip


def count(name: str, issues: Sequence[Issue], today: date, basis: Basis) -> Count:
    """The count of one group, a pass for each figure."""
    apart = [one for one in issues if is_standing(one, basis)]
    dated = [one for one in issues if not is_standing(one, basis)]
    closed = [one for one in dated if one.status is Status.CLOSED]
    late = [one for one in dated if is_late(one, today, basis)]
    return Count(
        name,
        total=len(issues),
        done=sum(one.status in DONE for one in dated),
        closed=len(closed),
        standing=len(apart),
        overdue=len(late),
        not_begun=sum(one.status is Status.OPEN for one in dated),
        late=sum(one.status not in DONE for one in late),
        unfounded=sum(one.outcome is Outcome.UNFOUNDED for one in closed),
        merged=sum(one.outcome is Outcome.MERGED for one in closed),
        rebounded=sum(map(_came_back, dated)),
        once_closed=sum(one.status is Status.CLOSED or bool(one.closures) for one in dated),
        standing_closed=sum(one.status is Status.CLOSED for one in apart),
        standing_rebounded=sum(map(_came_back, apart)),
    )


def _came_back(issue: Issue) -> bool:
    return any(one.rebound for one in issue.closures)


def counts(issues: Iterable[Issue], keys: Callable[[Issue], Iterable[str]], today: date, basis: Basis) -> list[Count]:
    """One count a group, in the order in which they are met."""
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        for key in keys(issue):
            groups.setdefault(key, []).append(issue)
    return [count(name, members, today, basis) for name, members in groups.items()]


def groups_of(issue: Issue, by: str, header: Header) -> list[str]:
    """The groups that an issue is counted in."""
    found: Iterable[Any] = [getattr(issue, by, None)]
    if by == "unit":
        found = dict.fromkeys(header.one_unit(one) for one in issue.units.responsible or (issue.units.lead,))
    elif by == "tag":
        found = issue.tags
    return [str(one) for one in found if one] or [f"no {by}"]


def links(register: Register, issue: Issue) -> Links:
    """What an issue hangs together with; the whole register is gone through for each."""
    others = [one for one in register.issues if one.id != issue.id]
    like = dict.fromkeys((*issue.similar, *(one.id for one in others if issue.id in one.similar)))
    tasks = [one for one in others if one.parent == issue.id]
    spots = list(dict.fromkeys(one.place or "" for one in tasks))
    found = {one.place: one for one in again(register)}
    return Links(
        similar=tuple(one for one in like if one != issue.id),
        tasks=tuple(sorted(tasks, key=lambda one: spots.index(one.place or ""))),
        repeats=issue.repeats,
        repeated_by=tuple(one.id for one in others if one.repeats == issue.id),
        again=found.get(issue.place or "") if issue.kind is Kind.PETITION else None,
    )


def again(register: Register) -> tuple[Again, ...]:
    """Where people complained again."""
    petitions = [one for one in register.issues if one.kind is Kind.PETITION]
    told = set(_told_again(register.by_id, petitions))
    spots: dict[str, list[Issue]] = {}
    for one in petitions:
        spots.setdefault(one.place or "", []).append(one)
    found = [Again(spot, len(members), sum(one.id in told for one in members)) for spot, members in spots.items()]
    return tuple(sorted((one for one in found if one.again), key=lambda one: -one.again))


def _received(issue: Issue) -> tuple[bool, date]:
    """When a petition came in; unknown days come before the first there is."""
    return issue.received_on is not None, issue.received_on or date.min


def _told_again(by_id: Mapping[str, Issue], petitions: Sequence[Issue]) -> Iterator[str]:
    order = {id_: number for number, id_ in enumerate(by_id)}
    for one in petitions:
        if one.repeats:
            yield one.id
        for other in petitions:
            if other.id in one.similar and other is not one:
                yield max((one, other), key=lambda each: (*_received(each), order[each.id])).id
