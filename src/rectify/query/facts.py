"""QUESTIONS to an issue: its fields, with what is computed of them, as data. Pure; `today` is always given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectify.model.extensions import granted_extensions, open_request
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import is_late, left_by, timing_of
from rectify.terms import DERIVED_FIELDS, ISSUE_FIELDS, Basis

if TYPE_CHECKING:
    from rectify.model.issue import Issue

FIELDS: Final = (*ISSUE_FIELDS, *DERIVED_FIELDS)
"""Every name that --fields, --sort, --group and --where know."""


def facts(issue: Issue, today: date, basis: Basis = Basis.CURRENT, wanted: Collection[str] = FIELDS) -> dict[str, Any]:
    """An issue as JSON data with kind, cycle and the computed values; pace and colour only where they are wanted."""
    timing, data = timing_of(issue, basis), issue.data()
    data |= {
        "kind": issue.kind.value,
        "cycle": issue.cycle,
        "done": issue.status in FINISHED,
        "overdue": is_late(timing, today),
        "days_left": left_by(timing, today),
    }
    if "pace" in wanted or "colour" in wanted:
        data.update(_plan_facts(issue, today, basis, wanted))
    return data | _extension_facts(issue) if issue.extensions else data


def _plan_facts(issue: Issue, today: date, basis: Basis, wanted: Collection[str]) -> Iterator[tuple[str, Any]]:
    """How the issue stands against its plan."""
    from rectify.query.pace import colour_of, pace  # few lists ask for it

    if "pace" in wanted:
        yield "pace", pace(issue, today, basis).value
    if "colour" in wanted:
        colour = colour_of(issue, today, basis)
        yield "colour", colour.value if colour else None


def _extension_facts(issue: Issue) -> dict[str, Any]:
    """How many extensions were granted in this cycle, and the day that an undecided request asks for."""
    wish = open_request(issue)
    asked = wish.to.date.isoformat() if wish and wish.to.date else None
    return {"extended": len(granted_extensions(issue)), "asked_to": asked}


def value_at(data: Mapping[str, Any], name: str) -> Any:
    """The value of a dotted name; the values of a list's parts, when the way leads through one."""
    return _below(data, name.split("."))


def values_at(many: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    """The value of a dotted name in each of many."""
    first, *others = name.split(".")
    found = [data.get(first) for data in many]
    return [_below(value, others) for value in found] if others else found


def _below(value: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        if isinstance(value, list):
            value = [part.get(step) for part in value if isinstance(part, dict)]
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value
