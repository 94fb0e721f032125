"""Extensions in words."""

from typing import Any

import pytest

from rectify.model.issue import Issue
from rectify.view.extension_words import done_words, standing_words
from tests.view.samples import issue

WISH: dict[str, Any] = {"on": "2025-07-02", "by": "周某", "to": {"date": "2025-09-30"}, "reason": "汛期"}


def one(*states: str, late: bool = False) -> Issue:
    """An issue with an extension in each of these states."""
    return issue(extensions=[{**WISH, "state": state, "late": late} for state in states])


@pytest.mark.parametrize(
    ("found", "limit", "words"),
    [
        (one(), 2, ""),
        (one("requested"), 2, "asked until 2025-09-30; 0 of 2 granted, 2 left"),
        (one("requested", late=True), None, "asked until 2025-09-30, late; 0 granted"),
        (one("approved", "rejected", late=True), 2, "1 of 2 granted, 1 left"),
    ],
)
def test_how_extensions_stand_in_a_cell(found: Issue, limit: int | None, words: str) -> None:
    """What is asked, whether it was late, and how many of how many are granted."""
    assert standing_words(found, limit) == words


@pytest.mark.parametrize(
    ("before", "after", "done", "would"),
    [
        (one(), one("requested"), "extension asked for", "an extension would be asked for"),
        (
            one(),
            one("requested", late=True),
            "extension asked for, after the deadline had passed",
            "an extension would be asked for, after the deadline had passed",
        ),
        (
            one(),
            one("recorded", late=True),
            "extended, after the deadline had passed",
            "would be extended, after the deadline had passed",
        ),
        (
            one("requested", late=True),
            one("rejected", late=True),
            "extension rejected",
            "the extension would be rejected",
        ),
        (one("requested"), one("withdrawn"), "request withdrawn", "the request would be withdrawn"),
        (one("requested"), one("approved"), None, None),
        (one("requested"), one("requested"), None, None),
        (None, one("requested"), None, None),
        (one("requested"), None, None, None),
    ],
)
def test_what_was_done(before: Issue | None, after: Issue | None, done: str | None, would: str | None) -> None:
    """A request is no extension yet; that it was late is told when it is asked; an approval has the verb's word."""
    assert done_words(before, after, dry_run=False) == done
    assert done_words(before, after, dry_run=True) == would
