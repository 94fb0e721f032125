"""missing-plan: every problem has a measure, or a task that has one."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Kind, Severity, Status

NAME = "missing-plan"
SEVERITIES = (Severity.WARNING,)
FINDS = "A problem that is not closed, has no measure in its plan and no task that belongs to it."
WHY = (
    "Without a measure there is nothing to be done, nothing to be late with, and nothing to be accepted. A "
    "target alone cures nothing."
)
DO = (
    "Write the measures of the plan into the register: rectify edit ID --set measures[0].id=M1 --set "
    "measures[0].text=TEXT. Or make a task for each place: rectify add --title TEXT --kind task --parent ID. "
    "Where the plan could not be found, the warning is the honest state."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Problems for which nothing is planned."""
    parents = {issue.parent for issue in seen.register.issues}
    for issue in seen.register.issues:
        is_judged = issue.kind is Kind.PROBLEM and issue.status is not Status.CLOSED
        if is_judged and not issue.measures and issue.id not in parents:
            hint = f"rectify add --title TEXT --kind task --parent {issue.id}, or write its measures into the register"
            yield seen.flaw(NAME, Severity.WARNING, issue, "measures", "has neither measure nor task", hint=hint)
