"""The words for a day, in Chinese and English: one pattern and one reader a wording; pure.

How they are read (DOMAIN, "Words on real ledgers"):

- `2018年底`, `2018年度` and `2018年` mean 31 December, `2021年12月` and `12月底` the last day of the month.
- `6月30日前` and `2020年6月30日(前)` mean by that day, the day included; so do `底前` and `末前`.
- A wording without a year is of today's year, also when that day has passed.
- `2019年9月前` (until 31 August, or by 30 September?), `2019年前` and `周末` have two readings: refused.
- `周五`, like `fri`, is the first Friday after today; `本周五` is that of today's week, which begins on Monday.
- `30日` alone is refused: neither a day of a month nor a count of days (`30日内`, `30天`) is certain.
- A numeric date with its year last is refused only when day and month could be changed about.
- Business days (`+10bd`, `10个工作日内`) are only read here; which days they are is for `dates` to find.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from rectify.wording.date_steps import (
    NoDay,
    add_months,
    day,
    month_end,
    next_week_day,
    quarter_end,
    week_day,
)
from rectify.wording.date_tidy import WEEKDAYS

_Reader = Callable[[re.Match[str], date], date]

_DAYS = {
    "today": 0, "tomorrow": 1, "yesterday": -1,
    "今天": 0, "今日": 0, "明天": 1, "明日": 1, "昨天": -1, "昨日": -1, "后天": 2, "前天": -2,
}  # fmt: skip
_ENDS: dict[str, Callable[[date], date]] = {
    "eow": lambda today: week_day(today, 0, 6),
    "eom": lambda today: month_end(today.year, today.month),
    "eoq": quarter_end,
    "eoy": lambda today: day(today.year, 12, 31),
}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name[:size]: index for index, name in enumerate(_ENGLISH) for size in range(3, len(name) + 1)}
_NEAR = {"本": 0, "这": 0, "当": 0, "今": 0, "上": -1, "去": -1, "下": 1, "明": 1, "后": 2, "前": -2}
_UNITS = {"天": "d", "日": "d", "周": "w", "星期": "w", "礼拜": "w", "月": "m", "年": "y"}

_BUSINESS_DAYS = "(?P<step>[+-][0-9]{1,5})bd|(?P<count>[0-9]{1,5})个?工作日(?:之?[内后])?"
_YEAR = "(?:(?P<year>[0-9]{4})年|(?P<near_year>[今本明后去前])年|年(?=[底末内]))"
_MONTH = f"(?:{_YEAR}?(?P<month>[0-9]{{1,2}})月份?|(?P<near_month>[本当这]月|[上下]个?月)|月(?=[底末]))"
_WEEK = "(?:(?P<near_week>[本这上下])个?)?(?:周|星期|礼拜)"


class TwoReadings(Exception):
    """A wording that means one of two days, the earlier first."""

    def __init__(self, one: date, other: date) -> None:
        self.first, self.second = sorted((one, other))
        super().__init__(f"{self.first} or {self.second}")


def read(words: str, today: date) -> date | None:
    """The day that tidied words mean; None when the words are unknown, or count business days.

    Raises:
        TwoReadings: they mean one of two days.
        NoDay: they name a day that the calendar has not.
        OverflowError: they lead outside the years 1 to 9999.
    """
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    if words in _ENDS:
        return _ENDS[words](today)
    if words in _WEEKDAYS:
        return next_week_day(today, _WEEKDAYS[words])
    for pattern, reader in _READERS:
        if found := re.fullmatch(pattern, words):
            return reader(found, today)
    return None


def business_days(words: str) -> int | None:
    """How many business days on, or back, tidied words ask for: +10bd, -5bd, 10个工作日内; None for other words."""
    found = re.fullmatch(_BUSINESS_DAYS, words)
    return int(found["step"] or found["count"]) if found else None


def names_its_year(words: str) -> bool:
    """True for a wording that stands by itself, whatever the day: 2018年底, 2018年12月底前."""
    return bool(re.match("[0-9]{4}年", words))


def _step(today: date, count: int, unit: str) -> date:
    if unit in "my":
        return add_months(today, count * (12 if unit == "y" else 1))
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _signed_step(found: re.Match[str], today: date) -> date:
    return _step(today, int(found["count"]), found["unit"])


def _counted(found: re.Match[str], today: date) -> date:
    return _step(today, int(found["count"]), _UNITS[found["unit"] or found["bound_unit"]])


def _year_first(found: re.Match[str], _today: date) -> date:
    return day(int(found["y"]), int(found["m"]), int(found["d"]))


def _year_last(found: re.Match[str], _today: date) -> date:
    readings = set()
    for month, number in ((found["a"], found["b"]), (found["b"], found["a"])):
        try:
            readings.add(day(int(found["y"]), int(month), int(number)))
        except NoDay:
            continue
    if not readings:
        raise NoDay("no such date, whether the day or the month comes first")
    return _only(*readings)


def _only(one: date, other: date | None = None) -> date:
    if other is not None:
        raise TwoReadings(one, other)
    return one


def _year_of(found: re.Match[str], today: date) -> int:
    if found["year"]:
        return int(found["year"])
    return today.year + _NEAR[found["near_year"] or "今"]


def _month_of(found: re.Match[str], today: date) -> date:
    """The last day of the month that is named."""
    if found["month"]:
        return month_end(_year_of(found, today), int(found["month"]))
    near = add_months(today.replace(day=1), _NEAR[(found["near_month"] or "本")[0]])
    return month_end(near.year, near.month)


def _month_day(found: re.Match[str], today: date) -> date:
    month = _month_of(found, today)
    return day(month.year, month.month, int(found["number"]))


def _before_month(found: re.Match[str], today: date) -> date:
    end = _month_of(found, today)
    raise TwoReadings(end.replace(day=1) - timedelta(days=1), end)


def _year_end(found: re.Match[str], today: date) -> date:
    return day(_year_of(found, today), 12, 31)


def _before_year(found: re.Match[str], today: date) -> date:
    year = _year_of(found, today)
    raise TwoReadings(day(year - 1, 12, 31), day(year, 12, 31))


def _quarter(found: re.Match[str], today: date) -> date:
    return quarter_end(today, _NEAR[found["near"] or "本"])


def _weekday(found: re.Match[str], today: date) -> date:
    weekday = WEEKDAYS.index(found["weekday"].replace("天", "日"))
    if found["near_week"]:
        return week_day(today, _NEAR[found["near_week"]], weekday)
    return next_week_day(today, weekday)


def _weekend(found: re.Match[str], today: date) -> date:
    weeks = _NEAR[found["near_week"] or "本"]
    raise TwoReadings(week_day(today, weeks, 5), week_day(today, weeks, 6))


_READERS: tuple[tuple[str, _Reader], ...] = (
    ("(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})", _year_first),
    ("(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _year_first),
    ("(?P<a>[0-9]{1,2})(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4})", _year_last),
    ("(?P<count>[+-][0-9]{1,5})(?P<unit>[dwmy])", _signed_step),
    (
        "(?![0-9]{4}年)(?P<count>[0-9]{1,5})(?:个?(?P<unit>天|周|星期|礼拜|(?<=个)月)(?:之?[内后])?"
        "|(?P<bound_unit>[日年])之?[内后])",
        _counted,
    ),
    (f"{_MONTH}(?P<number>[0-9]{{1,2}})[日号]前?", _month_day),
    (f"{_MONTH}(?:[底末]前?|内)?", _month_of),
    (f"{_MONTH}前", _before_month),
    (f"{_YEAR}(?:年?[底末]前?|度|内)?", _year_end),
    (f"{_YEAR}前", _before_year),
    ("(?P<near>[本上下])?个?季度?[底末]前?", _quarter),
    (f"{_WEEK}(?P<weekday>[{WEEKDAYS}天])前?", _weekday),
    (f"{_WEEK}末前?", _weekend),
)
