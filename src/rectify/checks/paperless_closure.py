"""paperless-closure: what is struck off rests on evidence and on a closure on record."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity, Status

NAME = "paperless-closure"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues without evidence of the present cycle, or without a closure."""
    for issue in seen.register.issues:
        if issue.status is not Status.CLOSED:
            continue
        if not issue.present_evidence:
            yield seen.flaw(NAME, Severity.WARNING, issue, "status", "is closed without evidence")
        if not any(closure.cycle == issue.cycle for closure in issue.closures):
            yield seen.flaw(NAME, Severity.WARNING, issue, "status", "is closed without a closure on record")
