"""Steps on the calendar: month ends, months clamped, Monday-to-Friday days; pure."""

from calendar import monthrange
from datetime import date, timedelta

_WORKDAYS = 5


class NoDay(ValueError):
    """There is no such day; the text says why."""


def day(year: int, month: int, number: int) -> date:
    """This day of the calendar.

    Raises:
        NoDay: the calendar has none, like 2026-02-30.
    """
    try:
        return date(year, month, number)
    except ValueError:
        raise NoDay(f"no such date as {year:04d}-{month:02d}-{number:02d}") from None


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    Raises:
        NoDay: there is no such month.
    """
    try:
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        raise NoDay(f"no such month as {year:04d}-{month:02d}") from None


def quarter_end(today: date, quarters: int = 0) -> date:
    """The last day of today's quarter, or of one some quarters away.

    Raises:
        NoDay: it lies outside the calendar.
    """
    within_year = (today.month - 1) // 3 + quarters
    return month_end(today.year + within_year // 4, within_year % 4 * 3 + 3)


def add_months(start: date, months: int) -> date:
    """The same day some months on; a day the month lacks becomes its last (01-31 and a month is 02-28).

    Raises:
        NoDay: it lies outside the calendar.
    """
    count = start.month - 1 + months
    last = month_end(start.year + count // 12, count % 12 + 1)
    return last.replace(day=min(start.day, last.day))


def week_day(today: date, weeks: int, weekday: int) -> date:
    """A day of today's week, or of one some weeks away; weeks begin on Monday, which is 0."""
    return today + timedelta(days=weeks * 7 + weekday - today.weekday())


def next_week_day(today: date, weekday: int) -> date:
    """The first such weekday after today, so never today itself (as in Taskwarrior)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def add_business_days(start: date, count: int) -> date:
    """The count-th Monday-to-Friday day after the start, or before it when the count, which is not 0, is negative.

    - The start is not counted; from a weekend, one day on is Monday and one day back is Friday.
    - Public holidays and make-up Saturdays are not known here; `working_days` has them.
    """
    weekday = start.weekday()
    if weekday >= _WORKDAYS:
        start = week_day(start, 0, 4) if count > 0 else week_day(start, 1, 0)
        weekday = start.weekday()
    weekends = (weekday + count) // _WORKDAYS
    return start + timedelta(days=count + 2 * weekends)
