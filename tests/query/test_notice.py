from datetime import date
from typing import Any

import pytest

from rectify.errors import CalendarNotKnown, Refused
from rectify.model.closing import Notice
from rectify.query.notice import Course, course_of, course_words, run_words, shared_notices
from tests.make import issue
from tests.model.test_notices import FIRST, WITHDRAWN, on_notice


def notice(on: str = "2025-01-21", ends: str = "2025-02-08", calendar: str = "cn", days: int = 10) -> Notice:
    """A notice that runs so."""
    return Notice.model_validate({**FIRST, "on": on, "ends": ends, "calendar": calendar, "days": days})


@pytest.mark.parametrize(
    ("on", "ends", "holidays", "made_up"),
    [
        ("2025-01-21", "2025-02-08", [("2025-01-28", "2025-02-04")], ["2025-01-26", "2025-02-08"]),
        ("2024-09-29", "2024-10-09", [("2024-10-01", "2024-10-07")], ["2024-09-29"]),
        ("2025-03-03", "2025-03-14", [], []),
        ("2025-04-01", "2025-05-06", [("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05")], ["2025-04-27"]),
        ("2025-02-04", "2025-02-04", [("2025-02-04", "2025-02-04")], []),
    ],
)
def test_the_course_names_holidays_and_days_worked_for_them(
    on: str, ends: str, holidays: list[tuple[str, str]], made_up: list[str]
) -> None:
    """A weekend that stands alone is nothing to speak of."""
    day = date.fromisoformat
    expected = Course(tuple((day(a), day(b)) for a, b in holidays), tuple(map(day, made_up)))
    assert course_of(notice(on, ends)) == expected


@pytest.mark.parametrize("calendar", ["weekdays", "calendar"])
def test_other_calendars_have_no_course(calendar: str) -> None:
    """They count what anybody can count."""
    assert course_of(notice(calendar=calendar)) == Course()


def test_days_that_are_not_known_are_refused() -> None:
    """They are not guessed."""
    with pytest.raises(CalendarNotKnown):
        course_of(notice("2097-01-04", "2097-01-10"))


def test_the_course_in_words() -> None:
    """First and last day, how many days of which calendar."""
    assert run_words(notice(days=1)) == "2025-01-21 to 2025-02-08, 1 working day"
    assert run_words(notice(calendar="weekdays")) == "2025-01-21 to 2025-02-08, 10 days, Monday to Friday"
    assert course_words(notice(calendar="calendar")) == "the notice runs 2025-01-21 to 2025-02-08, 10 calendar days"
    assert course_words(notice("2024-10-07", "2024-10-09", days=2)) == (
        "the notice runs 2024-10-07 to 2024-10-09, 2 working days; off: 2024-10-07"
    )
    assert course_words(notice("2024-10-12", "2024-10-12", days=1)).endswith("; worked: 2024-10-12 (Saturday)")


@pytest.mark.parametrize(
    "other", [{"on": "2025-01-22"}, {"ends": "2025-02-10"}, {"days": 11}, {"calendar": "weekdays"}]
)
def test_issues_share_a_text_when_their_notices_run_alike(other: dict[str, Any]) -> None:
    """One text tells one period."""
    one, two = on_notice({}), on_notice({"place": "县报"})
    assert shared_notices([one, two]) == [one.notices[0], two.notices[0]]
    with pytest.raises(Refused, match="its notice runs from") as told:
        shared_notices([one, on_notice(other)])
    assert told.value.hint == "make a text for each period: name the issues of one alone"


@pytest.mark.parametrize("of", [issue(status="verified"), on_notice(WITHDRAWN), on_notice({}, cycle=2)])
def test_without_a_notice_in_force_there_is_no_text(of: Any) -> None:
    """It must be published first, in this cycle."""
    with pytest.raises(Refused, match="no notice of it is in force") as told:
        shared_notices([of])
    assert told.value.hint == "rectify notice QH-05 --place TEXT"
