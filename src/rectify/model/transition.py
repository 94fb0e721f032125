"""Whether a verb may act from where an issue stands: the table of the life, asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rectify.errors import Refused
from rectify.model.lifecycle import DONE_WORD, FROM, WAY_ON
from rectify.terms import Verb

if TYPE_CHECKING:
    from rectify.model.issue import Issue


def require_status(verb: Verb, issue: Issue) -> None:
    """Refuse unless the verb may act from the issue's status.

    Raises:
        Refused: the hint is the usual next command from that status.
    """
    allowed = FROM[verb]
    if issue.status not in allowed:
        froms = " or ".join(status for status in type(issue.status) if status in allowed)
        raise Refused(
            id=issue.id,
            done=DONE_WORD[verb],
            why=f"it is {issue.status}, and {verb} goes from {froms}",
            hint=WAY_ON[issue.status].format(id=issue.id),
        )
