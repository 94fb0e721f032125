"""The types of single values: lines, texts, ids, days, figures, digests.

Every one is read from text, since the register's scalars stay text until the model decides.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from rectify.model.names import ISSUE_ID_RULE, LONGEST_NAME, has_form_of_id, is_digest, is_reserved

_HALVES = re.compile("[\ud800-\udfff]")
_KEY = re.compile(r"[\w-]{1,64}\Z")  # must be a plain step of a path
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}\Z", re.ASCII)
_FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,30})?\Z", re.ASCII)


def _wrong(kind: str, text: str, /, **facts: Any) -> PydanticCustomError:
    return PydanticCustomError(kind, text, facts)


def as_text(value: Any) -> str:
    """A text: not empty, NFC, whole letters.

    Raises:
        PydanticCustomError: it is none.
    """
    if not isinstance(value, str):
        raise _wrong("text", "expected text")
    text = value
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if not text.isprintable() and _HALVES.search(text):
            raise _wrong("text", "text holds half a character (a lone surrogate); is the input really UTF-8?")
    if not text or text.isspace():
        raise _wrong("empty_text", "the text is empty; leave the key out instead")
    return text


def as_line(value: Any) -> str:
    """A text of one line.

    Raises:
        PydanticCustomError: it is none.
    """
    if type(value) is str and value.isprintable() and value and not value.isspace():  # most are
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    text = as_text(value)
    if "\n" in text or "\r" in text:
        raise _wrong("line", "must be one line, without a line break")
    return text


def _strange_letters(text: str) -> str:
    found = [
        f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}"
        for c in text
        if unicodedata.category(c)[0] in "CZ" or c == "：" or unicodedata.east_asian_width(c) == "F"
    ]
    return f"; it holds {', '.join(found)}" if found else ""


def _as_issue_id(value: Any) -> str:
    text = as_line(value)
    if not has_form_of_id(text):
        raise _wrong("issue_id", "not an id: {rule}{strange}", rule=ISSUE_ID_RULE, strange=_strange_letters(text))
    if len(text.encode()) > LONGEST_NAME:
        raise _wrong("issue_id", "not an id: {long} bytes, and a name on disk has 255 at most", long=len(text.encode()))
    if is_reserved(text):
        raise _wrong("issue_id", "'register' is the name of the header in the trail, so it cannot be an id")
    return text


def _as_custom_key(value: Any) -> str:
    text = as_line(value)
    if not _KEY.match(text):
        raise _wrong("custom_key", "not a name for a field of your own: letters, digits, - and _ only")
    return text


def _as_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.match(value):
        raise _wrong("day", "not a date: write YYYY-MM-DD, like 2018-12-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _wrong("day", "no such date: {text}", text=value) from None


def _as_whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not _WHOLE.match(value):
        raise _wrong("whole", "not a whole number")
    return int(value)


def _as_figure(value: Any) -> Decimal:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        value = _digits(value)
    if not isinstance(value, str) or not _FIGURE.match(value):
        raise _wrong("figure", "not a figure: digits with at most one point; the unit has a key of its own")
    return Decimal(value)


def _digits(value: Decimal | int) -> str:
    """A figure as it is written: never with an exponent (0.0000001, not 1E-7)."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _as_digest(value: Any) -> str:
    if not isinstance(value, str) or not is_digest(value):
        raise _wrong("digest", "not a sha256: 64 hexadecimal digits in lower case")
    return value


def _as_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise _wrong("flag", "not a yes or no: write true or false")
    return bool(value == "true")


def _positive(value: int) -> int:
    if value < 0:
        raise _wrong("whole", "must not be below 0")
    return value


def _percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise _wrong("percent", "a percentage goes from 0 to 100")
    return value


Text = Annotated[str, BeforeValidator(as_text)]
Line = Annotated[str, BeforeValidator(as_line)]
IssueId = Annotated[str, BeforeValidator(_as_issue_id)]
CustomKey = Annotated[str, BeforeValidator(_as_custom_key)]
Day = Annotated[date, BeforeValidator(_as_day)]
Whole = Annotated[int, BeforeValidator(_as_whole), AfterValidator(_positive)]
Percent = Annotated[int, BeforeValidator(_as_whole), AfterValidator(_percent)]
Figure = Annotated[Decimal, BeforeValidator(_as_figure), PlainSerializer(_digits, when_used="json")]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Digest = Annotated[str, BeforeValidator(_as_digest)]
