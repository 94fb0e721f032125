"""WORKING DAYS: which days count, and where a count of them ends; pure, and the only place that knows `holidays`.

Three calendars (`terms.CalendarKind`):

- `cn`: working days as the State Council orders them year by year (国务院办公厅关于部分节假日安排的通知): Monday to
  Friday less the holidays, and the Saturdays and Sundays that are worked to make up for them (调休).
- `weekdays`: Monday to Friday, whatever is ordered.
- `calendar`: every day.

How days are counted (DOMAIN, "Public notice"):

- In a notice (公示) the first day counts, when it is a day that counts; so does the last.
- A step (`+10bd`, 10个工作日内) begins with the day after.
- A calendar is never guessed. Its year is ordered in the autumn before, and the holidays of a year not ordered yet can
  only be estimated, its make-up days not even that. Such a day is refused.
- The order for a year may also move days before its New Year (2018-12-29 was worked for 2018-12-31, by the order for
  2019). From 27 December on, a day is known only with both years: 29 December is the earliest that any order
  since 2001 has moved, and the weekend before a Thursday that is New Year's Day begins on the 27th.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rectify.errors import CalendarNotKnown
from rectify.faults import MissingExtra
from rectify.terms import CalendarKind
from rectify.wording.date_steps import add_business_days

if TYPE_CHECKING:
    from holidays import HolidayBase

_TURN = (12, 27)
"""Month and day from which the order for the next year may have a say."""

_DAY = timedelta(days=1)


def is_working_day(kind: CalendarKind, day: date) -> bool:
    """True when a calendar counts the day.

    Raises:
        CalendarNotKnown: the State Council's calendar of that day is not known.
        MissingExtra: it is asked for, and `holidays` is not installed.
    """
    if kind is CalendarKind.CALENDAR:
        return True
    if kind is CalendarKind.WEEKDAYS:
        return day.weekday() < 5
    for year in _years_of(day):
        if not is_published(year):
            raise CalendarNotKnown(day=day, year=year)
    return _ordered(day.year).is_working_day(day)


def notice_end(kind: CalendarKind, first: date, days: int) -> date:
    """The last day of a notice that begins on a day and runs for so many days (at least one) of a calendar.

    Raises:
        CalendarNotKnown: the State Council's calendar is not known from the first day to the last.
        MissingExtra: it is asked for, and `holidays` is not installed.
        OverflowError: it leads outside the years 1 to 9999.
        ValueError: a notice of no days has no last one.
    """
    if days < 1:
        raise ValueError(f"a notice of {days} days has no last day")
    return plus(kind, first - _DAY, days)  # a step from the day before: so the first day counts


def count_days(kind: CalendarKind, first: date, last: date) -> int:
    """How many days of a calendar lie between two days, both included; none when the last is before the first.

    Raises:
        CalendarNotKnown: the State Council's calendar is not known from the first day to the last.
        MissingExtra: it is asked for, and `holidays` is not installed.
    """
    return sum(is_working_day(kind, first + _DAY * ahead) for ahead in range((last - first).days + 1))


def plus(kind: CalendarKind, day: date, count: int) -> date:
    """The count-th day of a calendar after a day, or before it when the count is negative; the day itself for none.

    Raises:
        CalendarNotKnown: the State Council's calendar is not known all the way.
        MissingExtra: it is asked for, and `holidays` is not installed.
        OverflowError: it leads outside the years 1 to 9999.
    """
    if count == 0:
        return day
    if kind is CalendarKind.CALENDAR:
        return day + _DAY * count
    if kind is CalendarKind.WEEKDAYS:
        return add_business_days(day, count)
    ahead = (one for one in _walk(day, 1 if count > 0 else -1) if is_working_day(kind, one))
    return next(islice(ahead, abs(count) - 1, None))


def is_published(year: int) -> bool:
    """True when the State Council's order for a year is in the library's data, as far as it was when that was made.

    Every order since 2001 has make-up days; a year whose holidays the library only estimates has none.

    Raises:
        MissingExtra: `holidays` is not installed.
    """
    return any((day.month, day.day) < _TURN for day in _ordered(year).weekend_workdays if day.year == year)


def _walk(day: date, step: int) -> Iterator[date]:
    """The days after a day, or before it, without end."""
    while True:
        day += _DAY * step
        yield day


def _years_of(day: date) -> tuple[int, ...]:
    """The years whose orders decide about a day."""
    return (day.year, day.year + 1) if (day.month, day.day) >= _TURN else (day.year,)


def _ordered(year: int) -> "HolidayBase":
    try:
        import holidays  # noqa: F401  # asked each time: what is cached below outlives it
    except ImportError:
        raise MissingExtra(what="counting by the State Council calendar", extra="calendar") from None
    return _calendar(year)


@cache
def _calendar(year: int) -> "HolidayBase":
    """One year of China's calendar; it takes no other years in when it is asked about them."""
    from holidays import country_holidays

    return country_holidays("CN", years=year, expand=False)
