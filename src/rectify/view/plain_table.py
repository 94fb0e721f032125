"""THE EYE: sheets and lines as aligned text: no colour, nothing cut off, for pipes, files and printers.

A width folds what does not fit, for terminals when a sheet is too long for Rich.
"""

from collections.abc import Iterable, Iterator, Sequence

from rectify.view.layout import GAP, Placed, fitted, natural
from rectify.view.sheet import Block, Column, Line, Sheet, once_each
from rectify.view.width import cells, pad
from rectify.view.wrap import wrap


def plain_text(page: Iterable[Block]) -> str:
    """A page as text; sheets with a title or a foot stand apart by an empty line."""
    return "\n".join([*(line for block in spaced(page) for line in block_lines(block)), ""])


def spaced(page: Iterable[Block]) -> Iterator[Block]:
    """The page with an empty line before every sheet that has a title, unless it comes first."""
    for number, block in enumerate(page):
        if number and isinstance(block, Sheet) and block.title is not None:
            yield Line()
        yield block


def block_lines(block: Block, width: int | None = None) -> Iterator[str]:
    """The lines of one block, folded to a width when one is given."""
    if isinstance(block, Line):
        yield from _line(block, width)
    else:
        yield from table_lines(block, width)


def table_lines(sheet: Sheet, width: int | None = None) -> Iterator[str]:
    """Title, headings, rows and foot of a sheet."""
    placed = natural(sheet) if width is None else fitted(sheet, width)
    if sheet.title is not None:
        yield sheet.title
    margin, gap = " " * sheet.indent, " " * GAP
    if sheet.has_headings and sheet.rows:
        headings = [sheet.columns[one.at] for one in placed]
        padded = [
            pad(column.heading, one.width, is_right=column.is_right)
            for column, one in zip(headings, placed, strict=True)
        ]
        yield (margin + gap.join(padded)).rstrip()
    for row in zip(*(_filled(sheet.columns[one.at], one) for one in placed), strict=True):
        words = gap.join(row)
        if "\n" in words:
            yield from ((margin + gap.join(parts)).rstrip() for parts in _side_by_side(row, placed))
        else:
            yield (margin + words).rstrip()
    if sheet.foot:
        yield from ("", *sheet.foot) if sheet.rows else sheet.foot


def _filled(column: Column, one: Placed) -> list[str]:
    """What stands in a column, row by row: a line, or several, each filled up to the column's width."""

    def filled(text: str) -> str:
        room = one.width - cells(text)
        if "\n" not in text and room >= 0:
            return " " * room + text if column.is_right else text + " " * room
        return "\n".join(pad(part, one.width, is_right=column.is_right) for part in wrap(text, one.width))

    return once_each(filled, one.texts)


def _side_by_side(row: Sequence[str], placed: Sequence[Placed]) -> Iterator[Sequence[str]]:
    """The lines of a row; under a cell that has no more there is room for it."""
    folded = [lines.split("\n") for lines in row]
    for number in range(max(map(len, folded))):
        yield [
            lines[number] if number < len(lines) else " " * one.width for lines, one in zip(folded, placed, strict=True)
        ]


def _line(block: Line, width: int | None) -> Iterator[str]:
    indent = " " * block.indent
    if width is None:
        yield (indent + block.text.replace("\n", f"\n{indent}")).rstrip()
        return
    first, *others = wrap(block.text, width - block.indent, hang=block.hang)
    yield (indent + first).rstrip()
    yield from (f"{indent}{' ' * block.hang}{other}" for other in others)
