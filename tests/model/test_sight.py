from datetime import date, timedelta
from typing import Any

import pytest

from rectify.model.sight import is_in_sight, petition_clock, rebound_found, sight_of
from rectify.terms import Basis
from tests.make import TODAY, issue

DUE = {"deadline": {"date": "2019-03-31"}}
LETTER = {"rung": "urge", "on": "2019-03-02", "by": "周办"}
WISH = {"on": "2019-03-02", "by": "县政府", "to": {"date": "2019-05-01"}, "reason": "雨", "state": "requested"}
NOTICE = {"on": "2019-03-02", "ends": "2019-03-09", "days": 5, "calendar": "cn", "place": "网站", "by": "周办"}
OBJECTION = {"on": "2019-03-03", "text": "还在排"}
LOOK_BACK = {"due": "2019-06-01"}
FOUND = {"due": "2019-06-01", "on": "2019-05-30", "result": "rebound"}


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({}, None),
        (DUE, "2019-03-31"),
        ({**DUE, "original_deadline": {"date": "2018-12-31"}}, "2019-03-31"),
        ({"deadline": {"text": "2019年9月前"}}, None),
        ({"deadline": {"class": "standing"}}, None),
        ({"deadline": {"class": "standing"}, "review_on": "2019-04-04"}, "2019-04-04"),
        ({**DUE, "milestones": [{"id": "S1", "text": "动工", "due": "2019-03-05"}]}, "2019-03-05"),
        (
            {**DUE, "milestones": [{"id": "S1", "text": "动工", "due": "2019-03-05", "done_on": "2019-03-01"}]},
            "2019-03-31",
        ),
        ({"measures": [{"id": "M1", "text": "清淤", "deadline": {"date": "2019-03-06"}}]}, "2019-03-06"),
        (
            {"measures": [{"id": "M1", "text": "清淤", "deadline": {"date": "2019-03-06"}, "done_on": "2019-03-01"}]},
            None,
        ),
        ({"escalations": [LETTER]}, "2019-03-02"),
        ({"escalations": [LETTER | {"reply_by": "2019-03-08"}]}, "2019-03-08"),
        ({"escalations": [LETTER | {"reply": "已办"}]}, None),
        ({"escalations": [LETTER | {"rung": "warning"}]}, None),
        ({"escalations": [LETTER], "cycle": 2}, None),
        ({**DUE, "extensions": [WISH]}, ""),
        ({**DUE, "extensions": [WISH | {"state": "rejected"}]}, "2019-03-31"),
        ({**DUE, "notices": [NOTICE | {"objections": [OBJECTION]}]}, ""),
        ({**DUE, "notices": [NOTICE | {"objections": [OBJECTION | {"answer": "已查"}]}]}, "2019-03-31"),
        ({**DUE, "status": "submitted"}, ""),
        ({**DUE, "status": "on_notice"}, ""),
        ({**DUE, "status": "closed", "review_on": "2019-04-04"}, None),
        ({"status": "closed", "deadline": {"class": "standing"}, "review_on": "2019-04-04"}, "2019-04-04"),
        ({"status": "closed", "look_backs": [LOOK_BACK, {"due": "2019-09-01"}]}, "2019-06-01"),
        ({"status": "closed", "look_backs": [LOOK_BACK], "cycle": 2}, None),
        ({"status": "closed", "look_backs": [FOUND]}, "2019-05-30"),
        ({"status": "closed", "look_backs": [FOUND | {"result": "held"}]}, None),
        ({"status": "closed", "escalations": [LETTER], "extensions": [WISH]}, None),
    ],
)
def test_an_issue_is_in_sight_from_its_first_day_on(fields: dict[str, Any], first: str | None) -> None:
    """Or always, as what waits for an answer, or never, as what is closed for good."""
    seen = sight_of(issue(**fields))
    assert seen == [first, None]
    day = date.fromisoformat(first) if first else TODAY
    assert is_in_sight(seen, day, None) is (first is not None)
    assert is_in_sight(seen, day - timedelta(days=1), None) is (first == "")


def test_the_first_deadline_has_a_sight_of_its_own() -> None:
    """What counts is asked for."""
    assert sight_of(issue(**DUE, original_deadline={"date": "2018-12-31"}), Basis.ORIGINAL) == ["2018-12-31", None]


@pytest.mark.parametrize(
    ("fields", "received"),
    [
        ({}, "2019-02-25"),
        ({"kind": "problem"}, None),
        ({"status": "closed"}, None),
        ({"received_on": None}, None),
        (DUE, None),
    ],
)
def test_a_petition_without_a_deadline_says_when_it_came_in(fields: dict[str, Any], received: str | None) -> None:
    """The clock is the policy's, which may change: without one it is out of sight."""
    _, found = sight_of(issue(**({"kind": "petition", "received_on": "2019-02-25"} | fields)))
    assert found == received
    assert is_in_sight([None, found], date(2019, 3, 7), 10) is (received is not None)
    assert not is_in_sight([None, found], date(2019, 3, 6), 10)
    assert not is_in_sight([None, found], date.max, None)


def test_a_clock_ends_with_the_days_there_are() -> None:
    """A petition of the last year is due on its last day at the latest."""
    assert petition_clock(date(9999, 12, 30), 10) == date.max
    assert petition_clock(date(2019, 2, 25), 10) == date(2019, 3, 7)


def test_a_rebound_is_what_the_last_look_back_found() -> None:
    """Of two on one day the one recorded last."""
    held = FOUND | {"result": "held"}
    assert rebound_found(issue(look_backs=[held, FOUND])) == date(2019, 5, 30)
    assert rebound_found(issue(look_backs=[FOUND, held])) is None
    assert rebound_found(issue(look_backs=[FOUND, held | {"on": "2019-05-01"}])) == date(2019, 5, 30)
    assert rebound_found(issue()) is None
