"""plan-after-deadline: no milestone and no measure of a plan is due after the issue itself."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Severity

NAME = "plan-after-deadline"
SEVERITIES = (Severity.ERROR,)
FINDS = "A milestone or a measure that is due after the deadline of its issue."
WHY = (
    "Such a plan cannot be kept: at the deadline the work is not even meant to be finished. It is also how a "
    "deadline is moved without an extension."
)
DO = (
    "Bring the plan before the deadline, or ask for an extension. The plan is changed with rectify edit ID --set "
    "PATH=DATE --reason TEXT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Milestones and measures due after the deadline."""
    for issue in seen.register.issues:
        deadline = issue.deadline.date if issue.deadline else None
        for path, name, due in _plan(issue):
            if deadline and due and due > deadline:
                message = f"has {name} due on {due}, after the deadline of {deadline}"
                yield seen.flaw(NAME, Severity.ERROR, issue, path, message)


def _plan(issue: Issue) -> Iterator[tuple[str, str, date | None]]:
    for index, stone in enumerate(issue.milestones):
        yield f"milestones[{index}].due", f"milestone {stone.id}", stone.due
    for index, measure in enumerate(issue.measures):
        due = measure.deadline.date if measure.deadline else None
        yield f"measures[{index}].deadline", f"measure {measure.id}", due
