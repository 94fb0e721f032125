"""THE EYE: pages on a terminal: colours by tone, folded to the terminal's width.

A sheet of more than `LONG` rows is set as plain aligned text, since Rich takes a millisecond a row; Rich is imported
only for what it draws.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from rectify.view.plain_table import block_lines, spaced
from rectify.view.sheet import Block, Line, Sheet

LONG: Final = 200


def render(page: Iterable[Block], *, width: int, color: bool) -> str:
    """A page as a terminal shall get it.

    Args:
        page: lines and sheets.
        width: the terminal's cells; ids and dates that need more get more.
        color: use colours; without them nothing below U+0020 but the newline is in the text.
    """
    lines: list[str] = []
    for is_plain, blocks in groupby(spaced(page), key=_is_plain):
        if is_plain:
            lines += (text.rstrip() for block in blocks for text in block_lines(block, width))
        else:
            from rectify.view.rich_block import drawn

            lines += (text.rstrip() for text in drawn(blocks, width=width, color=color).split("\n")[:-1])
    return "\n".join([*lines, ""])


def _is_plain(block: Block) -> bool:
    """True for a long sheet, and for the empty line before it."""
    return len(block.rows) > LONG if isinstance(block, Sheet) else block == Line()
