"""THE DISK: typed plain data written as YAML.

- A text is written without quotes only where every reader of YAML 1.1 and 1.2 gives back that text:
  '012', 'no', '2018-12-31', '1:30', '=' and the like are quoted; days and figures are not.
- Letters that cannot be seen, and line breaks that are not a plain line feed, are written as escapes.
- A text of several lines is a literal block (|), so that a change is a diff of its own lines.
- Chinese and any other visible letter stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"])
_NUMBER_LIKE = re.compile(
    r"""[-+]?(?:
        (?:\.[0-9][0-9_]*|[0-9][0-9_,]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]*)?   # whole numbers, fractions
        |0[xXoObB][0-9A-Fa-f_]*                                              # other bases
        |[0-9][0-9_]*(?::[0-9_]*)+(?:\.[0-9_]*)?                             # base sixty
        |\.(?:inf|nan)                                                       # no number at all
    )\Z|\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?\Z""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<.")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x1b": "\\e"}
_MAX_KEY = 900
_LONG_FLOW = 100


class Style(NamedTuple):
    """The habits of a file: its line break, its step of indentation, and how far lists are indented."""

    eol: str = "\n"
    step: int = 2
    list_step: int = 2


class Spaced(list[Any]):
    """A list whose parts are parted by blank lines when it is written: that of the issues."""


def scalar(value: Any, *, flow: bool = False, quote: str = "") -> str:
    """A single value on one line; `flow` within brackets, `quote` the quotation mark to keep."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return _text(value, flow, quote)
    written = _unquoted(value)
    return f"{quote}{written}{quote}" if quote in ("'", '"') else written


def is_literal(value: Any) -> bool:
    """True for a text of several lines that a literal block holds without loss."""
    if not isinstance(value, str) or "\n" not in value:
        return False
    lines = value.removesuffix("\n").split("\n")
    if not lines[0] or not lines[-1] or value[0] == " ":
        return False
    return all(line == line.rstrip() and not any(map(_must_escape, line)) for line in lines)


def literal(value: str, column: int, style: Style) -> str:
    """The block for such a text, its lines beginning in that column (from 0), no line break at the end."""
    sign = "|" if value.endswith("\n") else "|-"
    lines = value.removesuffix("\n").split("\n")
    return style.eol.join((sign, *(" " * column + line if line else "" for line in lines)))


def flow(value: Any) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(key, flow=True)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value, flow=True)


@lru_cache(maxsize=1024)
def key_text(key: str, *, flow: bool = False) -> str:
    """A key; one too long for YAML's short form is written with `? `, which still reads the same."""
    text = scalar(key, flow=flow)
    return text if len(text) < _MAX_KEY else f"? {text} "


def pairs(value: dict[str, Any], column: int, style: Style) -> str:
    """The lines of a mapping whose keys stand in that column; the first line is not indented."""
    return (style.eol + " " * column).join(pair(key, part, column, style) for key, part in value.items())


def pair(key: str, value: Any, column: int, style: Style) -> str:
    """`key: value` with all its lines but no line break at the end; the first line is not indented."""
    name = key_text(key)
    if name.startswith("? "):
        name = f"{name}{style.eol}{' ' * column}"
    return f"{name}:{after_key(value, column, style)}"


def after_key(value: Any, column: int, style: Style) -> str:
    """What follows the colon of a key that stands in that column: on its line, or on those below."""
    if isinstance(value, dict) and value:
        inner = column + style.step
        return f"{style.eol}{' ' * inner}{pairs(value, inner, style)}"
    if isinstance(value, list | tuple) and value and not _is_short_list(value):
        inner = column + style.list_step
        return f"{style.eol}{' ' * inner}{items(value, inner, style)}"
    if is_literal(value):
        return f" {literal(value, column + style.step, style)}"
    return f" {flow(value)}" if isinstance(value, dict | list | tuple) else f" {scalar(value)}"


def items(value: list[Any] | tuple[Any, ...], column: int, style: Style) -> str:
    """The lines of a list whose dashes stand in that column; the first line is not indented."""
    gap = style.eol * (2 if isinstance(value, Spaced) else 1)
    return (gap + " " * column).join(item(part, column, style) for part in value)


def item(value: Any, column: int, style: Style, gap: int = 2) -> str:
    """One part of a block list; `gap` letters from dash to value, the dash counted."""
    dash = "-".ljust(gap)
    if isinstance(value, dict) and value:
        return dash + pairs(value, column + gap, style)
    if is_literal(value):
        return dash + literal(value, column + gap, style)
    return dash + (flow(value) if isinstance(value, dict | list | tuple) else scalar(value))


def _is_short_list(value: list[Any] | tuple[Any, ...]) -> bool:
    """True for a list of words that fits on one line."""
    if any(isinstance(part, dict | list | tuple) or is_literal(part) for part in value):
        return False
    return len(flow(value)) <= _LONG_FLOW


def _unquoted(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _text(value: str, flow: bool, quote: str) -> str:
    if quote == '"' or (not value.isprintable() and any(map(_must_escape, value))):
        return f'"{"".join(_escaped(value))}"'
    if quote == "'" or not _is_plain(value, flow):
        return "'" + value.replace("'", "''") + "'"
    return value


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or text[-1] == ":":
        return False
    if text.casefold() in _WORDS or _NUMBER_LIKE.match(text):
        return False
    if ": " in text or " #" in text:
        return False
    return not (flow and any(letter in ",[]{}:?" for letter in text))


def _must_escape(letter: str) -> bool:
    """True for letters that cannot be seen, or that YAML readers take for a line break or refuse."""
    if " " <= letter <= "~":
        return False
    return letter in "\ufffe\uffff" or unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs")


def _escaped(text: str) -> Iterator[str]:
    for letter in text:
        code = ord(letter)
        if letter in _ESCAPES:
            yield _ESCAPES[letter]
        elif not _must_escape(letter):
            yield letter
        elif code <= 0xFF:
            yield f"\\x{code:02X}"
        else:
            yield f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
