"""Days as people write them: what each wording means, and what is refused."""

from datetime import date

import pytest

from rectify.dates import resolve, resolve_deadline, within
from rectify.errors import AmbiguousDate, BadDate

THURSDAY = date(2024, 2, 29)
MEANINGS = """
2018-12-31      2018-12-31
2018-1-5        2018-01-05
2019/3/4        2019-03-04
2018.12.31      2018-12-31
20181231        2018-12-31
２０１８－１２－３１ 2018-12-31
13/04/2019      2019-04-13
04-13-2019      2019-04-13
03.03.2019      2019-03-03
today           2024-02-29
TODAY           2024-02-29
tomorrow        2024-03-01
yesterday       2024-02-28
今天            2024-02-29
明天            2024-03-01
昨天            2024-02-28
后天            2024-03-02
前天            2024-02-27
+30d            2024-03-30
-2w             2024-02-15
+3m             2024-05-29
+12m            2025-02-28
+1y             2025-02-28
-2m             2023-12-29
+1bd            2024-03-01
+2bd            2024-03-04
+10bd           2024-03-14
-5bd            2024-02-22
+0bd            2024-02-29
eow             2024-03-03
eom             2024-02-29
eoq             2024-03-31
eoy             2024-12-31
fri             2024-03-01
thu             2024-03-07
thurs           2024-03-07
sunday          2024-03-03
周五            2024-03-01
周四            2024-03-07
星期天          2024-03-03
礼拜一          2024-03-04
周五前          2024-03-01
本周五          2024-03-01
本周一          2024-02-26
这周日          2024-03-03
下周五          2024-03-08
下周日          2024-03-10
下个星期三      2024-03-06
上周一          2024-02-19
月底            2024-02-29
本月底          2024-02-29
本月            2024-02-29
上月底          2024-01-31
下月底          2024-03-31
下个月底前      2024-03-31
下月5日前       2024-03-05
季末            2024-03-31
本季度末        2024-03-31
下季度末        2024-06-30
上季度底        2023-12-31
年底            2024-12-31
年内            2024-12-31
本年底          2024-12-31
今年底          2024-12-31
明年底          2025-12-31
明年年底        2025-12-31
去年底          2023-12-31
明年6月底       2025-06-30
2018年          2018-12-31
2018年底        2018-12-31
2018年年底      2018-12-31
2018年年底前    2018-12-31
2018年底前      2018-12-31
2018年末        2018-12-31
2018年度        2018-12-31
2018年内        2018-12-31
2018年12月底    2018-12-31
2018年12月底前  2018-12-31
2021年12月      2021-12-31
2021年2月份     2021-02-28
二〇一八年十二月底前 2018-12-31
2020年6月30日(前) 2020-06-30
2020年6月30日（前） 2020-06-30
２０２０年６月３０日前。 2020-06-30
2020年6月30号   2020-06-30
6月30日         2024-06-30
6月30日前       2024-06-30
六月三十日      2024-06-30
1月5日          2024-01-05
6月底           2024-06-30
6月             2024-06-30
3天后           2024-03-03
三天内          2024-03-03
30日内          2024-03-30
30天            2024-03-30
十五日内        2024-03-15
二十日之内      2024-03-20
九十九天内      2024-06-07
10个工作日      2024-03-14
十个工作日内    2024-03-14
两周后          2024-03-14
1个星期后       2024-03-07
十个月后        2024-12-29
两年后          2026-02-28
"""
TWO_READINGS = """
2019年9月前     2019-08-31 2019-09-30
9月前           2024-08-31 2024-09-30
下月前          2024-02-29 2024-03-31
2018年前        2017-12-31 2018-12-31
今年前          2023-12-31 2024-12-31
03/04/2019      2019-03-04 2019-04-03
12-11-2019      2019-11-12 2019-12-11
周末            2024-03-02 2024-03-03
下周末前        2024-03-09 2024-03-10
"""
REFUSALS = """
20259月底前     run together
202591日        run together
20189年底       run together
2026-02-30      no such date as 2026-02-30
2026年2月30日   no such date as 2026-02-30
20181301        no such date as 2018-13-01
0000-01-01      no such date as 0000-01-01
2026年13月底    no such month as 2026-13
31/02/2019      no such date, whether
+9000y          no such month as 11024-02
2018年后        no such word
0001年1月前     outside the years
30日            without its month
十五号前        without its month
30d             which way
18年底          four figures
3/4/19          four figures
2018-12         that is no day
2018            that is no day
2018-12-31T08:00 without a time
2018年6月上旬   not one day
长期坚持        has no day
立行立改        names no day
1/2-2019        no such word
th              no such word
3月后           no such word
2十日后         no such word
一百天后        no such word
+1q             no such word
年年底          no such word
"""


def rows(table: str) -> list[list[str]]:
    """The lines of a table, cut at blanks: the wording, and the rest."""
    return [line.split(maxsplit=1) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "day"), rows(MEANINGS))
def test_a_wording_means_one_day(text: str, day: str) -> None:
    """Every wording of ledgers and of the keyboard has its day, as seen on a leap Thursday."""
    assert resolve(text, THURSDAY).isoformat() == day


