"""backdated: the business date of a run is near the day it was recorded."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "backdated"
DAYS = 14
"""So many days between a business date and its record are usual (ours: the field names no figure)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Events whose business date lies well before, or at all after, the day they were recorded."""
    for run in seen.runs:
        recorded = seen.recorded_on(run)
        for event in run.events:
            if event.on is None:
                continue
            days = (recorded - date.fromisoformat(event.on)).days
            if 0 <= days <= DAYS:
                continue
            how = f"{abs(days)} day{'' if days == -1 else 's'} {'before' if days > 0 else 'after'}"
            message = f"{event.issue} {event.verb} is dated {event.on}, {how} it was recorded (run {run.seq})"
            yield Flaw(NAME, Severity.WARNING, message, issue=event.issue, place=seen.place(event.issue, ""))
