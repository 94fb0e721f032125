"""What is one person's and nobody else's business: numbers of telephones and identity cards, mail, names; leaf.

- Looked for as a reader would see it: full-width, Chinese or circled digits are digits, what nobody can see parts
  nothing, and a number may be parted by blanks, dots or dashes.
- When in doubt it is private: a figure left out by mistake is told and can be put back, a published number cannot
  be called back. A day, a figure with its unit of measure and a short number (12345, 110) are not in doubt.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache, reduce
from typing import Final, NamedTuple


class Private(StrEnum):
    """What sort of thing it is, in words."""

    MOBILE = "mobile number"
    TELEPHONE = "telephone number"
    CARD = "number of an identity or bank card"
    ADDRESS = "mail or chat address"
    NAME = "name of a person"


class Found(NamedTuple):
    """Where in the text it stands, `[start:end]`, and what it is."""

    start: int
    end: int
    what: Private


_GAP: Final = r"[ .·_\-]{0,2}"
_COUNTERS: Final = "号个元万亿千百吨立平方公米亩人户头只株棵座台辆次条份件升斤克度年月日天时分秒%a-zA-Z"
_DATE: Final = r"(?<!\d)(?<!\d-)(?:19|20)\d{2}(-?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!-?\d)"
_OF_A_PETITION: Final = r"(?<=[a-z])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{1,6}(?!\d)"
"""The number of a petition (X2SD202109080018): letters, a day, a count."""
_NUMBERS: Final = (
    (
        Private.CARD,
        rf"(?<!\d)[1-9]\d{{5}}{_GAP}(?:18|19|20)\d\d{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01])"
        rf"{_GAP}\d{{3}}[\dX](?!\d)",
    ),
    (Private.MOBILE, rf"(?<!\d)1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"),
    (Private.MOBILE, rf"1[3-9]\d(?!\d){_GAP}\d{{4}}{_GAP}\d{{4}}"),  # parted like that, within other digits too
    (Private.CARD, rf"(?<!\d)[1-9](?:{_GAP}\d){{16}}{_GAP}[\dX](?!\d)"),
    (Private.CARD, rf"(?<!\d)(?:62|[345]\d)\d\d(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)"),
    (Private.MOBILE, rf"(?<!\d)(?:(?:\+?86|0086|0){_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"),
    (Private.TELEPHONE, r"(?<!\d)\(?0\d{2,3}\)?[ \-]{0,3}[2-9]\d{2,3}[ \-]{0,3}\d{4}(?!\d)"),
    (Private.TELEPHONE, r"(?<!\d)(?:\+86|0086)[ \-]{0,2}\d{2,3}[ \-]{0,2}[2-9]\d{2,3}[ \-]?\d{4}(?!\d)"),
    (Private.TELEPHONE, r"(?<!\d)[48]00[ \-]\d{3,4}[ \-]?\d{3,4}(?!\d)"),
    (
        Private.TELEPHONE,
        r"(?:电话|手机|联系方式|联系人|热线|传真|号码|\btel|phone|mobile)[^\d\n]{0,8}(\d(?:[ \-]{0,2}\d){5,})",
    ),
    (Private.CARD, r"(?:身份证|证件|护照|银行卡|账号|账户|卡号)[^0-9a-z\n]{0,8}([0-9a-z][0-9a-z \-]{4,}[0-9a-z])"),
    (Private.CARD, rf"(?<!\d)(?!{_OF_A_PETITION})\d{{11,}}x?(?!\d)"),
    (Private.TELEPHONE, rf"(?<![\d.a-z〔\[])[2-8]\d{{2,3}}-?\d{{4}}(?!\d)(?! ?[{_COUNTERS}]|[.,]\d)"),
    (Private.ADDRESS, r"[a-z0-9][a-z0-9.+_\-]*@[a-z0-9][a-z0-9.\-]*"),
    (Private.ADDRESS, r"(?:微信号?|企鹅号|wechat|\bvx|\bqq)[^0-9a-z\n]{0,4}([0-9a-z][0-9a-z_\-]{4,})"),
)
_CHINESE: Final = str.maketrans("零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "000" + "123456789" * 2 + "1")


@cache
def _patterns() -> tuple[tuple[Private, re.Pattern[str]], ...]:
    """What numbers look like, made for the first text that is looked through."""
    return tuple((what, re.compile(pattern, re.IGNORECASE)) for what, pattern in _NUMBERS)


def private_numbers(text: str) -> list[Found]:
    """The numbers and addresses in a text that belong to somebody, in their order, apart from each other."""
    seen = _seen(text)
    if not any(letter.isdigit() or letter == "@" for letter in seen.text.translate(_CHINESE)):
        return []
    return _apart(one for form in _forms(seen.text) for one in _numbers(*form, seen.places))


def _forms(text: str) -> Iterator[tuple[str, bool]]:
    """The text without its days, as it stands and with Chinese digits as digits; before that, as it is with them.

    An identity card number holds a day, and part of a mobile number may look like one (True: these alone are looked
    for); any other number must not be made of days.
    """
    yield text, True
    for form in dict.fromkeys((text, text.translate(_CHINESE))):
        yield re.sub(_DATE, lambda found: "D" * len(found[0]), form), False


def _numbers(form: str, only_plain: bool, places: list[int]) -> Iterator[Found]:
    for what, pattern in _patterns()[:3] if only_plain else _patterns():
        for found in pattern.finditer(form):
            start, end = found.span(found.lastindex or 0)
            yield Found(places[start], places[end - 1] + 1, what)


def names_in(names: Iterable[str]) -> Callable[[str], list[Found]]:
    """What finds any of these names in a text.

    Han letters may be parted by blanks or dots (`王　明`); a name in another script stands as a word of its own,
    whatever the case. A name of one letter, or without any letter, is none.
    """
    patterns = sorted(filter(None, map(_pattern, names)), key=len, reverse=True)
    if not patterns:
        return lambda _text: []
    one = re.compile("|".join(dict.fromkeys(patterns)), re.IGNORECASE)

    def find(text: str) -> list[Found]:
        seen = _seen(text)
        hits = (found.span() for found in one.finditer(seen.text))
        return [Found(seen.places[start], seen.places[end - 1] + 1, Private.NAME) for start, end in hits]

    return find


def left_out(text: str, found: Iterable[Found], marks: Callable[[Private], str]) -> str:
    """The text with a mark in the place of each thing found."""
    latest_first = sorted(_apart(found), reverse=True)
    return reduce(lambda rest, one: f"{rest[: one.start]}{marks(one.what)}{rest[one.end :]}", latest_first, text)


def _pattern(name: str) -> str:
    words = _seen(name).text.split()
    letters = "".join(words)
    if len(letters) < 2 or not any(letter.isalpha() for letter in letters):
        return ""
    if _is_han(letters):
        return r"[\s·•.]{0,3}".join(map(re.escape, letters))
    return r"(?<![a-z0-9])" + r"\s+".join(map(re.escape, words)) + r"(?![a-z0-9])"


def _is_han(letters: str) -> bool:
    return all("\u3400" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff" for letter in letters)


class _Seen(NamedTuple):
    """A text as a reader sees it, and for each letter its place in the text as it is."""

    text: str
    places: list[int]


def _seen(text: str) -> _Seen:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return _Seen("".join(letters), places)


def _plain(letter: str) -> str:
    if letter.isascii():
        return " " if letter.isspace() else letter
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd":
        return "-"
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    wide = unicodedata.normalize("NFKC", letter)
    return " " if wide.isspace() else wide


def _apart(found: Iterable[Found]) -> list[Found]:
    """The same, where those that overlap are one; it is called what begins first, or is longer."""
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if apart and one.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(end=max(one.end, apart[-1].end))
        else:
            apart.append(one)
    return apart
