from typing import Any

import pytest
from pydantic import ValidationError

from rectify.model.deadline import Deadline
from rectify.terms import DeadlineClass

GOOD: list[tuple[dict[str, Any], bool]] = [
    ({"date": "2018-12-31"}, False),
    ({"date": "2018-12-31", "text": "2018年底"}, False),
    ({"text": "2019年9月前"}, True),
    ({"class": "standing"}, False),
    ({"class": "standing", "text": "长期坚持"}, False),
    ({"class": "immediate"}, False),
    ({"class": "immediate", "text": "立行立改"}, False),
    ({"class": "immediate", "date": "2018-01-05"}, False),
]


@pytest.mark.parametrize(("data", "is_uncertain"), GOOD)
def test_a_deadline_keeps_wording_day_and_class(data: dict[str, Any], is_uncertain: bool) -> None:
    """Only a dated deadline whose wording gives no day is without a certain day."""
    deadline = Deadline.model_validate(data)
    assert deadline.data() == data
    assert deadline.is_dated_without_day is is_uncertain


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "a deadline needs a date, a text, or class"),
        ({"class": "dated"}, "a deadline needs a date"),
        ({"class": "standing", "date": "2018-12-31"}, "a standing duty has no day"),
        ({"date": "2026-02-30"}, "no such date"),
        ({"text": "a\nb"}, "one line"),
        ({"day": "2018-12-31"}, "Extra inputs"),
        ({"class": "soon"}, "Input should be 'dated', 'standing' or 'immediate'"),
    ],
)
def test_a_deadline_that_says_nothing_or_two_things_is_refused(data: dict[str, Any], why: str) -> None:
    """A deadline says one thing at least and nothing that contradicts it."""
    with pytest.raises(ValidationError, match=why):
        Deadline.model_validate(data)


def test_the_class_is_dated_unless_said() -> None:
    """A day alone is a dated deadline."""
    assert Deadline.model_validate({"date": "2018-12-31"}).class_ is DeadlineClass.DATED
