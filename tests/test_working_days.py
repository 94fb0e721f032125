"""Working days: the State Council's calendar, where a notice ends, and what is not known."""

import sys
from datetime import date, timedelta

import pytest

from rectify.errors import CalendarNotKnown, ExitCode
from rectify.faults import MissingExtra
from rectify.terms import CalendarKind
from rectify.working_days import count_days, is_published, is_working_day, notice_end, plus

CN, WEEKDAYS, CALENDAR = CalendarKind.CN, CalendarKind.WEEKDAYS, CalendarKind.CALENDAR
OFF = """
2017 0101-0102 0127-0202 0402-0404 0429-0501 0528-0530 1001-1008
2018 0101-0101 0215-0221 0405-0407 0429-0501 0616-0618 0922-0924 1001-1007 1230-1231
2019 0101-0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007
2020 0101-0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008
2021 0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007
2022 0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007
2023 0101-0102 0121-0127 0405-0405 0429-0503 0622-0624 0929-1006
2024 0101-0101 0210-0217 0404-0406 0501-0505 0610-0610 0915-0917 1001-1007
2025 0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008
2026 0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007
"""
"""The holidays as the orders for these years give them, from the first day off to the last, weekends with them."""
MADE_UP = """
2017 0122 0204 0401 0527 0930
2018 0211 0224 0408 0428 0929 0930 1229
2019 0202 0203 0428 0505 0929 1012
2020 0119 0426 0509 0628 0927 1010
2021 0207 0220 0425 0508 0918 0926 1009
2022 0129 0130 0402 0424 0507 1008 1009
2023 0128 0129 0423 0506 0625 1007 1008
2024 0204 0218 0407 0428 0511 0914 0929 1012
2025 0126 0208 0427 0928 1011
2026 0104 0214 0228 0509 0920 1010
"""
"""The Saturdays and Sundays that the same orders have worked."""


def by_year(table: str) -> dict[int, list[str]]:
    """The rest of each line, by its year."""
    return {int(year): rest for year, *rest in map(str.split, table.strip().splitlines())}


def day(year: int, figures: str) -> date:
    """A day from its month and day in four figures."""
    return date(year, int(figures[:2]), int(figures[2:]))


def days(first: date, last: date) -> list[date]:
    """All days from the first to the last."""
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def newest() -> int:
    """The last year whose order the installed library knows."""
    return max(year for year in range(2026, 2100) if is_published(year))


# --- the calendar of the State Council ----------------------------------------------------------


@pytest.mark.parametrize("year", by_year(OFF))
def test_every_day_of_a_year_is_as_the_order_for_it_says(year: int) -> None:
    """Days off and days made up agree with the orders, copied here by hand, for all days of ten years."""
    off = {one for span in by_year(OFF)[year] for one in days(day(year, span[:4]), day(year, span[5:]))}
    made_up = {day(year, figures) for figures in by_year(MADE_UP)[year]}
    whole_year = [one for one in days(date(year, 1, 1), date(year, 12, 31)) if one <= date(newest(), 12, 26)]
    wrong = [
        one
        for one in whole_year
        if is_working_day(CN, one) != (one in made_up or (one.weekday() < 5 and one not in off))
    ]
    assert wrong == []


def test_a_published_claim_of_ten_working_days_is_four() -> None:
    """From Sunday 29 September 2024, worked to make up, to 9 October: the week of the National Day lies between."""
    assert count_days(CN, date(2024, 9, 29), date(2024, 10, 9)) == 4
    assert notice_end(CN, date(2024, 9, 29), 10) == date(2024, 10, 16)


def test_a_notice_over_spring_festival_is_ten_working_days_in_nineteen() -> None:
    """From 21 January to 8 February 2025, with two days made up, and the last of them its last day."""
    assert count_days(CN, date(2025, 1, 21), date(2025, 2, 8)) == 10
    assert count_days(CALENDAR, date(2025, 1, 21), date(2025, 2, 8)) == 19
    assert notice_end(CN, date(2025, 1, 21), 10) == date(2025, 2, 8)


def test_a_day_of_december_may_be_made_up_for_the_next_year() -> None:
    """31 December 2011, a Saturday, was worked by the order for 2012."""
    assert is_working_day(CN, date(2011, 12, 31))


