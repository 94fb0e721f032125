"""uncertain-day: a wording that gives no certain day cannot be kept to, nor be overdue."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.deadline import Deadline
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Severity

NAME = "uncertain-day"
SEVERITIES = (Severity.WARNING,)
FINDS = "A deadline or a milestone whose wording means a day but gives no certain one, like 2019年9月前."
WHY = (
    "Before the first of September, or by the thirtieth? Until that is settled the issue is never overdue, and "
    "each side reads it in its own favour."
)
DO = (
    "Ask whoever set it. When the day is certain: rectify edit ID --set deadline.date=DATE --reason TEXT; the "
    "published wording stays beside it."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Deadlines of issues and measures, and milestones, that mean a day but give none."""
    for issue in seen.register.issues:
        for path, deadline in _deadlines(issue):
            if deadline is not None and deadline.is_dated_without_day:
                message = f"has a deadline without a certain day ({deadline.text})"
                hint = f"when the day is certain: rectify edit {issue.id} --set {path}.date=DATE --reason TEXT"
                yield seen.flaw(NAME, Severity.WARNING, issue, path, message, hint=hint)
        for index, stone in enumerate(issue.milestones):
            if stone.due is None:
                path = f"milestones[{index}]"
                yield seen.flaw(NAME, Severity.WARNING, issue, path, f"has milestone {stone.id} without a day")


def _deadlines(issue: Issue) -> Iterator[tuple[str, Deadline | None]]:
    yield "deadline", issue.deadline
    for index, measure in enumerate(issue.measures):
        yield f"measures[{index}].deadline", measure.deadline
