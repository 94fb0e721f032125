"""How a deadline changes: the first change keeps the original for ever."""

from rectify.model.deadline import Deadline
from rectify.model.issue import Issue


def move_deadline(issue: Issue, deadline: Deadline | None) -> Issue:
    """The issue with another deadline.

    - The first change of a deadline fills `original_deadline`; nothing changes that after.
    - Filling a missing deadline is no change.
    """
    if deadline == issue.deadline:
        return issue
    original = issue.original_deadline or issue.deadline
    return issue.but(deadline=deadline, original_deadline=original)
