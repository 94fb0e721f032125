from datetime import date

import pytest

from rectify.actions.look_backs import months_after, planned_look_backs
from rectify.model.policy import Policy
from rectify.terms import Outcome


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2019, 3, 1), 6, date(2019, 9, 1)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2019, 12, 31), 12, date(2020, 12, 31)),
        (date(2019, 11, 30), 1, date(2019, 12, 30)),
        (date(2019, 12, 15), 1, date(2020, 1, 15)),
    ],
)
def test_months_end_where_the_month_does(day: date, months: int, later: date) -> None:
    """The same day of a later month, or its last."""
    assert months_after(day, months) == later


def test_each_span_of_the_policy_is_a_look_back() -> None:
    """Planned from the day of the closure, for its cycle."""
    policy = Policy.model_validate({"look_back_months": ["3", "12"]})
    planned = planned_look_backs(policy, Outcome.RECTIFIED, date(2019, 3, 1), 2)
    assert [one.data() for one in planned] == [{"due": "2019-06-01", "cycle": 2}, {"due": "2020-03-01", "cycle": 2}]
    assert planned_look_backs(Policy(), Outcome.RECTIFIED, date(2019, 3, 1), 1) == ()


@pytest.mark.parametrize("outcome", [Outcome.UNFOUNDED, Outcome.MERGED])
def test_only_what_was_rectified_is_gone_back_to(outcome: Outcome) -> None:
    """What was never there cannot come back; what was merged is looked at where it went."""
    policy = Policy.model_validate({"look_back_months": ["3", "12"]})
    assert planned_look_backs(policy, outcome, date(2019, 3, 1), 1) == ()
