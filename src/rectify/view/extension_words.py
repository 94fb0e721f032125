"""THE EYE: extensions in words: what became of a request, how many are granted and how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rectify.model.extensions import extensions_left, granted_extensions, open_request, present_extensions
from rectify.model.register import is_issue
from rectify.terms import ExtensionState

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.register import Entry

_DONE = {
    ExtensionState.REQUESTED: ("extension asked for", "an extension would be asked for"),
    ExtensionState.REJECTED: ("extension rejected", "the extension would be rejected"),
    ExtensionState.WITHDRAWN: ("request withdrawn", "the request would be withdrawn"),
    ExtensionState.RECORDED: ("extended", "would be extended"),
}
"""What was done, and what would be, where the deadline did not move or moved at once."""


def used_words(issue: Issue, limit: int | None) -> str:
    """How many were granted in the present cycle, and how many are left: `1 of 2 granted, 1 left`."""
    granted, left = len(granted_extensions(issue)), extensions_left(issue, limit)
    cycle = f" in cycle {issue.cycle}" if issue.cycle > 1 else ""
    return f"{granted} granted{cycle}" if left is None else f"{granted} of {limit} granted{cycle}, {left} left"


def standing_words(issue: Issue, limit: int | None) -> str:
    """How the extensions of an issue stand, in a cell: `asked until 2018-12-31, late; 1 of 2 granted, 1 left`."""
    wish = open_request(issue)
    asked = f"asked until {wish.to.date}{', late' if wish.late else ''}; " if wish else ""
    return asked + used_words(issue, limit) if present_extensions(issue) else ""


def done_words(before: Entry | None, after: Entry | None, *, dry_run: bool) -> str | None:
    """What an `extend` did, where the verb's own word would say too much; None for any other."""
    if not is_issue(before) or not is_issue(after):
        return None
    new = [one for one in after.extensions if one not in before.extensions]
    if not new or new[-1].state not in _DONE:
        return None
    words = _DONE[new[-1].state][dry_run]
    is_new = len(after.extensions) > len(before.extensions)
    return words + (", after the deadline had passed" if new[-1].late and is_new else "")
