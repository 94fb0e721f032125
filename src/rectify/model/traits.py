"""Traits: what questions choose, order and count issues by, one function each.

- A trait is JSON data that depends on the issue alone: on no day, no policy and no other issue. So it may be kept
  with the issue, and many issues share one.
- A rule about a trait is asked once for every value that differs, not once for every issue (`columns.py`).
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rectify.model.lifecycle import FINISHED
from rectify.model.timing import deadline_on, finished_on, is_standing
from rectify.terms import Basis

if TYPE_CHECKING:
    from rectify.model.issue import Issue

Trait = Any
"""JSON data: text, number, truth value, list of these, or None."""


def _timing(issue: "Issue", basis: Basis) -> Trait:
    """`[is it done, is it standing, the day it is due while not done, the days it was done before that day]`."""
    deadline, is_done = deadline_on(issue, basis), issue.status in FINISHED
    day = deadline.date if deadline and not is_standing(issue, basis) else None
    done = finished_on(issue)
    return [
        is_done,
        is_standing(issue, basis),
        day.isoformat() if day and not is_done else None,
        (day - done).days if day and done else None,
    ]


TRAITS: Final[Mapping[str, Callable[["Issue"], Trait]]] = {
    "status": lambda issue: issue.status.value,
    "kind": lambda issue: issue.kind.value,
    "round": lambda issue: issue.round,
    "category": lambda issue: issue.category,
    "item": lambda issue: issue.item,
    "place": lambda issue: issue.place,
    "person": lambda issue: issue.person,
    "units": lambda issue: list(issue.units.all_names()),
    "tags": lambda issue: list(issue.tags),
    "parent": lambda issue: issue.parent,
    "current": lambda issue: _timing(issue, Basis.CURRENT),
    "original": lambda issue: _timing(issue, Basis.ORIGINAL),
}
"""Every trait by its name; that of a basis is the issue's timing by it."""
