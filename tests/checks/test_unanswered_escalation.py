from typing import Any

import pytest

from rectify.checks.unanswered_escalation import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


def pressed(**fields: Any) -> dict[str, Any]:
    """An urging letter, due yesterday."""
    return {"rung": "urge", "on": "2019-06-01", "by": "整改办", "reply_by": "2019-06-30"} | fields


LATE = "Q-1 has not answered its urge of 2019-06-01: the reply was due on 2019-06-30, 1 day ago"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, LATE),
        (
            {"document": "甲整改〔2019〕3号", "to": "甲川县政府", "reply_by": "2019-06-20"},
            "Q-1 has not answered its urge 甲整改〔2019〕3号 of 2019-06-01 to 甲川县政府: "
            "the reply was due on 2019-06-20, 11 days ago",
        ),
        ({"reply_by": "2019-07-01"}, None),
        ({"reply": "已办"}, None),
        ({"replied_on": "2019-06-30"}, None),
        ({"cycle": 2}, None),
        ({"reply_by": None, "on": "2019-06-01"}, None),
        ({"reply_by": None, "on": "2019-05-31"}, "Q-1 has not answered its urge of 2019-05-31: 31 days have passed"),
        ({"reply_by": None, "on": "2019-01-01", "rung": "circular"}, None),
        ({"rung": "circular"}, LATE.replace("urge", "circular")),
    ],
)
def test_a_letter_is_answered_in_time(fields: dict[str, Any], words: str | None) -> None:
    """By the day it names; without one, a month for those that ask for a reply."""
    answered = pressed(reply="已办")
    flaws = list(find(seen(issue(escalations=[answered, pressed(**fields)]))))
    assert [flaw.message for flaw in flaws] == ([words] if words else [])
    for flaw in flaws:
        assert (flaw.check, flaw.severity) == ("unanswered-escalation", Severity.WARNING)
        assert (flaw.path, flaw.hint) == ("escalations[1]", "rectify escalate Q-1 --reply TEXT, or take the next rung")


def test_a_closed_issue_is_pressed_no_more() -> None:
    """Its letters have had their effect."""
    assert list(find(seen(issue(status="closed", escalations=[pressed()])))) == []
