"""Periods of a report as people name them: a week, a month, a quarter, a year, or from a day to a day; pure.

- Weeks begin on Monday and have the numbers of ISO 8601; quarters are those of the calendar year.
- The period before one is the one of the same kind that ends the day before; before two days, as many days.
- Relative words (month, last-month, 上月) are counted from a given today; whoever reads one says what it came to.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rectify.errors import BadUsage
from rectify.wording.date_steps import month_end, quarter_end, week_day
from rectify.wording.date_tidy import LONGEST, tidy

_DAY: Final = timedelta(days=1)
_SHOWN: Final = 60
HINT: Final = (
    "write week, month, quarter, year or last-month …; 2019-W10, 2019-03, 2019-Q1, 2019; 2019-02-26..2019-03-25; "
    "上月, 2019年3月 or 2019年第一季度"
)


class Length(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `first` to the day `last`, both counted."""

    length: Length
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def name(self) -> str:
        """As `read_period` reads it: `2019-W10`, `2019-03`, `2019-Q1`, `2019`, `2019-02-26..2019-03-25`."""
        if self.length is Length.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        if self.length is Length.QUARTER:
            return f"{self.first.year:04d}-Q{(self.first.month + 2) // 3}"
        if self.length is Length.DAYS:
            return f"{self.first}..{self.last}"
        return self.first.isoformat()[: 4 if self.length is Length.YEAR else 7]

    @property
    def before(self) -> "Period":
        """The one before it.

        Raises:
            OverflowError: that would be before the year 1; `read_period` lets no such period in.
        """
        if self.length is Length.DAYS:
            return Period(Length.DAYS, self.first - _DAY * self.days, self.first - _DAY)
        return period_of(self.length, self.first - _DAY)


def period_of(length: Length, day: date) -> Period:
    """The week, month, quarter or year in which a day lies; for `DAYS` that day alone."""
    if length is Length.WEEK:
        return Period(length, week_day(day, 0, 0), week_day(day, 0, 6))
    if length is Length.MONTH:
        return Period(length, day.replace(day=1), month_end(day.year, day.month))
    if length is Length.QUARTER:
        return Period(length, date(day.year, (day.month - 1) // 3 * 3 + 1, 1), quarter_end(day))
    if length is Length.YEAR:
        return Period(length, date(day.year, 1, 1), date(day.year, 12, 31))
    return Period(length, day, day)


_RELATIVE: Final = {
    word: (length, is_before)
    for length, now, before in (
        (Length.WEEK, "week this-week 本周", "last-week 上周"),
        (Length.MONTH, "month this-month 本月", "last-month 上月 上个月"),
        (Length.QUARTER, "quarter this-quarter 本季度 本季", "last-quarter 上季度 上季 上个季度"),
        (Length.YEAR, "year this-year 今年 本年", "last-year 去年 上年"),
    )
    for is_before, words in ((False, now), (True, before))
    for word in words.split()
}
WORDS: Final = tuple(word for word in _RELATIVE if word.isascii() and not word.startswith("this-"))
"""The relative words in English, for the shell to complete."""
_QUARTERS: Final = {figure: number for number, figure in enumerate("一二三四", 1)}
_WEEK: Final = re.compile(r"([0-9]{4})(?:-?w|年第?)([0-9]{1,2})周?")
_QUARTER: Final = re.compile(r"([0-9]{4})(?:-?q|年第?)([1-4一二三四])(?:季度?)?")
_MONTH: Final = re.compile(r"([0-9]{4})(?:-|年)([0-9]{1,2})月?")
_YEAR: Final = re.compile(r"([0-9]{4})年?度?")
_DAYS: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


def read_period(text: str, today: date) -> Period:
    """The period that a text means.

    Args:
        text: as people write it (see `HINT`).
        today: what relative words are counted from.

    Raises:
        BadUsage: it names none, or one that the calendar does not have.
    """
    words = tidy(text) if len(text) <= LONGEST else ""
    try:
        found = _read(words, today)
        if found is not None:
            _ = found.before  # a report compares with it
    except (ValueError, OverflowError):
        raise BadUsage(message=f"the calendar has no {_short(text)}", hint=HINT) from None
    if found is None:
        raise BadUsage(message=f"{_short(text)!r} names no period", hint=HINT)
    return found


def _read(words: str, today: date) -> Period | None:
    if words in _RELATIVE:
        length, is_before = _RELATIVE[words]
        now = period_of(length, today)
        return now.before if is_before else now
    if found := _DAYS.fullmatch(words):
        return _between(*map(date.fromisoformat, found.groups()))
    return _named(words)


def _named(words: str) -> Period | None:
    """A period that has its year in its name; a week only with its `w` or 周, a quarter with its `q` or 季."""
    if ("w" in words or "周" in words) and (found := _WEEK.fullmatch(words)):
        return period_of(Length.WEEK, date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if ("q" in words or "季" in words) and (found := _QUARTER.fullmatch(words)):
        quarter = _QUARTERS.get(found[2]) or int(found[2])
        return period_of(Length.QUARTER, date(int(found[1]), quarter * 3, 1))
    if found := _MONTH.fullmatch(words):
        return period_of(Length.MONTH, date(int(found[1]), int(found[2]), 1))
    if found := _YEAR.fullmatch(words):
        return period_of(Length.YEAR, date(int(found[1]), 1, 1))
    return None


def _between(first: date, last: date) -> Period:
    if first > last:
        raise BadUsage(message=f"{first} comes after {last}", hint=f"the earlier first: {last}..{first}")
    return Period(Length.DAYS, first, last)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
