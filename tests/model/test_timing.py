from datetime import date
from typing import Any

import pytest

from rectify.model.timing import days_left, finished_on, is_overdue, is_standing
from rectify.terms import Basis
from tests.make import TODAY, issue

PAST, NEXT = {"date": "2019-02-28"}, {"date": "2019-03-31"}
STANDING = {"class": "standing", "text": "长期坚持"}


def step(on: str, **fields: Any) -> dict[str, Any]:
    """A submission, or with an outcome a closure, on that day."""
    return {"on": on, "by": "王芳", **fields}


def closed(on: str, **fields: Any) -> dict[str, Any]:
    """A closure on that day."""
    return step(on, outcome="rectified", **fields)


FINISHED_ON = [
    ({"status": "open"}, None),
    ({"status": "in_progress", "submissions": [step("2019-01-01", returned_on="2019-01-02")]}, None),
    ({"status": "submitted", "submissions": [step("2019-01-01")]}, "2019-01-01"),
    ({"status": "verified", "submissions": []}, None),
    ({"status": "closed", "submissions": [step("2019-01-01")], "closures": [closed("2019-02-01")]}, "2019-01-01"),
    ({"status": "closed", "closures": [closed("2019-02-01")]}, "2019-02-01"),
    ({"status": "closed"}, None),
    # what was sent back does not count
    (
        {"status": "submitted", "submissions": [step("2019-01-01", returned_on="2019-01-09"), step("2019-02-01")]},
        "2019-02-01",
    ),
    (
        {
            "status": "closed",
            "submissions": [step("2019-01-01", returned_on="2019-01-09")],
            "closures": [closed("2019-02-01")],
        },
        "2019-02-01",
    ),
    # nor what was done in an earlier cycle
    (
        {
            "status": "submitted",
            "cycle": 2,
            "submissions": [step("2019-01-01"), step("2019-02-01", cycle=2)],
            "closures": [closed("2019-01-02")],
        },
        "2019-02-01",
    ),
    ({"status": "closed", "cycle": 2, "closures": [closed("2019-01-02"), closed("2019-02-02", cycle=2)]}, "2019-02-02"),
]


@pytest.mark.parametrize(("fields", "day"), FINISHED_ON)
def test_an_issue_is_finished_on_the_day_of_its_submission(fields: dict[str, Any], day: str | None) -> None:
    """The submission of this cycle that stands, else the closure; business dates both."""
    assert finished_on(issue(**fields)) == (date.fromisoformat(day) if day else None)


DAYS_LEFT = [
    ({}, None, None),
    ({"deadline": NEXT}, 30, 30),
    ({"deadline": {"date": "2019-03-01"}}, 0, 0),
    ({"deadline": PAST}, -1, -1),
    ({"deadline": NEXT, "original_deadline": PAST}, 30, -1),
    ({"deadline": STANDING}, None, None),
    ({"deadline": STANDING, "original_deadline": PAST}, None, -1),
    ({"deadline": PAST, "original_deadline": STANDING}, -1, None),
    ({"deadline": {"text": "2019年9月前"}}, None, None),
    ({"deadline": {"class": "immediate"}}, None, None),
    ({"original_deadline": PAST}, None, -1),
    # finished issues are judged on the day they were done
    ({"deadline": PAST, "status": "submitted", "submissions": [step("2019-02-27")]}, 1, 1),
    ({"deadline": PAST, "status": "closed", "closures": [closed("2019-03-01")]}, -1, -1),
    ({"deadline": NEXT, "original_deadline": PAST, "status": "submitted", "submissions": [step("2019-03-01")]}, 30, -1),
    ({"deadline": PAST, "status": "closed"}, None, None),
    ({"deadline": PAST, "status": "in_progress", "closures": [closed("2019-01-01")], "cycle": 2}, -1, -1),
]


@pytest.mark.parametrize(("fields", "current", "original"), DAYS_LEFT)
def test_days_left_and_overdue(fields: dict[str, Any], current: int | None, original: int | None) -> None:
    """Below zero is overdue; a deadline without a certain day, or a standing one, never is."""
    one = issue(**fields)
    for basis, expected in ((Basis.CURRENT, current), (Basis.ORIGINAL, original)):
        assert days_left(one, TODAY, basis) == expected
        assert is_overdue(one, TODAY, basis) is (expected is not None and expected < 0)


def test_standing_is_the_class_of_the_deadline_judged_by() -> None:
    """A duty for ever is counted apart; one that became it later had a day at first."""
    moved = issue(deadline=STANDING, original_deadline=PAST)
    assert (is_standing(moved), is_standing(moved, Basis.ORIGINAL)) == (True, False)
    assert is_standing(issue(deadline=STANDING))
    assert not is_standing(issue(deadline=NEXT, original_deadline=STANDING))
    assert not is_standing(issue())
