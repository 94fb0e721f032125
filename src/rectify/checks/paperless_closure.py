"""paperless-closure: what is struck off rests on evidence and on a closure on record."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity, Status

NAME = "paperless-closure"
SEVERITIES = (Severity.WARNING,)
FINDS = "A closed issue without evidence of its present cycle, or without a closure on record."
WHY = (
    "A closure with nothing behind it is a status and no more. Reports of completion that nobody can show are the "
    "first thing a look-back opens."
)
DO = (
    "Ask for the evidence. A closed issue takes none: reopen it with rectify reopen ID --reason TEXT, and close "
    "it with what was handed in."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues without evidence of the present cycle, or without a closure."""
    for issue in seen.register.issues:
        if issue.status is not Status.CLOSED:
            continue
        if not issue.present_evidence:
            yield seen.flaw(NAME, Severity.WARNING, issue, "status", "is closed without evidence")
        if not any(closure.cycle == issue.cycle for closure in issue.closures):
            yield seen.flaw(NAME, Severity.WARNING, issue, "status", "is closed without a closure on record")
