"""The extensions of an issue (延期): which is undecided, which were granted, how many more may be.

- One request an issue is undecided at a time; closing the issue makes it lapse.
- Granted are those that were approved and, in profile simple, those recorded.
- Each cycle has extensions of its own: the deadline of a problem that rebounded has mostly passed, and an extension
  is how its next life comes by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rectify.terms import ExtensionState, Status

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.pressing import Extension

_GRANTED = (ExtensionState.APPROVED, ExtensionState.RECORDED)


def present_extensions(issue: Issue) -> tuple[Extension, ...]:
    """Those of the present cycle, oldest first."""
    return tuple(one for one in issue.extensions if one.cycle == issue.cycle)


def granted_extensions(issue: Issue) -> tuple[Extension, ...]:
    """Those of the present cycle that gave a later deadline; they count against the policy's limit."""
    return tuple(one for one in present_extensions(issue) if one.state in _GRANTED)


def open_request(issue: Issue) -> Extension | None:
    """The request that waits for the approver; None when there is none, or the issue is closed."""
    waiting = [one for one in present_extensions(issue) if one.state is ExtensionState.REQUESTED]
    return waiting[-1] if waiting and issue.status is not Status.CLOSED else None


def has_lapsed(wish: Extension, issue: Issue) -> bool:
    """True for a request that nobody decided before its issue was closed."""
    return wish.state is ExtensionState.REQUESTED and wish is not open_request(issue)


def extensions_left(issue: Issue, limit: int | None) -> int | None:
    """How many more may be granted in the present cycle, where the policy sets a limit."""
    return None if limit is None else max(limit - len(granted_extensions(issue)), 0)
