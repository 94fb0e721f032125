"""missing-review: a standing duty has a day on which it is looked at."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import DeadlineClass, Severity, Status

NAME = "missing-review"
SEVERITIES = (Severity.WARNING,)
FINDS = "A standing duty (长期坚持) that is not closed and has no day on which it is looked at next."
WHY = "A standing duty is never overdue. Without a day of review it is counted as kept for ever, and nobody looks."
DO = "Set the day: rectify edit ID --set review_on=DATE. When it has come, look at the duty, and set the next one."


def find(seen: Inspected) -> Iterator[Flaw]:
    """Standing duties without `review_on`."""
    for issue in seen.register.issues:
        is_standing = issue.deadline is not None and issue.deadline.class_ is DeadlineClass.STANDING
        if is_standing and issue.review_on is None and issue.status is not Status.CLOSED:
            hint = f"rectify edit {issue.id} --set review_on=DATE"
            message = "is a standing duty without a day of review"
            yield seen.flaw(NAME, Severity.WARNING, issue, "deadline", message, hint=hint)
