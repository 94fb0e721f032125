"""contradicted-closure: what is struck off says so, and what says so is struck off."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity, Status

NAME = "contradicted-closure"
SEVERITIES = (Severity.ERROR,)
FINDS = "An issue that is not closed, and yet has an outcome, or a closure that nobody took back."
WHY = (
    "A closure is taken back by reopen, which keeps the old one and begins the next cycle. A status that was set "
    "by hand does neither, and hides that the issue was closed once."
)
DO = (
    "rectify log ID tells who changed the status. Close it again, or put the status back and use rectify reopen "
    "ID --reason TEXT."
)
HINT = "rectify log tells who changed the status; strike it off again, or put the status back and rectify reopen"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues that are not closed, and yet have an outcome, or a closure that nobody took back.

    A closure is taken back by `reopen`, which marks it and begins the next cycle; a status set by hand does neither.
    """
    for issue in seen.register.issues:
        if issue.status is Status.CLOSED:
            continue
        if any(closure.reopened_on is None for closure in issue.closures):
            message = f"is {issue.status}, but its closure was never taken back"
            yield seen.flaw(NAME, Severity.ERROR, issue, "status", message, hint=HINT)
        elif issue.outcome is not None:
            message = f"is {issue.status}, but its outcome is {issue.outcome}"
            yield seen.flaw(NAME, Severity.ERROR, issue, "outcome", message, hint=HINT)
