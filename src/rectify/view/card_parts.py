"""THE EYE: what a card is put together from: sections, and labels with values."""

from collections.abc import Sequence
from typing import Final

from rectify.view.escape import shown
from rectify.view.sheet import Block, Cell, Column, Sheet, Tone, line

Field = tuple[str, Cell | str]
"""A label and what stands beside it; without a value it is left out."""

_LABEL_WIDTH: Final = 11
_LABELLED: Final = (Column("", "label"), Column("", "value", weight=1))


def section(heading: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks under a heading, an empty line before; nothing at all without blocks."""
    if not blocks:
        return ()
    return (line(), *((line(Cell(heading, Tone.STRONG)),) if heading else ()), *blocks)


def fields(*pairs: Field) -> list[Sheet]:
    """Labels and values side by side, every section of a card alike; none without any value."""
    rows = tuple(
        (Cell(label.ljust(_LABEL_WIDTH), Tone.MUTED), value if isinstance(value, Cell) else Cell(value))
        for label, value in pairs
        if value
    )
    return [Sheet(_LABELLED, rows, has_headings=False, indent=2)] if rows else []


def lines(text: str | None) -> str:
    """A text of perhaps several lines, shown; nothing when there is none."""
    return shown(text, multiline=True) if text else ""
