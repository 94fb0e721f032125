"""All checks, in the order in which their flaws are told; each is the module of its name.

- A module is imported when it is asked for: the names alone are light enough for the tab key.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from rectify.errors import BadUsage
from rectify.terms import Severity

if TYPE_CHECKING:
    from rectify.checks.inspected import Inspected
    from rectify.model.flaw import Flaw

NAMES: Final = (
    "trail-chain",
    "older-register",
    "outside-edit",
    "evidence-digest",
    "unknown-issue",
    "parent-circle",
    "orphan-task",
    "open-task",
    "plan-after-deadline",
    "dropped-measure",
    "missing-unit",
    "missing-deadline",
    "missing-plan",
    "missing-review",
    "uncertain-day",
    "unknown-unit",
    "paperless-closure",
    "unfinished-closure",
    "unverified-closure",
    "same-login",
    "paper-acceptance",
    "short-notice",
    "past-gates",
    "lowered-policy",
    "contradicted-closure",
    "paper-evidence",
    "shared-evidence",
    "evidence-date",
    "evidence-burst",
    "sudden-percent",
    "fallen-figure",
    "conflicting-readings",
    "ignored-rebound",
    "worse-after-closure",
    "missed-look-back",
    "repeat-petition",
    "unanswered-escalation",
    "backdated",
    "open-permissions",
    "network-disk",
)


class Check(Protocol):
    """What every module of a check has: its name, how bad its flaws are, its page in three parts, and the check."""

    NAME: str
    SEVERITIES: tuple[Severity, ...]
    FINDS: str
    """What it looks for, with its figures."""
    WHY: str
    """Why it matters."""
    DO: str
    """What to do about a flaw."""

    @staticmethod
    def find(seen: "Inspected") -> "Iterator[Flaw]":
        """The flaws it finds."""


def check_named(name: str) -> Check:
    """The check of a name.

    Raises:
        BadUsage: there is none; the hint names the nearest.
    """
    if name not in NAMES:
        near = get_close_matches(name.casefold().replace("_", "-"), NAMES, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"the checks are {', '.join(NAMES)}"
        raise BadUsage(message=f"no check is called {name!r}", hint=hint)
    return cast("Check", import_module(f"rectify.checks.{name.replace('-', '_')}"))


def all_flaws(seen: "Inspected") -> "list[Flaw]":
    """Every flaw every check finds, the gravest first, then by place."""
    order = list(Severity)
    flaws = [flaw for name in NAMES for flaw in check_named(name).find(seen)]
    return sorted(flaws, key=lambda flaw: (order.index(flaw.severity), _spot(flaw)))


def _spot(flaw: "Flaw") -> tuple[str, int, int]:
    return (flaw.place.file, flaw.place.line, flaw.place.column) if flaw.place else ("", 0, 0)
