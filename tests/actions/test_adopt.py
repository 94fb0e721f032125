from typing import Any

import pytest

from rectify.actions.adopt import adopted
from rectify.errors import ExitCode, Refused
from tests.make import issue

A = {"date": "2018-12-31", "text": "2018年底"}
B = {"date": "2019-06-30"}
C = {"date": "2019-12-31"}


@pytest.mark.parametrize(
    ("known", "on_disk", "expected"),
    [
        ({}, {"title": "x"}, {"title": "x"}),
        ({"deadline": A}, {"deadline": B}, {"deadline": B, "original_deadline": A}),
        ({"deadline": A}, {}, {"original_deadline": A}),
        ({}, {"deadline": A}, {"deadline": A}),
        ({"deadline": A}, {"deadline": A, "place": "x"}, {"deadline": A, "place": "x"}),
        ({"deadline": B, "original_deadline": A}, {"deadline": C, "original_deadline": A}, None),
        ({"deadline": B}, {"deadline": B, "original_deadline": A}, None),
        ({"deadline": A}, {"deadline": B, "original_deadline": A}, None),
    ],
)
def test_a_hand_edit_keeps_the_original_deadline(
    known: dict[str, Any], on_disk: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    """A deadline moved by hand keeps its first one, like any other; everything else is taken as it stands."""
    assert adopted(issue(**known).data(), issue(**on_disk)) == issue(**(on_disk if expected is None else expected))


def test_an_issue_added_by_hand_is_taken_as_it_is() -> None:
    """The trail knows nothing of it yet."""
    new = issue(deadline=B, original_deadline=A)
    assert adopted({}, new) is new


@pytest.mark.parametrize(
    ("known", "on_disk", "kept"),
    [
        (
            {"deadline": B, "original_deadline": A},
            {"deadline": B, "original_deadline": C},
            '{"date": "2018-12-31", "text": "2018年底"}',
        ),
        ({"deadline": B, "original_deadline": A}, {"deadline": B}, '{"date": "2018-12-31", "text": "2018年底"}'),
        ({"deadline": B}, {"deadline": C, "original_deadline": A}, '{"date": "2019-06-30"}'),
    ],
)
def test_an_original_deadline_that_the_trail_knows_otherwise_is_refused(
    known: dict[str, Any], on_disk: dict[str, Any], kept: str
) -> None:
    """It never changes, and what moved with the same edit is the original."""
    with pytest.raises(Refused) as told:
        adopted(issue(**known).data(), issue(**on_disk))
    assert told.value.message == (
        "QH-05 cannot be adopted: its original deadline was written by hand, and not as the trail knows it."
    )
    assert told.value.hint == f"put it back: original_deadline: {kept}"
    assert told.value.exit_code is ExitCode.REFUSED
