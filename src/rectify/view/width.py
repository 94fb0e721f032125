"""THE EYE: how many cells of a terminal a text takes; a Chinese character takes two.

The usual letters are counted here; for all others Rich is asked, which is imported only then.
"""

from bisect import bisect
from functools import cache
from typing import Final

_ODD: Final = 1 << 30
"""What Rich is asked about: more cells than any line has."""
_EDGES: Final = (
    *(0x3001, 0x302A, 0x3041, 0x3097, 0x30A1, 0x3100, 0x3400, 0x4DC0, 0x4E00, 0xA000),
    *(0xAC00, 0xD7A4, 0xFF01, 0xFF61),
)
"""Where a stretch of letters that take two cells begins, ends, begins …"""
_MARKS: Final = "·…–→“”‘’"
"""Of one cell, in every other text."""


class _Widths(dict[str, int]):
    """The cells that a letter takes; found once for each that is met, since a register has few."""

    def __missing__(self, letter: str) -> int:
        is_wide = bisect(_EDGES, ord(letter)) % 2
        is_narrow = letter in _MARKS or (letter.isascii() and letter.isprintable())
        self[letter] = width = 2 if is_wide else 1 if is_narrow else _ODD
        return width


_WIDTHS: Final = _Widths()


@cache
def cells(text: str) -> int:
    """The width of shown text, in terminal cells; of several lines that of the widest. Measured once for each text."""
    if "\n" in text:
        return max(map(cells, text.split("\n")))
    if text.isascii():
        return len(text)
    width = sum(map(_WIDTHS.__getitem__, text))
    if width < _ODD:
        return width
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int, *, is_right: bool = False) -> str:
    """The text filled up with spaces to a width in cells; a longer text stays whole."""
    room = " " * (width - cells(text))
    return room + text if is_right else text + room
