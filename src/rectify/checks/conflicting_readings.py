"""conflicting-readings: an indicator has one figure on one day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.plan import Indicator
from rectify.terms import Severity

NAME = "conflicting-readings"
SEVERITIES = (Severity.WARNING,)
FINDS = "An indicator with two readings of one day that are not the same figure."
WHY = (
    "Inspectors test the ledger against itself: the hand-written record above the reading of the platform, two "
    "figures for one day. One of them is wrong, or both have been chosen."
)
DO = (
    "Find the record of the instrument, and correct the reading that is wrong, with a reason: rectify edit ID "
    "--set PATH=VALUE --reason TEXT. Where both were really taken, say so in a remark: rectify note ID TEXT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Indicators with more than one figure for a day."""
    for issue in seen.register.issues:
        for index, part in enumerate(issue.indicators):
            for message in _conflicts(part):
                yield seen.flaw(NAME, Severity.WARNING, issue, f"indicators[{index}].readings", message)


def _conflicts(part: Indicator) -> Iterator[str]:
    by_day: dict[date, dict[Decimal, str]] = {}
    for reading in part.readings:
        by_day.setdefault(reading.on, {}).setdefault(reading.value, reading.by or "")
    for day, found in by_day.items():
        if len(found) > 1:
            words = " and ".join(f"{value}{f' by {by}' if by else ''}" for value, by in found.items())
            yield f"has more than one figure for indicator {part.name} on {day}: {words}"
