"""missing-deadline: every issue has a deadline, be it a standing duty."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "missing-deadline"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues without a deadline."""
    for issue in seen.register.issues:
        if issue.deadline is None:
            hint = f"rectify assign {issue.id} --due DATE"
            yield seen.flaw(NAME, Severity.WARNING, issue, "deadline", "has no deadline", hint=hint)
