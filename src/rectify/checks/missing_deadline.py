"""missing-deadline: every issue has a deadline, be it a standing duty."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "missing-deadline"
SEVERITIES = (Severity.WARNING,)
FINDS = "An issue without a deadline."
WHY = "Without a deadline an issue is never overdue, and drops out of every list of what is due."
DO = (
    "Set it: rectify assign ID --due DATE; a standing duty is --due 长期坚持. Where no deadline could be found out, "
    "leave it empty rather than make one up."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues without a deadline."""
    for issue in seen.register.issues:
        if issue.deadline is None:
            hint = f"rectify assign {issue.id} --due DATE"
            yield seen.flaw(NAME, Severity.WARNING, issue, "deadline", "has no deadline", hint=hint)
