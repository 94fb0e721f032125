"""QUESTIONS to a register: overdue, pace, filters, order, groups. Pure; `today` is always given.

- Overdue: the deadline's day has passed and the issue was not done by it. A finished issue is judged on
  the business day of its submission (its closure, when it was closed without one); a submission that was
  sent back does not count.
- Standing issues are never overdue; a wording without a certain day is not overdue (it is a flaw).
- Done is not closed: done is submitted, verified, on notice or closed; closed is struck off.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from unicodedata import normalize

from rectify.model.deadline import Deadline
from rectify.model.extensions import granted_extensions, open_request
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.terms import DERIVED_FIELDS, ISSUE_FIELDS, Basis, DeadlineClass, Kind, Pace, Status


def deadline_on(issue: Issue, basis: Basis = Basis.CURRENT) -> Deadline | None:
    """The deadline an issue is judged by: the present one, or the first it ever had."""
    if basis is Basis.ORIGINAL:
        return issue.original_deadline or issue.deadline
    return issue.deadline


def finished_on(issue: Issue) -> date | None:
    """The business day on which the unit was done in this cycle; None when it is not, or no day is known."""
    if issue.status not in FINISHED:
        return None
    submitted = [step.on for step in issue.submissions if step.cycle == issue.cycle and step.returned_on is None]
    closed = [step.on for step in issue.closures if step.cycle == issue.cycle]
    return next(iter((*submitted[-1:], *closed)), None)


def days_left(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> int | None:
    """Days from today (for a finished issue: from the day it was done) to the deadline.

    Negative is late. None when no day is certain, or the issue is finished on a day not known.
    """
    deadline = deadline_on(issue, basis)
    if deadline is None or deadline.date is None or is_standing(issue, basis):
        return None
    if issue.status in FINISHED:
        done = finished_on(issue)
        return (deadline.date - done).days if done else None
    return (deadline.date - today).days


def is_overdue(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> bool:
    """True when the deadline's day passed before the issue was done."""
    left = days_left(issue, today, basis)
    return left is not None and left < 0


def is_standing(issue: Issue, basis: Basis = Basis.CURRENT) -> bool:
    """True for a standing duty (长期坚持) by the deadline it is judged by; it is always counted apart."""
    deadline = deadline_on(issue, basis)
    return deadline is not None and deadline.class_ is DeadlineClass.STANDING


