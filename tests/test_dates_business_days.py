"""Days counted in business days: by which calendar, and what is said of it."""

import sys
from datetime import date

import pytest

from rectify.dates import counted_by, counts_business_days, resolve
from rectify.errors import BadDate


@pytest.mark.parametrize(
    ("text", "counted"),
    [("+10bd", True), ("-5BD", True), ("10bd", True), ("十个工作日", True), ("+10d", False), ("bd" * 99, False)],
)
def test_only_a_count_of_business_days_needs_a_calendar(text: str, counted: bool) -> None:
    """Which calendar they are counted by must be said with the day; other words need none."""
    assert counts_business_days(text) is counted
    assert (counted_by(text, date(2024, 2, 29)) is not None) is counted


@pytest.mark.parametrize(
    ("start", "text", "day"),
    [
        ("2024-09-28", "+1bd", "2024-09-29"),
        ("2024-09-30", "+1bd", "2024-10-08"),
        ("2024-09-30", "3个工作日内", "2024-10-10"),
        ("2024-10-08", "-2bd", "2024-09-29"),
        ("2018-12-20", "+10bd", "2019-01-04"),
        ("2024-10-04", "+0bd", "2024-10-04"),
    ],
)
def test_business_days_are_those_of_the_state_council(start: str, text: str, day: str) -> None:
    """Holidays are left out and days made up for them are counted; the note says by which calendar."""
    assert resolve(text, date.fromisoformat(start)) == date.fromisoformat(day)
    assert counted_by(text, date.fromisoformat(start)) == "by the State Council calendar"


def test_where_the_calendar_is_not_known_business_days_are_monday_to_friday() -> None:
    """A count that leads out of the years known is made the plain way from its start, and the note names the year."""
    start = date(2000, 12, 29)
    assert resolve("+3bd", start) == date(2001, 1, 3)
    note = "counted Monday to Friday; the State Council calendar of 2000 is not known"
    assert counted_by("+3bd", start) == note


def test_without_the_extra_business_days_are_monday_to_friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is found without the library, and the note says how to get it."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert resolve("+1bd", date(2024, 9, 30)) == date(2024, 10, 1)
    note = "counted Monday to Friday; the State Council calendar needs: pip install 'rectify[calendar]'"
    assert counted_by("+1bd", date(2024, 9, 30)) == note


def test_business_days_beyond_the_calendar_of_dates_are_refused() -> None:
    """Past the year 9999 there is no day, whoever counts."""
    with pytest.raises(BadDate, match="outside the years 1 to 9999"):
        resolve("+1bd", date.max)
