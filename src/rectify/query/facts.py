"""QUESTIONS to an issue: its fields, with what is computed of them, as data. Pure; `today` is always given."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rectify.model.extensions import granted_extensions, open_request
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import days_left, is_overdue
from rectify.query.pace import colour_of, pace
from rectify.terms import DERIVED_FIELDS, ISSUE_FIELDS, Basis

FIELDS: Final = (*ISSUE_FIELDS, *DERIVED_FIELDS)
"""Every name that --fields, --sort, --group and --where know."""


def facts(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> dict[str, Any]:
    """An issue as JSON data with kind, cycle and the computed values always there."""
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


def value_at(data: Mapping[str, Any], name: str) -> Any:
    """The value of a dotted name; the values of a list's parts, when the way leads through one."""
    value: Any = data
    for step in name.split("."):
        if isinstance(value, list):
            value = [part.get(step) for part in value if isinstance(part, dict)]
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value
