"""QUESTIONS to a register: in which order its issues stand. Pure; `today` is always given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectify.model.traits import TRAITS, day_by
from rectify.query.facts import facts, value_at
from rectify.terms import Basis

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.register import Register

_NO_DAY: Final = date.max.isoformat()


def by_deadline(issue: Issue, basis: Basis = Basis.CURRENT) -> tuple[str, str]:
    """The usual order: what is due first comes first, what has no day last, then by id."""
    return TRAITS[day_by(basis)](issue) or _NO_DAY, issue.id


def by_deadline_at(register: Register, places: Sequence[int], basis: Basis = Basis.CURRENT) -> list[int]:
    """Places of issues in the usual order (`by_deadline`); no issue is made."""
    days, ids = register.column(day_by(basis)), register.ids
    ranks, codes = [day or _NO_DAY for day in days.values], days.codes
    return sorted(sorted(places, key=ids.__getitem__), key=lambda place: ranks[codes[place]])


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


def _order_value(issue: Issue, name: str, today: date, basis: Basis) -> Any:
    """What an issue is sorted by; a deadline is its day, so that what has no day comes last."""
    if name == "deadline":
        return TRAITS[day_by(basis)](issue)
    return value_at(facts(issue, today, basis), "original_deadline.date" if name == "original_deadline" else name)


def _sortable(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool | int):
        return 0, value
    return 1, str(value)
