"""Traits: what questions choose, order and count issues by, one function each.

- A trait is JSON data that depends on the issue alone: on no day, no policy and no other issue. So it may be kept
  with the issue, and many issues share one.
- A rule about a trait is asked once for every value that differs, not once for every issue (`columns.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from rectify.model.sight import sight_of
from rectify.model.timing import deadline_on, timing_of
from rectify.terms import Basis

if TYPE_CHECKING:
    from rectify.model.deadline import Deadline
    from rectify.model.issue import Issue

Trait = Any
"""JSON data: text, number, truth value, list of these, or None."""

Test = tuple[str, Callable[[Trait], bool]]
"""A trait by its name, and what is asked of it."""


def timing_by(basis: Basis) -> str:
    """The name of the trait that is an issue's timing by one of its deadlines."""
    return basis.value


def day_by(basis: Basis) -> str:
    """The name of the trait that is the day of one of its deadlines, also when the issue is done."""
    return f"{basis.value}_day"


def sight_by(basis: Basis) -> str:
    """The name of the trait that is its sight by one of its deadlines (`sight.py`)."""
    return f"{basis.value}_sight"


def has_rebounded(issue: "Issue") -> bool:
    """True when it was closed once and reopened as a rebound (反弹)."""
    return any(closure.rebound for closure in issue.closures)


def meets(issue: "Issue", test: Test) -> bool:
    """True when one issue meets a test."""
    name, holds = test
    return holds(TRAITS[name](issue))


def told_deadline(deadline: "Deadline | None") -> Trait:
    """A deadline as lists tell it: its day; else `[its wording, its class]`; None where there is no deadline."""
    if deadline is None:
        return None
    return deadline.date.isoformat() if deadline.date else [deadline.text, deadline.class_.value]


def _responsible(issue: "Issue") -> Trait:
    """The units that answer for it: those responsible, else the one that leads."""
    return [unit for unit in issue.units.responsible or (issue.units.lead,) if unit]


def _record(issue: "Issue") -> Trait:
    """`[has it evidence, closures, a rebound, another step towards its closure]`: what a trail must vouch for."""
    has_gone_on = bool(issue.submissions or issue.verifications or issue.notices)
    return [bool(issue.evidence), bool(issue.closures), has_rebounded(issue), has_gone_on]


def _day(issue: "Issue", basis: Basis) -> Trait:
    deadline = deadline_on(issue, basis)
    return deadline.date.isoformat() if deadline and deadline.date else None


TRAITS: Final[Mapping[str, Callable[["Issue"], Trait]]] = {
    "status": lambda issue: issue.status.value,
    "kind": lambda issue: issue.kind.value,
    "round": lambda issue: issue.round,
    "category": lambda issue: issue.category,
    "item": lambda issue: issue.item,
    "place": lambda issue: issue.place,
    "person": lambda issue: issue.person,
    "units": lambda issue: list(issue.units.all_names()),
    "responsible": _responsible,
    "tags": lambda issue: list(issue.tags),
    "parent": lambda issue: issue.parent,
    "repeats": lambda issue: issue.repeats,
    "similar": lambda issue: list(issue.similar),
    "outcome": lambda issue: issue.outcome.value if issue.outcome else None,
    "record": _record,
    "deadline": lambda issue: told_deadline(issue.deadline),
    "original_deadline": lambda issue: told_deadline(issue.original_deadline),
    timing_by(Basis.CURRENT): lambda issue: timing_of(issue, Basis.CURRENT),
    timing_by(Basis.ORIGINAL): lambda issue: timing_of(issue, Basis.ORIGINAL),
    day_by(Basis.CURRENT): lambda issue: _day(issue, Basis.CURRENT),
    day_by(Basis.ORIGINAL): lambda issue: _day(issue, Basis.ORIGINAL),
    sight_by(Basis.CURRENT): lambda issue: sight_of(issue, Basis.CURRENT),
    sight_by(Basis.ORIGINAL): lambda issue: sight_of(issue, Basis.ORIGINAL),
}
"""Every trait by its name; `timing_by`, `day_by` and `sight_by` name those that rest on a deadline."""

_DONE: Final = ("status", "cycle", "submissions", "closures")
_DUE: Final = ("status", "kind", "cycle", "received_on", "review_on", "measures", "milestones", "extensions")
_AFTER: Final = ("notices", "look_backs", "escalations")


def _rests_on() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The traits that rest on another field than the one of their name."""
    yield "responsible", ("units",)
    yield "record", ("evidence", "closures", "submissions", "verifications", "notices")
    for basis in Basis:
        deadlines = ("deadline",) if basis is Basis.CURRENT else ("deadline", "original_deadline")
        yield timing_by(basis), (*deadlines, *_DONE)
        yield day_by(basis), deadlines
        yield sight_by(basis), (*deadlines, *_DUE, *_AFTER)


RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    trait: frozenset(fields) for trait, fields in ({trait: (trait,) for trait in TRAITS} | dict(_rests_on())).items()
}
"""The fields of an issue that each trait rests on: while these stay, it does."""