@pytest.mark.parametrize(("text", "readings"), rows(TWO_READINGS))
def test_two_readings_are_refused(text: str, readings: str) -> None:
    """A wording with two readings is refused, and both are named, the earlier first."""
    with pytest.raises(AmbiguousDate) as refused:
        resolve(text, THURSDAY)
    assert refused.value.facts == {"text": text, **dict(zip(("first", "second"), readings.split(), strict=True))}


@pytest.mark.parametrize(("text", "why"), rows(REFUSALS))
def test_what_is_no_date_says_why(text: str, why: str) -> None:
    """What is damaged, impossible or unknown is refused with its reason, never guessed."""
    with pytest.raises(BadDate) as refused:
        resolve(text, THURSDAY)
    assert why in refused.value.message
    assert refused.value.facts["text"] == text


@pytest.mark.parametrize("text", ["2018 年 12 月 底", "2018年\u300012月底", " 2018年12月底\t", "2018年12月 底"])
def test_blanks_beside_chinese_do_not_count(text: str) -> None:
    """Blanks of any width around Chinese letters and at the ends change nothing."""
    assert resolve(text, THURSDAY) == date(2018, 12, 31)


@pytest.mark.parametrize("text", ["1 2月底", "2018-12- 31", "2018年\n底"])
def test_blanks_between_figures_stay_errors(text: str) -> None:
    """A blank inside a figure or a line break is damage, not spacing."""
    with pytest.raises(BadDate):
        resolve(text, THURSDAY)


@pytest.mark.parametrize("text", ["", "  ", "。"])
def test_nothing_is_no_date(text: str) -> None:
    """An empty text is refused as such."""
    with pytest.raises(BadDate, match="nothing is written"):
        resolve(text, THURSDAY)


@pytest.mark.parametrize("read", [resolve, resolve_deadline, within])
def test_a_long_text_is_refused_and_cut(read: object) -> None:
    """A text of over 100 characters is refused at once, and the message does not repeat all of it."""
    assert callable(read)
    with pytest.raises(BadDate, match="longer than 100") as refused:
        read("2018年底" + " " * 5000 + "前", THURSDAY)
    assert len(refused.value.message) < 150


@pytest.mark.parametrize(
    ("start", "text", "day"),
    [
        ("2024-03-02", "+1bd", "2024-03-04"),
        ("2024-03-03", "+5bd", "2024-03-08"),
        ("2024-03-02", "-1bd", "2024-03-01"),
        ("2024-03-03", "-5bd", "2024-02-26"),
        ("2024-03-04", "-1bd", "2024-03-01"),
        ("2024-03-03", "+0bd", "2024-03-03"),
        ("2024-03-03", "eow", "2024-03-03"),
        ("2024-03-03", "下周一", "2024-03-04"),
        ("2024-12-31", "+2m", "2025-02-28"),
        ("2024-12-15", "下月底", "2025-01-31"),
        ("2024-11-30", "下季末", "2025-03-31"),
    ],
)
def test_weekends_and_turns_of_the_year(start: str, text: str, day: str) -> None:
    """Counting from a weekend or over the end of a year lands where a wall calendar does."""
    assert resolve(text, date.fromisoformat(start)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("2018-12-31", {"date": "2018-12-31"}),
        ("2018.12.31", {"date": "2018-12-31"}),
        (" 2018年底 ", {"date": "2018-12-31", "text": "2018年底"}),
        ("2020年６月30日（前）", {"date": "2020-06-30", "text": "2020年６月30日（前）"}),
        ("二〇一八年底", {"date": "2018-12-31", "text": "二〇一八年底"}),
        ("+30d", {"date": "2024-03-30"}),
        ("today", {"date": "2024-02-29"}),
        ("月底", {"date": "2024-02-29"}),
        ("下周五", {"date": "2024-03-08"}),
        ("6月30日", {"date": "2024-06-30"}),
        ("长期坚持", {"text": "长期坚持", "class": "standing"}),
        ("长期。", {"text": "长期。", "class": "standing"}),
        ("Standing", {"class": "standing"}),
        ("立行立改", {"text": "立行立改", "class": "immediate"}),
        ("立即整改", {"text": "立即整改", "class": "immediate"}),
        ("immediate", {"class": "immediate"}),
    ],
)
def test_a_deadline_keeps_the_wording_that_stands_by_itself(text: str, data: dict[str, str]) -> None:
    """A wording with its own year, and a Chinese class word, is kept; what depends on today is not."""
    assert resolve_deadline(text, THURSDAY).data() == data


def test_a_deadline_with_two_readings_is_refused() -> None:
    """A deadline is never guessed either."""
    with pytest.raises(AmbiguousDate):
        resolve_deadline("2019年9月前", THURSDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [("30d", "2024-03-30"), ("2w", "2024-03-14"), ("10bd", "2024-03-14"), ("3M", "2024-05-29"), ("eom", "2024-02-29")],
)
def test_a_span_needs_no_sign(text: str, day: str) -> None:
    """`--due-within` takes 30d as well as any day."""
    assert within(text, THURSDAY).isoformat() == day


def test_a_bad_span_is_refused_as_typed() -> None:
    """A span that cannot be read is named as it was typed."""
    with pytest.raises(BadDate) as refused:
        within("30 days", THURSDAY)
    assert refused.value.facts["text"] == "30 days"
