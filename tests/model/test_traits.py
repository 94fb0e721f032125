import json
from datetime import timedelta

import pytest

from rectify.model.issue import Issue
from rectify.model.timing import is_overdue
from rectify.model.traits import RESTS_ON, TRAITS
from tests.make import TODAY, issue

LATE = {"date": "2019-02-28"}


@pytest.mark.parametrize(
    ("fields", "timing"),
    [
        ({}, [False, False, None, None]),
        ({"deadline": LATE}, [False, False, "2019-02-28", None]),
        ({"deadline": {"class": "standing"}}, [False, True, None, None]),
        (
            {
                "deadline": {"date": "2019-02-28"},
                "status": "submitted",
                "submissions": [{"on": "2019-03-01", "by": "x"}],
            },
            [True, False, None, -1],
        ),
        ({"deadline": LATE, "status": "submitted"}, [True, False, None, None]),
    ],
)
def test_the_timing_of_an_issue_names_no_day_but_its_own(fields: dict[str, object], timing: list[object]) -> None:
    """A day is there while the issue is not done, then the days that were left."""
    one = issue(**fields)
    assert TRAITS["current"](one) == timing
    assert is_overdue(one, TODAY + timedelta(days=0)) is (timing[2] == "2019-02-28" or timing[3] == -1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, None),
        ({"deadline": {"date": "2019-02-28", "text": "2019年2月底前"}}, "2019-02-28"),
        ({"deadline": {"text": "2019年9月前"}}, ["2019年9月前", "dated"]),
        ({"deadline": {"class": "immediate"}}, [None, "immediate"]),
        ({"deadline": {"class": "immediate", "date": "2019-02-28"}}, "2019-02-28"),
    ],
)
def test_a_deadline_is_told_by_its_day_else_by_its_wording_and_class(fields: dict[str, object], told: object) -> None:
    """What was first is told in the same way."""
    assert TRAITS["deadline"](issue(**fields)) == told
    moved = issue(deadline=LATE, original_deadline=fields.get("deadline"))
    assert TRAITS["original_deadline"](moved) == told


def test_every_trait_is_json() -> None:
    """A trait can be kept beside the issue, and is the same when it is read again."""
    one = issue(units={"lead": "州政府", "responsible": ["县政府"]}, tags=["水"], deadline={"date": "2019-02-28"})
    for trait in TRAITS.values():
        assert json.loads(json.dumps(trait(one))) == trait(one)


def test_every_trait_rests_on_fields_that_there_are() -> None:
    """Most on the one that they are called by."""
    assert RESTS_ON.keys() == TRAITS.keys()
    assert frozenset[str]().union(*RESTS_ON.values()) <= Issue.model_fields.keys()
    assert (RESTS_ON["tags"], RESTS_ON["current_day"]) == (frozenset({"tags"}), frozenset({"deadline"}))