# --- where a count ends -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "first", "count", "end"),
    [
        (CN, "2024-09-29", 1, "2024-09-29"),
        (CN, "2024-10-01", 1, "2024-10-08"),
        (CN, "2024-10-12", 2, "2024-10-14"),
        (WEEKDAYS, "2024-09-29", 1, "2024-09-30"),
        (WEEKDAYS, "2024-09-30", 5, "2024-10-04"),
        (WEEKDAYS, "2024-09-28", 6, "2024-10-07"),
        (CALENDAR, "2024-09-29", 1, "2024-09-29"),
        (CALENDAR, "2024-09-29", 7, "2024-10-05"),
    ],
)
def test_the_first_day_of_a_notice_counts_when_it_is_one_that_counts(
    kind: CalendarKind, first: str, count: int, end: str
) -> None:
    """A notice of one day ends on its first day; one that begins on a day off begins to count later."""
    assert notice_end(kind, date.fromisoformat(first), count) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("kind", "start", "count", "end"),
    [
        (CN, "2024-09-29", 1, "2024-09-30"),
        (CN, "2024-09-30", 1, "2024-10-08"),
        (CN, "2024-10-08", -1, "2024-09-30"),
        (CN, "2024-10-08", -2, "2024-09-29"),
        (CN, "2024-10-05", 0, "2024-10-05"),
        (WEEKDAYS, "2024-09-30", 1, "2024-10-01"),
        (WEEKDAYS, "2024-10-05", -1, "2024-10-04"),
        (CALENDAR, "2024-09-30", 5, "2024-10-05"),
        (CALENDAR, "2024-09-30", -30, "2024-08-31"),
    ],
)
def test_a_step_begins_with_the_day_after(kind: CalendarKind, start: str, count: int, end: str) -> None:
    """One day on is never the day itself; no days are."""
    assert plus(kind, date.fromisoformat(start), count) == date.fromisoformat(end)


@pytest.mark.parametrize("kind", CalendarKind)
def test_no_days_lie_between_a_day_and_one_before_it(kind: CalendarKind) -> None:
    """A span the wrong way round is empty, in every calendar."""
    assert count_days(kind, date(2024, 10, 9), date(2024, 10, 8)) == 0


@pytest.mark.parametrize("count", [0, -1])
def test_a_notice_of_no_days_has_no_end(count: int) -> None:
    """Whoever needs no notice must not ask for its end."""
    with pytest.raises(ValueError, match="no last day"):
        notice_end(WEEKDAYS, date(2024, 9, 29), count)


@pytest.mark.parametrize(("kind", "count"), [(WEEKDAYS, 1), (CALENDAR, 1), (CALENDAR, 10**9)])
def test_past_the_last_day_of_all_there_is_none(kind: CalendarKind, count: int) -> None:
    """The calendar of dates ends with the year 9999."""
    with pytest.raises(OverflowError):
        plus(kind, date.max, count)


# --- what is not known -----------------------------------------------------------------------


def test_years_are_published_one_by_one() -> None:
    """From 2001 to the newest without a gap; what lies outside can at best be estimated."""
    assert all(is_published(year) for year in range(2001, newest() + 1))
    assert not any(is_published(year) for year in (1, 1949, 1999, 2000, newest() + 1, newest() + 2, 2099, 9999))


def test_a_day_of_a_year_not_published_is_refused() -> None:
    """The year is named, and what else can be done; the answer is never an estimate."""
    year = newest() + 1
    with pytest.raises(CalendarNotKnown, match=f"{year} is not known") as refused:
        is_working_day(CN, date(year, 5, 4))
    assert refused.value.exit_code is ExitCode.INVALID
    assert refused.value.facts == {"day": date(year, 5, 4), "year": year}
    assert "weekdays" in (refused.value.hint or "")
    with pytest.raises(CalendarNotKnown):
        is_working_day(CN, date.max)


def test_the_last_days_of_a_year_need_the_order_for_the_next() -> None:
    """Before New Year days may still be moved by an order that is not there yet."""
    year = newest()
    is_working_day(CN, date(year, 12, 26))
    with pytest.raises(CalendarNotKnown, match=f"on {year}-12-27: the State Council calendar of {year + 1}"):
        is_working_day(CN, date(year, 12, 27))
    assert is_working_day(CN, date(2025, 12, 29))


def test_a_count_that_leads_out_of_what_is_known_is_refused() -> None:
    """Forward, backward, and for a span; the other calendars know no end."""
    year = newest()
    with pytest.raises(CalendarNotKnown, match=str(year + 1)):
        notice_end(CN, date(year, 12, 20), 10)
    with pytest.raises(CalendarNotKnown, match="2000"):
        plus(CN, date(2001, 1, 5), -10)
    with pytest.raises(CalendarNotKnown, match="2000"):
        count_days(CN, date(2000, 12, 1), date(2001, 2, 1))
    assert notice_end(WEEKDAYS, date(year, 12, 20), 10) > date(year, 12, 26)


def test_without_the_library_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a year that was looked at before; only the State Council's calendar needs it."""
    assert is_published(2024)
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtra):
        is_published(2024)
    with pytest.raises(MissingExtra, match="needs the extra calendar") as missing:
        is_working_day(CN, date(2024, 9, 29))
    assert missing.value.exit_code is ExitCode.SURROUNDINGS
    assert missing.value.hint == "pip install 'rectify[calendar]'"
    assert count_days(WEEKDAYS, date(2024, 9, 29), date(2024, 10, 9)) == 8
