r"""THE EXCHANGE: text of any origin, made fit for formats that refuse or misread some letters.

- XML and iCalendar can hold no control characters; UTF-8 has no half characters (lone surrogates). They become visible
  escapes (`\x1b`, `\ud800`), as on the screen: nothing handed on may be less than what stands in the register.
- Marks that turn the direction of writing or take no room (bidi, zero-width) become visible as well: in a notice that
  is posted nobody may hide a word. A joiner between the parts of an emoji stays.
- Line ends of any kind are newlines, tabs are blanks.
"""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = frozenset(("Cc", "Cf", "Cs"))
_JOINER = "\u200d"


def one_line(text: str) -> str:
    """The text on one line; line ends become blanks."""
    return " ".join(part for line in many_lines(text).split("\n") if (part := line.strip()))


def many_lines(text: str) -> str:
    """The text with its line ends as newlines."""
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(_visible(letter) if _is_hidden(letter) else letter for letter in text)


def _is_hidden(letter: str) -> bool:
    if letter in ("\n", _JOINER):
        return False
    return unicodedata.category(letter) in _HIDDEN or ord(letter) & 0xFFFE == 0xFFFE


def _visible(letter: str) -> str:
    code = ord(letter)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
