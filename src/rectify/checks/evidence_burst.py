"""evidence-burst: evidence comes with the work, and not in one heap at the end."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.model.timing import finished_on
from rectify.terms import Outcome, Severity

NAME = "evidence-burst"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "An issue that is done or closed, whose evidence of the present cycle, five files or more, was all handed "
    "in on one day, at most three days before it was said to be done, after thirty days or more in which none "
    "came. The figures are ours. What was merged or unfounded is left out."
)
WHY = (
    "Work leaves traces while it is done. Evidence that appears in a burst was often made for the occasion; "
    "inspectors look at the dates of files first."
)
DO = (
    "Look at the files: do they show different days, or one? Ask the unit to hand evidence in with its reports: "
    "rectify progress ID TEXT --evidence FILE."
)
FILES = 5
"""So many files on one day are a burst (ours)."""
DAYS_BEFORE_DONE = 3
"""The burst ends at most so many days before the issue is said to be done (ours)."""
QUIET_DAYS = 30
"""For so many days before the burst nothing was handed in (ours)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues whose evidence all came at the end."""
    for issue in seen.register.issues:
        done, days = finished_on(issue), {item.on for item in issue.proof}
        if done is None or issue.outcome not in (None, Outcome.RECTIFIED) or len(issue.proof) < FILES:
            continue
        day, began = days.pop(), _began(seen, issue)
        if days or day is None or began is None:
            continue
        quiet = (day - began).days
        if 0 <= (done - day).days <= DAYS_BEFORE_DONE and quiet >= QUIET_DAYS:
            message = f"has {len(issue.proof)} files, all handed in on {day}; none came in the {quiet} days before"
            yield seen.flaw(NAME, Severity.WARNING, issue, "evidence", message)


def _began(seen: Inspected, issue: Issue) -> date | None:
    """The day on which the present cycle began; for the first, the day from which the trail knows the issue."""
    if issue.cycle > 1:
        return next((one.reopened_on for one in issue.closures if one.cycle == issue.cycle - 1), None)
    first = next(iter(seen.events.get(issue.id, ())), None)
    return min(seen.recorded_on(first[0]), seen.day_of(*first)) if first else None
