"""QUESTIONS to a register: in which order its issues stand. Pure; `today` is always given."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rectify.model.issue import Issue
from rectify.model.timing import deadline_on
from rectify.query.facts import facts, value_at
from rectify.terms import Basis


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
