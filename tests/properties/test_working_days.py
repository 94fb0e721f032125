"""Working days: what holds for every calendar, day and count."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rectify.terms import CalendarKind
from rectify.working_days import count_days, is_working_day, notice_end, plus

KINDS = st.sampled_from(CalendarKind)
DAYS = st.dates(date(2002, 1, 1), date(2026, 6, 1))
COUNTS = st.integers(1, 60)
DAY = timedelta(days=1)


@given(KINDS, DAYS, COUNTS)
def test_a_notice_has_as_many_days_as_it_shall(kind: CalendarKind, first: date, days: int) -> None:
    """From its first day to its end there are that many, and one less to the day before: no end is earlier."""
    end = notice_end(kind, first, days)
    assert end >= first
    assert is_working_day(kind, end)
    assert count_days(kind, first, end) == days
    assert count_days(kind, first, end - DAY) == days - 1


@given(KINDS, DAYS, DAYS)
def test_a_span_is_counted_day_by_day(kind: CalendarKind, one: date, other: date) -> None:
    """Cut anywhere, its two parts have together as many as the whole; there are never more than the calendar has."""
    first, last = sorted((one, other))
    last = min(last, first + 400 * DAY)
    middle = first + (last - first) // 2
    whole = count_days(kind, first, last)
    assert whole == count_days(kind, first, middle) + count_days(kind, middle + DAY, last)
    assert 0 <= whole <= count_days(CalendarKind.CALENDAR, first, last) == (last - first).days + 1


@given(KINDS, DAYS, COUNTS, st.integers(0, 30))
def test_later_or_longer_never_ends_earlier(kind: CalendarKind, first: date, days: int, later: int) -> None:
    """The end moves with the first day and with the count, which moves it by a day at least."""
    assert notice_end(kind, first + later * DAY, days) >= notice_end(kind, first, days)
    assert notice_end(kind, first, days + 1) > notice_end(kind, first, days)


@given(KINDS, DAYS, COUNTS, COUNTS)
def test_steps_add_up(kind: CalendarKind, start: date, some: int, more: int) -> None:
    """Two steps are one of their sum, and from a day that counts the way back leads to it again."""
    there = plus(kind, start, some)
    assert plus(kind, there, more) == plus(kind, start, some + more)
    assert count_days(kind, start + DAY, there) == some
    assert plus(kind, plus(kind, there, more), -more) == there


@given(KINDS, DAYS, COUNTS)
def test_a_notice_is_shorter_than_a_step_by_its_first_day(kind: CalendarKind, first: date, days: int) -> None:
    """When the first day counts it is one of them; when it does not, a notice is a step."""
    assert notice_end(kind, first, days) == plus(kind, first, days - is_working_day(kind, first))
