r"""THE EYE: text of any origin, made safe to show.

- Control characters, bidi marks, zero-width and other invisible characters, line separators and lone surrogates
  are shown as visible escapes (`\x1b`, `\u202e`), so that nothing can move the cursor or hide a word.
- A newline is ` ⏎ `, or stays where many lines may stand.
- A joiner between two emoji and a single variation selector after a letter stay: they only choose a glyph.
"""

import re
from functools import cache

_PICTURE = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_RISKY = f"[{_HIDDEN}]|(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])|(?:\\A|(?<=[{_SELECTOR}]))[{_SELECTOR}]"
_UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Letters and marks that Python calls printable and nobody can see."""

_SHORT = {"\t": "\\t", "\r": "\\r"}
_NEWLINE = " ⏎ "


@cache
def risky() -> re.Pattern[str]:
    """What may not stand in a text as it is; made for the first text that may hold some."""
    return re.compile(_RISKY)


@cache
def _risky_in_json() -> re.Pattern[str]:
    """The same without newlines, which stand between the lines of JSON."""
    return re.compile(_RISKY.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


@cache
def _suspect_in_json() -> re.Pattern[str]:
    """Letters of which some may be risky: one set of letters is looked for much faster than what stands beside them."""
    return re.compile(f"[{_HIDDEN}\u200d{_SELECTOR}]".replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def shown(text: str, *, multiline: bool = False) -> str:
    """The text with everything invisible or dangerous made visible; markup of any kind stays literal.

    Args:
        text: any text; half a character (a lone surrogate) is no harm.
        multiline: keep newlines, less those at the end.
    """
    if text.isprintable() and (text.isascii() or _UNSEEN.isdisjoint(text)):
        return text
    if multiline:
        text = text.replace("\r\n", "\n").rstrip("\n")
        return "\n".join(risky().sub(_visible, line) for line in text.split("\n"))
    return risky().sub(_visible, text).strip() if "\n" in text else risky().sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    letter = found.group()
    if letter == "\n":
        return _NEWLINE
    code = ord(letter)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(letter) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def json_safe(text: str) -> str:
    r"""JSON text in which everything invisible is a `\u` escape: the same JSON, harmless on a terminal."""
    return _risky_in_json().sub(_json_escape, text) if _suspect_in_json().search(text) else text


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
