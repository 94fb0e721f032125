from typing import Any

import pytest

from rectify.actions.due import is_later, move_deadline
from rectify.model.deadline import Deadline
from tests.make import issue

A = {"date": "2018-12-31", "text": "2018年底"}
B = {"date": "2019-06-30"}
C = {"date": "2019-12-31"}


def deadline(data: dict[str, Any] | None) -> Deadline | None:
    """A deadline of these fields."""
    return Deadline.model_validate(data) if data else None


@pytest.mark.parametrize(
    ("now", "original", "to", "kept"),
    [
        (A, None, B, A),
        (A, None, {"date": "2018-12-31"}, A),
        (A, None, {"class": "standing"}, A),
        (A, None, None, A),
        (B, A, C, A),
        (B, A, A, A),
        (B, A, None, A),
        (None, A, B, A),
        (None, None, A, None),
        (None, None, None, None),
        (A, None, A, None),
        (B, A, B, A),
    ],
)
def test_the_first_change_keeps_the_original_for_ever(
    now: dict[str, Any] | None, original: dict[str, Any] | None, to: dict[str, Any] | None, kept: dict[str, Any] | None
) -> None:
    """Filling a missing deadline is no change; what was first stays, wording and all."""
    moved = move_deadline(issue(deadline=now, original_deadline=original), deadline(to))
    assert (moved.deadline, moved.original_deadline) == (deadline(to), deadline(kept))


@pytest.mark.parametrize(
    ("now", "to", "is_one"),
    [
        (A, B, True),
        (A, A, False),
        (B, A, False),
        ({"text": "2019年9月前"}, B, True),
        ({"class": "immediate"}, B, True),
        ({"class": "immediate", "date": "2019-01-31"}, {"date": "2019-01-31"}, False),
        ({"class": "standing"}, B, False),
        (A, {"class": "standing"}, False),
        (A, {"text": "2019年9月前"}, False),
    ],
)
def test_an_extension_is_a_later_certain_day(now: dict[str, Any], to: dict[str, Any], is_one: bool) -> None:
    """From a day that is not certain any certain one is; a standing duty has none to move."""
    assert is_later(Deadline.model_validate(now), Deadline.model_validate(to)) is is_one
