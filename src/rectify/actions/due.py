"""How a deadline changes: the first change keeps the original for ever."""

from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.terms import DeadlineClass


def move_deadline(issue: Issue, deadline: Deadline | None) -> Issue:
    """The issue with another deadline.

    - The first change of a deadline fills `original_deadline`; nothing changes that after.
    - Filling a missing deadline is no change.
    """
    if deadline == issue.deadline:
        return issue
    original = issue.original_deadline or issue.deadline
    return issue.but(deadline=deadline, original_deadline=original)


def is_later(now: Deadline, to: Deadline) -> bool:
    """True when this would be an extension: to a certain day, after the present one where that is certain.

    A standing duty has no day to move.
    """
    if to.date is None or now.class_ is DeadlineClass.STANDING:
        return False
    return now.date is None or to.date > now.date
