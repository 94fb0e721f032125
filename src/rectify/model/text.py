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

ISSUE_ID_RULE = "1 to 64 letters, digits, - _ or ., not starting with - or ."
RESERVED_ID = "register"
_LONGEST_NAME = 255
"""In bytes; a file system takes no longer one."""
_ID = re.compile(r"\w[\w.-]{0,63}\Z")
_KEY = re.compile(r"[\w-]{1,64}\Z")  # must be a plain step of a path
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}\Z", re.ASCII)
_FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,30})?\Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def _wrong(kind: str, text: str, /, **facts: Any) -> PydanticCustomError:
    return PydanticCustomError(kind, text, facts)


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong("text", "expected text")
    text = value
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise _wrong("text", "text holds half a character (a lone surrogate); is the input really UTF-8?")
    if not text.strip():
        raise _wrong("empty_text", "the text is empty; leave the key out instead")
    return text


def _as_line(value: Any) -> str:
    text = _as_text(value)
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


def _is_id_with_marks(text: str) -> bool:
    """Letters of any script also have the vowel signs and tones that Hindi or Thai write upon them."""
    return (
        len(text) <= 64
        and (text[0].isalnum() or text[0] == "_")
        and all(c.isalnum() or c in "-_." or unicodedata.category(c)[0] == "M" for c in text)
    )


def is_issue_id(text: str) -> bool:
    """True for what an issue may be called, and a folder of the same name; quick, since a trail names a million."""
    has_form = _ID.match(text) is not None or (text != "" and _is_id_with_marks(text))
    return has_form and (text.isascii() or len(text.encode()) <= _LONGEST_NAME) and text.casefold() != RESERVED_ID


def is_digest(text: str) -> bool:
    """True for a sha256 as it is written everywhere: 64 hex digits in lower case."""
    return _DIGEST.match(text) is not None


def _as_issue_id(value: Any) -> str:
    text = _as_line(value)
    if not (_ID.match(text) or _is_id_with_marks(text)):
        raise _wrong("issue_id", "not an id: {rule}{strange}", rule=ISSUE_ID_RULE, strange=_strange_letters(text))
    if len(text.encode()) > _LONGEST_NAME:
        raise _wrong("issue_id", "not an id: {long} bytes, and a name on disk has 255 at most", long=len(text.encode()))
    if text.casefold() == RESERVED_ID:
        raise _wrong("issue_id", "'register' is the name of the header in the trail, so it cannot be an id")
    return text


def _as_custom_key(value: Any) -> str:
    text = _as_line(value)
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
    if not isinstance(value, str) or not _DIGEST.match(value):
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


Text = Annotated[str, BeforeValidator(_as_text)]
Line = Annotated[str, BeforeValidator(_as_line)]
IssueId = Annotated[str, BeforeValidator(_as_issue_id)]
CustomKey = Annotated[str, BeforeValidator(_as_custom_key)]
Day = Annotated[date, BeforeValidator(_as_day)]
Whole = Annotated[int, BeforeValidator(_as_whole), AfterValidator(_positive)]
Percent = Annotated[int, BeforeValidator(_as_whole), AfterValidator(_percent)]
Figure = Annotated[Decimal, BeforeValidator(_as_figure), PlainSerializer(_digits, when_used="json")]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Digest = Annotated[str, BeforeValidator(_as_digest)]
