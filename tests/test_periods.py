from datetime import date

import pytest

from rectify.errors import BadUsage
from rectify.periods import WORDS, Length, Period, period_of, read_period

TODAY = date(2019, 3, 13)


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("week", "2019-W11", "2019-03-11", "2019-03-17"),
        ("本周", "2019-W11", "2019-03-11", "2019-03-17"),
        ("last-week", "2019-W10", "2019-03-04", "2019-03-10"),
        ("month", "2019-03", "2019-03-01", "2019-03-31"),
        ("this-month", "2019-03", "2019-03-01", "2019-03-31"),
        ("Last-Month", "2019-02", "2019-02-01", "2019-02-28"),
        ("上月", "2019-02", "2019-02-01", "2019-02-28"),
        ("quarter", "2019-Q1", "2019-01-01", "2019-03-31"),
        ("上季度", "2018-Q4", "2018-10-01", "2018-12-31"),
        ("year", "2019", "2019-01-01", "2019-12-31"),
        ("去年", "2018", "2018-01-01", "2018-12-31"),
        ("2019-W01", "2019-W01", "2018-12-31", "2019-01-06"),
        ("2019W1", "2019-W01", "2018-12-31", "2019-01-06"),
        ("2020年第53周", "2020-W53", "2020-12-28", "2021-01-03"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2019年12月", "2019-12", "2019-12-01", "2019-12-31"),
        ("２０１９年 12月", "2019-12", "2019-12-01", "2019-12-31"),
        ("2019-Q2", "2019-Q2", "2019-04-01", "2019-06-30"),
        ("2019年第三季度", "2019-Q3", "2019-07-01", "2019-09-30"),
        ("2019年4季度", "2019-Q4", "2019-10-01", "2019-12-31"),
        ("2019年", "2019", "2019-01-01", "2019-12-31"),
        ("2019年度", "2019", "2019-01-01", "2019-12-31"),
        ("2019-02-26..2019-03-25", "2019-02-26..2019-03-25", "2019-02-26", "2019-03-25"),
        ("9999", "9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_period_has_many_names_and_one(text: str, name: str, first: str, last: str) -> None:
    """Whatever it was called, its own name reads back as the same period."""
    found = read_period(text, TODAY)
    assert (found.name, str(found.first), str(found.last)) == (name, first, last)
    assert read_period(found.name, date(2001, 1, 1)) == found
    assert found.days == (found.last - found.first).days + 1


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2019-W01", "2018-W52"),
        ("2021-W01", "2020-W53"),
        ("2019-01", "2018-12"),
        ("2019-Q1", "2018-Q4"),
        ("2019", "2018"),
        ("2019-03-01..2019-03-10", "2019-02-19..2019-02-28"),
    ],
)
def test_the_one_before_ends_the_day_before(text: str, before: str) -> None:
    """Of the same kind; before some days come as many."""
    found = read_period(text, TODAY)
    assert found.before.name == before
    assert (found.first - found.before.last).days == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' names no period"),
        ("2019-3-1", "names no period"),
        ("fortnight", "'fortnight' names no period"),
        ("2019-Q5", "names no period"),
        ("2019-13", "the calendar has no 2019-13"),
        ("2019-W54", "the calendar has no 2019-W54"),
        ("0001-01", "the calendar has no 0001-01"),
        ("9999-W52", "the calendar has no 9999-W52"),
        ("2019-02-30..2019-03-01", "the calendar has no 2019-02-30"),
        ("2019-03-02..2019-03-01", "2019-03-02 comes after 2019-03-01"),
        ("9" * 200, "…' names no period"),
    ],
)
def test_what_is_no_period_is_told(text: str, said: str) -> None:
    """A usage error, with what may be written."""
    with pytest.raises(BadUsage) as told:
        read_period(text, TODAY)
    assert said in str(told.value)
    assert told.value.hint


def test_the_words_for_the_shell_are_all_read() -> None:
    """Those in English, in the order of length."""
    assert WORDS == ("week", "last-week", "month", "last-month", "quarter", "last-quarter", "year", "last-year")
    assert {read_period(word, TODAY).length for word in WORDS} == set(Length) - {Length.DAYS}


def test_a_day_alone_is_a_period_of_one() -> None:
    """The least there is."""
    assert period_of(Length.DAYS, TODAY) == Period(Length.DAYS, TODAY, TODAY)
