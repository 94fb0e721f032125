"""backdated: the business date of a run is near the day it was recorded."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "backdated"
SEVERITIES = (Severity.WARNING, Severity.DAMAGE)
FINDS = (
    "A business date that lies more than 14 days before the day on which it was recorded (the figure is ours), or "
    "after it. As damage: a business date in the trail that is no date."
)
WHY = (
    "Inspectors look for records that were written afterwards: a report in time that was entered when the "
    "deadline had passed."
)
DO = (
    "Ask who recorded it why it came late, and keep the answer: rectify note ID TEXT. The date itself stays in "
    "the trail; what is overdue is judged by it."
)
DAYS = 14
"""So many days between a business date and its record are usual (ours: the field names no figure)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Events whose business date lies well before, or at all after, the day they were recorded, or is none."""
    for run in seen.runs:
        for event in run.events:
            if event.on is not None:
                yield from _event(seen, run, event, event.on)


def _event(seen: Inspected, run: Run, event: Event, on: str) -> Iterator[Flaw]:
    place = seen.place(event.issue, "")
    told = f"{event.issue} {event.verb}"
    try:
        days = (seen.recorded_on(run) - date.fromisoformat(on)).days
    except ValueError:
        message = f"{told} is dated {on!r}, which is no date (run {run.seq})"
        yield Flaw(NAME, Severity.DAMAGE, message, issue=event.issue, place=place)
        return
    if 0 <= days <= DAYS:
        return
    if days > 0:
        how = f"is dated {on}, {days} days before it was recorded"
    else:
        how = f"is dated in the future: {on}, {-days} day{'' if days == -1 else 's'} after it was recorded"
    yield Flaw(NAME, Severity.WARNING, f"{told} {how} (run {run.seq})", issue=event.issue, place=place)
