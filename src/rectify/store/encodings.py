"""THE DISK: which encoding some bytes are in that are not UTF-8, so that the line to type can be said.

- A byte order mark says it. Without one, it is the UTF-16 or UTF-32 in which the bytes are letters that
  people write: also where nearly all of it is Chinese, so that only the line breaks have zeros.
- A stray NUL in what is UTF-8 is no encoding, nor is a hole of zeros that a power cut left.
"""

import codecs
import re
from typing import Final

_HEAD: Final = 4096
_MARKS: Final = (  # those of UTF-32 first: they begin with those of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_WIDE: Final = ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE")
_CONTROL: Final = r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]"
_LATIN: Final = r"[\t\n\r -~]"
_USUAL: Final = (
    "[\t\n\r -~\u00a0-\u024f\u0370-\u04ff\u2010-\u205e\u2150-\u25ff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
    "\U0001f000-\U0001faff]"
)


def wide_encoding(data: bytes) -> str | None:
    """The name that iconv has for UTF-16 or UTF-32, with or without a byte order mark; None for all else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    zeros = head.count(0)
    if len(head) < 4 or not zeros or (zeros * 4 < len(head) and is_utf8(data)):
        return None
    found = {encoding: _latin_letters(head, encoding) for encoding in _WIDE}
    best = max(_WIDE, key=lambda encoding: found[encoding])
    return best if found[best] else None


def is_utf8(data: bytes) -> bool:
    """True for bytes that read as UTF-8."""
    return _read_as(data, "utf-8") is not None


def is_gb18030(data: bytes) -> bool:
    """True for bytes that read as text in GB18030, of which GBK and GB2312 are parts; a picture is no text."""
    text = _read_as(data, "gb18030")
    return text is not None and not re.search(_CONTROL, text)


def _read_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _latin_letters(head: bytes, encoding: str) -> int:
    """How many letters, signs and line breaks of ASCII the bytes hold in an encoding; 0 when they are no text in it.

    Half a character at the end, where the bytes were cut off, is no harm.
    """
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return 0
    is_text = "\0" not in text and len(re.findall(_USUAL, text)) * 10 >= len(text) * 9
    return len(re.findall(_LATIN, text)) if is_text else 0
