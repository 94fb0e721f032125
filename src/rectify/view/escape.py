r"""THE EYE: text of any origin, made safe to show.

- Control characters, bidi marks, zero-width and other invisible characters, line separators and lone surrogates
  are shown as visible escapes (`\x1b`, `\u202e`), so that nothing can move the cursor or hide a word.
- A newline is ` ⏎ `, or stays where many lines may stand.
- A joiner between two emoji and a single variation selector after a letter stay: they only choose a glyph.
"""

import re

_PICTURE = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
RISKY = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
    f"|(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])"
    f"|(?:\\A|(?<=[{_SELECTOR}]))[{_SELECTOR}]"
)
"""What may not stand in a text as it is."""

_SHORT = {"\t": "\\t", "\r": "\\r"}
_NEWLINE = " ⏎ "


def shown(text: str, *, multiline: bool = False) -> str:
    """The text with everything invisible or dangerous made visible; markup of any kind stays literal.

    Args:
        text: any text; half a character (a lone surrogate) is no harm.
        multiline: keep newlines, less those at the end.
    """
    if text.isascii() and text.isprintable():
        return text
    if multiline:
        text = text.replace("\r\n", "\n").rstrip("\n")
        return "\n".join(RISKY.sub(_visible, line) for line in text.split("\n"))
    return RISKY.sub(_visible, text).strip() if "\n" in text else RISKY.sub(_visible, text)


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
    return _IN_JSON.sub(_json_escape, text)


_IN_JSON = re.compile(RISKY.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
