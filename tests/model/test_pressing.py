from typing import Any

import pytest

from rectify.model.pressing import Escalation

LETTER: dict[str, Any] = {"rung": "reminder", "on": "2019-03-01", "by": "王芳"}


@pytest.mark.parametrize(
    ("fields", "is_unanswered", "asks"),
    [
        ({}, True, False),
        ({"reply_by": "2019-03-10"}, True, True),
        ({"rung": "yellow"}, True, True),
        ({"rung": "circular"}, True, False),
        ({"rung": "urge", "reply": "已办"}, False, True),
        ({"rung": "urge", "replied_on": "2019-03-02"}, False, True),
    ],
)
def test_a_letter_asks_for_a_reply_or_not(fields: dict[str, Any], is_unanswered: bool, asks: bool) -> None:
    """By the day it names, or by what it is; with a reply, or its day, it is answered."""
    letter = Escalation.model_validate(LETTER | fields)
    assert (letter.is_unanswered, letter.asks) == (is_unanswered, asks)
