from datetime import date

import pytest

from rectify.checks.backdated import find
from rectify.model.event import Event, Run
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

RECORDED = date(2019, 7, 1)


def run_dated(on: str | None) -> Run:
    """A run of one event with a business date."""
    event = Event("close", "Q-1", on=on)
    return Run("2019-07-01T02:00:00Z", "王", "wang", "host", "cli", "rectify", (event,), seq=3)


@pytest.mark.parametrize(
    ("on", "how"),
    [
        (None, None),
        ("2019-07-01", None),
        ("2019-06-17", None),
        ("2019-06-16", "is dated 2019-06-16, 15 days before"),
        ("2019-07-03", "is dated in the future: 2019-07-03, 2 days after"),
        ("2019-07-02", "is dated in the future: 2019-07-02, 1 day after"),
    ],
)
def test_a_business_date_is_near_the_day_it_was_recorded(on: str | None, how: str | None) -> None:
    """A fortnight back is usual; more, or a day that had not come yet, is told with the run."""
    found = list(find(seen(issue(), runs=(run_dated(on),), recorded_on=lambda _: RECORDED)))
    expected = [f"Q-1 close {how} it was recorded (run 3)"] if how else []
    assert [flaw.message for flaw in found] == expected
    assert all((flaw.check, flaw.severity) == ("backdated", Severity.WARNING) for flaw in found)


@pytest.mark.parametrize("on", ["soon", "2019-02-30", ""])
def test_a_business_date_that_is_no_date_is_damage(on: str) -> None:
    """It is told as a flaw of the trail, and the check goes on."""
    (flaw,) = find(seen(issue(), runs=(run_dated(on),), recorded_on=lambda _: RECORDED))
    assert flaw.message == f"Q-1 close is dated {on!r}, which is no date (run 3)"
    assert flaw.severity == Severity.DAMAGE
