"""THE EYE: lines and sheets on a terminal, drawn with Rich.

Rich reads no markup, no emoji codes and no links in what it is given here.
"""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectify.view.rich_table import STYLES, table
from rectify.view.sheet import Block, Line, Sheet
from rectify.view.width import cells
from rectify.view.wrap import wrap

WIDEST: Final = 10_000


def drawn(blocks: Iterable[Block], *, width: int, color: bool) -> str:
    """Blocks one under the other; see `rich_page.render`."""
    out = StringIO()
    console = Console(
        file=out,
        width=WIDEST,
        height=100,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        legacy_windows=False,
        force_jupyter=False,
        _environ={},
    )
    for block in blocks:
        for part in _parts(block, width):
            console.print(part, crop=False, soft_wrap=isinstance(part, Text))
    return out.getvalue()


def _parts(block: Block, width: int) -> Iterator[RenderableType]:
    if isinstance(block, Line):
        yield _line(block, width)
    else:
        yield from _sheet(block, width)


def _sheet(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    if sheet.title is not None:
        yield Text("\n".join(wrap(sheet.title, width)), style="bold")
    if sheet.rows:
        yield Padding(table(sheet, width), (0, 0, 0, sheet.indent), expand=False)
    if sheet.foot:
        lines = [part for words in sheet.foot for part in wrap(words, width)]
        yield Text("\n".join(("", *lines) if sheet.rows else lines), style="dim")


def _line(block: Line, width: int) -> Text:
    """The words with their tones, broken where the plain form breaks them."""
    text = Text(" " * block.indent)
    if cells(block.text) + block.indent <= width and "\n" not in block.text:
        for part in block.parts:
            text.append(part.text, STYLES[part.tone])
        return text
    tones = [part.tone for part in block.parts for _ in part.text]
    at = 0
    for number, words in enumerate(wrap(block.text, width - block.indent, hang=block.hang)):
        if number:
            text.append(f"\n{' ' * (block.indent + block.hang)}")
        at = block.text.index(words, at)
        for tone, run in groupby(tones[at : at + len(words)]):
            size = len(list(run))
            text.append(block.text[at : at + size], STYLES[tone])
            at += size
    return text
