"""THE EYE: text folded into lines of a width, as Chinese and Latin are set.

- Words stay whole; between Chinese characters a line may break anywhere.
- No line begins with a closing mark (，。）) and none ends with an opening one (（《).
"""

import re
from collections.abc import Iterator
from functools import cache

from rectify.view.width import cells

_WIDOW = 4
_MANY = 40
"""Among more lines nobody sees a lone last character, and setting them again and again takes long."""
_CLOSING = "，。、；：！？）》〉」』】〕”’％…,.;:!?)]}%"
_OPENING = "（《〈「『【〔“‘([{"
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’…—"


@cache
def _piece() -> re.Pattern[str]:
    """What is not broken: blanks, a word, a character with its marks; made for the first long line."""
    opening, closing = re.escape(_OPENING), re.escape(_CLOSING)
    return re.compile(rf" +|[{opening}]*(?:[{_WIDE}]|[^ {_WIDE}{opening}]+)[{closing}]*|[{opening}]+")


def wrap(text: str, width: int, *, hang: int = 0) -> list[str]:
    """The lines of a text, at least one; newlines in it stay.

    Args:
        text: shown text.
        width: the cells of a line.
        hang: so many cells less for every line but the first.
    """
    first, *others = text.split("\n")
    rest = max(width - hang, 2)
    lines = _without_widow(first, max(width, 2), rest)
    return [*lines, *(line for part in others for line in _without_widow(part, rest, rest))]


def _without_widow(text: str, first: int, rest: int) -> list[str]:
    """The lines of one paragraph; a last line of one or two characters gets company from the others."""
    lines = _wrap_line(text, first, rest)
    if not 1 < len(lines) <= _MANY or cells(lines[-1]) > _WIDOW:
        return lines
    longest = max(cells(piece) for piece in _piece().findall(text))
    for less in range(1, min(rest // 3, rest - longest + 1)):
        other = _wrap_line(text, first - less, rest - less)
        if len(other) == len(lines) and cells(other[-1]) > _WIDOW:
            return other
    return lines


def _wrap_line(text: str, first: int, rest: int) -> list[str]:
    if cells(text) <= first:
        return [text]
    lines: list[str] = []
    line, size = "", 0
    for piece in _pieces(text, rest):
        wide = cells(piece)
        if size + wide > (rest if lines else first) and line.strip():
            lines.append(line.rstrip())
            line, size = "", 0
            if piece.isspace():
                continue
        line, size = line + piece, size + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """What may not be broken; a piece longer than a line is cut after all."""
    for found in _piece().finditer(text):
        piece = found.group()
        if cells(piece) <= width:
            yield piece
        else:
            yield from _cut(piece, width)


def _cut(piece: str, width: int) -> Iterator[str]:
    line, size = "", 0
    for letter in piece:
        wide = cells(letter)
        if size + wide > width:
            yield line
            line, size = "", 0
        line, size = line + letter, size + wide
    yield line
