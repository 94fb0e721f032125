"""Days as people write them: what holds for every text and every today."""

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rectify.dates import counted_by, counts_business_days, resolve, resolve_deadline, within
from rectify.errors import AmbiguousDate, BadDate
from rectify.terms import CalendarKind
from rectify.working_days import is_working_day

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
FIGURES = ["2019", "12", "9", "31", "30", "0", "９", "一", "十", "两", "九", "〇"]
UNITS = ["年", "月", "日", "号", "季", "周", "星期", "周末", "个", "天", "工作日", "d", "w", "bd", "m", "y"]
ROUND_THEM = ["底", "末", "前", "内", "后", "度", "本", "上", "下", "明", "长期", "立行立改", "eoq"]
SIGNS = ["(", "）", "-", "/", ".", "+", "。", " ", "\n"]
PIECES = st.sampled_from([*FIGURES, *UNITS, *ROUND_THEM, *SIGNS])
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=9).map("".join))


@given(TEXTS, DAYS)
def test_any_text_is_a_day_or_a_declared_refusal(text: str, today: date) -> None:
    """No text brings anything but a day, AmbiguousDate or BadDate."""
    for read in (resolve, resolve_deadline, within):
        try:
            read(text, today)
        except (AmbiguousDate, BadDate) as refused:
            assert refused.message
    counts_business_days(text)


@given(DAYS, DAYS)
def test_an_iso_day_means_itself(day: date, today: date) -> None:
    """Whatever today is, an ISO day resolves to itself, and so does every resolved day."""
    assert resolve(day.isoformat(), today) == day
    assert resolve(f"{day.year:04d}年{day.month}月{day.day}日（前）", today) == day


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-1200, 1200))
def test_months_clamp_to_their_end(today: date, months: int) -> None:
    """A month on is the same day of that month, or its last."""
    found = resolve(f"{months:+d}m", today)
    assert (found.year * 12 + found.month) - (today.year * 12 + today.month) == months
    assert found.day == min(today.day, calendar.monthrange(found.year, found.month)[1])


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-400, 400).filter(bool))
def test_business_days_are_counted_one_by_one(today: date, count: int) -> None:
    """The n-th business day is one that counts, with n of them on the way to it, by the calendar that is said."""
    found = resolve(f"{count:+d}bd", today)
    kind = CalendarKind.WEEKDAYS if "Monday" in str(counted_by(f"{count:+d}bd", today)) else CalendarKind.CN
    step = 1 if count > 0 else -1
    way = [today + timedelta(days=step * n) for n in range(1, abs((found - today).days) + 1)]
    assert is_working_day(kind, found)
    assert sum(is_working_day(kind, day) for day in way) == abs(count)
