"""Date wording made even before it is read: widths, spaces, brackets, Chinese numerals; pure."""

import re
from functools import cache

from rectify.wording.narrow import narrow

LONGEST = 100
WEEKDAYS = "一二三四五六日"

_FIGURES = {figure: number for number, figure in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
_ONES = "一二三四五六七八九"
_UNIT = "(?=个|工作日|天|日|号|周|星期|礼拜|月|年)"
_WIDE = "[()\u0080-\U0010ffff]"
_WHY = (
    ("", "nothing is written"),
    ("[0-9]{1,5}(bd|[dwmy])", "say which way, like +30d or -30d"),
    ("[0-9]{1,2}[日号]前?", "a day without its month; write 6月30日, or 30天 for a count of days"),
    (".*[0-9]{5,}年.*|.*[0-9]{3,}[月日号].*", "figures have run together; compare it with the published wording"),
    ("[0-9]{1,2}([-/.])[0-9]{1,2}\\1[0-9]{2}|[0-9]{2}年.*", "the year needs four figures"),
    (
        "[0-9]{4}([-/.]?[0-9]{1,2})?",
        "that is no day; 2018年 or 2018年12月 stands for the last day of the year or the month",
    ),
    ("[0-9]{4}-[0-9]{2}-[0-9]{2}[t ].*", "a day is wanted, without a time"),
    (".*旬前?", "ten days of a month are not one day"),
    ("长期.*|standing", "a standing duty has no day"),
    ("立.*改|immediate", "'at once' names no day"),
)


@cache
def _spaces() -> re.Pattern[str]:
    """Spaces beside Chinese or brackets."""
    return re.compile(f"(?<={_WIDE}) +| +(?={_WIDE})")


@cache
def _numeral() -> re.Pattern[str]:
    """A Chinese numeral before what it counts."""
    return re.compile(f"(?<![0-9十两{_ONES}])(?:[{_ONES}]?十[{_ONES}]?|[两{_ONES}]){_UNIT}")


@cache
def _year_numeral() -> re.Pattern[str]:
    """The four figures of a year, in Chinese."""
    return re.compile(f"(?<![0-9])[〇○零{_ONES}]{{4}}(?=年)")


def tidy(text: str) -> str:
    """The wording in narrow lower-case letters, without spaces beside Chinese, with figures for numerals.

    `２０２０年 6月三十日（前）。` becomes `2020年6月30日前`. At most `LONGEST` characters are meant to come in.
    """
    words = narrow(text.strip()).lower()
    if words.isascii() and " " not in words:
        return words
    words = _spaces().sub("", words).rstrip("。").replace("(前)", "前")
    words = _year_numeral().sub(lambda found: "".join(str(_FIGURES[figure]) for figure in found[0]), words)
    return _numeral().sub(lambda found: str(_number(found[0])), words)


def why_not(words: str) -> str:
    """What is wrong with tidied words that no reader knows, as the end of a sentence."""
    return next((why for pattern, why in _WHY if re.fullmatch(pattern, words)), "no such word or wording is known")


def _number(numeral: str) -> int:
    """A Chinese numeral from 1 to 99: 两, 十, 十五, 三十, 九十九."""
    if "十" not in numeral:
        return _FIGURES[numeral]
    tens, _, ones = numeral.partition("十")
    return _FIGURES.get(tens, 1) * 10 + _FIGURES.get(ones, 0)
