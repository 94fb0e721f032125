"""THE EYE: how many cells of a terminal a text takes; a Chinese character takes two.

The usual letters are counted here; for all others Rich is asked, which is imported only then.
"""

import re

_ONE_OR_TWO = re.compile(
    "[ -~\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*\\Z"
)


def cells(text: str) -> int:
    """The width of one line of shown text, in terminal cells."""
    if text.isascii():
        return len(text)
    if _ONE_OR_TWO.match(text):
        return (len(text) + len(text.encode())) // 2  # one byte and one cell, or three bytes and two cells
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int, *, is_right: bool = False) -> str:
    """The text filled up with spaces to a width in cells; a longer text stays whole."""
    room = " " * (width - cells(text))
    return room + text if is_right else text + room