def pace(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> Pace:
    """The pace computed from milestones; a suggestion beside the human verdict.

    Overdue when the deadline has passed. Behind when a milestone's day has passed and it is not done;
    ahead when one is done whose day is still to come and none is missed; no milestones: cannot be judged.
    A finished issue is judged on the day it was done.
    """
    if is_overdue(issue, today, basis):
        return Pace.OVERDUE
    day = finished_on(issue) or today
    dated = [(stone.due, stone.done_on) for stone in issue.milestones if stone.due]
    if not dated:
        return Pace.NO_MILESTONES
    if any(due < day and done_on is None for due, done_on in dated):
        return Pace.BEHIND
    if any(due > day and done_on is not None for due, done_on in dated):
        return Pace.AHEAD
    return Pace.ON_SCHEDULE


@dataclass(frozen=True, slots=True)
class Filter:
    """Which issues to take; every condition given must hold, and one of several values of one condition.

    `ids` may be given and empty (a pipe with nothing in it): then there are none to take.
    """

    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    units: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None
    is_overdue: bool = False
    basis: Basis = Basis.CURRENT
    due_by: date | None = None
    search: str | None = None
    where: Callable[[Mapping[str, Any]], bool] | None = None

    def takes(self, issue: Issue, today: date) -> bool:
        """True when the issue meets every condition."""
        return (
            (self.ids is None or issue.id in self.ids)
            and self._takes_words(issue)
            and (not self.is_overdue or is_overdue(issue, today, self.basis))
            and (self.due_by is None or self._is_due(issue, today, self.due_by))
            and (self.search is None or _folded(self.search) in _text_of(issue))
            and (self.where is None or self.where(facts(issue, today, self.basis)))
        )

    def _takes_words(self, issue: Issue) -> bool:
        return all(
            not wanted or bool(wanted & set(found))
            for wanted, found in (
                (self.statuses, (issue.status,)),
                (self.kinds, (issue.kind,)),
                (self.units, issue.units.all_names()),
                (self.persons, (issue.person,)),
                (self.categories, (issue.category,)),
                (self.rounds, (issue.round,)),
                (self.tags, issue.tags),
            )
        )

    def _is_due(self, issue: Issue, today: date, by: date) -> bool:
        left = days_left(issue, today, self.basis)
        return issue.status not in FINISHED and left is not None and 0 <= left <= (by - today).days


FIELDS: Final = (*ISSUE_FIELDS, *DERIVED_FIELDS)
"""Every name that --fields, --sort, --group and --where know."""


def facts(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> dict[str, Any]:
    """An issue as JSON data with kind, cycle and the computed values always there."""
    from rectify.query_pace import colour_of  # which asks back here whether an issue is overdue

    colour = colour_of(issue, today, basis)
    return {
        **issue.data(),
        "kind": issue.kind.value,
        "cycle": issue.cycle,
        "done": issue.status in FINISHED,
        "overdue": is_overdue(issue, today, basis),
        "days_left": days_left(issue, today, basis),
        "pace": pace(issue, today, basis).value,
        "colour": colour.value if colour else None,
        **(_extension_facts(issue) if issue.extensions else {}),
    }


def _extension_facts(issue: Issue) -> dict[str, Any]:
    """How many extensions were granted in this cycle, and the day that an undecided request asks for."""
    wish = open_request(issue)
    asked = wish.to.date.isoformat() if wish and wish.to.date else None
    return {"extended": len(granted_extensions(issue)), "asked_to": asked}


def by_deadline(issue: Issue, basis: Basis = Basis.CURRENT) -> tuple[date, str]:
    """The usual order: what is due first comes first, what has no day last, then by id."""
    return _day_due(issue, basis) or date.max, issue.id


def in_order(issues: Iterable[Issue], fields: Sequence[str], today: date, basis: Basis = Basis.CURRENT) -> list[Issue]:
    """Issues sorted by fields; `-field` turns the order round; what has no value comes last."""
    ordered = sorted(issues, key=lambda issue: by_deadline(issue, basis))
    for field in reversed(fields):
        name = field.removeprefix("-")
        valued = [(_order_value(issue, name, today, basis), issue) for issue in ordered]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: _sortable(pair[0]), reverse=field.startswith("-"))
        ordered = [issue for _, issue in known] + [issue for value, issue in valued if value is None]
    return ordered


def value_at(data: Mapping[str, Any], name: str) -> Any:
    """The value of a dotted name; the values of a list's parts, when the way leads through one."""
    value: Any = data
    for step in name.split("."):
        if isinstance(value, list):
            value = [part.get(step) for part in value if isinstance(part, dict)]
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _order_value(issue: Issue, name: str, today: date, basis: Basis) -> Any:
    """What an issue is sorted by; a deadline is its day, so that what has no day comes last."""
    if name == "deadline":
        return _day_due(issue, basis)
    return value_at(facts(issue, today, basis), "original_deadline.date" if name == "original_deadline" else name)


def _day_due(issue: Issue, basis: Basis) -> date | None:
    deadline = deadline_on(issue, basis)
    return deadline.date if deadline else None


def _sortable(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool | int):
        return 0, value
    return 1, str(value)


def _text_of(issue: Issue) -> str:
    parts = (issue.id, issue.title, issue.description, issue.official_no, issue.place, issue.person, issue.notes)
    names = (*issue.units.all_names(), *issue.tags, *(measure.text for measure in issue.measures))
    return _folded("\n".join(part for part in (*parts, *names) if part))


def _folded(text: str) -> str:
    return (text if text.isascii() else normalize("NFC", text)).casefold()


def group_of(issue: Issue, by: str, header: Header) -> tuple[str, ...]:
    """The groups an issue is counted in: its responsible units (else its lead unit), its tags, or one field.

    A unit is counted by its own name in the header, whatever alias the issue has for it.
    """
    if by == "unit":
        named = (name for name in issue.units.responsible or (issue.units.lead,) if name)
        names: tuple[str | None, ...] = tuple(dict.fromkeys(header.unit_name(name) or name for name in named))
    elif by == "tag":
        names = issue.tags
    else:
        names = (getattr(issue, by),)
    return tuple(str(name) for name in names if name) or (f"no {by}",)


def all_names_of(header: Header, units: Iterable[str]) -> frozenset[str]:
    """Every name and alias the header has for these units, and the names themselves."""
    names = set(units)
    for name in tuple(names):
        own = header.unit_name(name)
        if own is not None:
            names |= {own, *header.units[own]}
    return frozenset(names)
