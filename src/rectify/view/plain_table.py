"""THE EYE: sheets and lines as aligned text: no colour, nothing cut off, for pipes, files and printers.

A width folds what does not fit, for terminals when a sheet is too long for Rich.
"""

from collections.abc import Iterable, Iterator, Sequence

from rectify.view.layout import GAP, Placed, fitted, natural, words
from rectify.view.sheet import Block, Column, Line, Row, Sheet
from rectify.view.width import pad
from rectify.view.wrap import wrap


def plain_text(page: Iterable[Block]) -> str:
    """A page as text; sheets with a title or a foot stand apart by an empty line."""
    lines = [line for block in spaced(page) for line in block_lines(block)]
    return "".join(f"{line}\n" for line in lines)


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
    if sheet.has_headings and sheet.rows:
        yield _joined([sheet.columns[one.at].heading for one in placed], placed, sheet)
    for row in sheet.rows:
        yield from _row(row, placed, sheet)
    if sheet.foot:
        yield from ("", *sheet.foot) if sheet.rows else sheet.foot


def _row(row: Row, placed: Sequence[Placed], sheet: Sheet) -> Iterator[str]:
    texts = [words(row[one.at]) for one in placed]
    if all(_is_one_line(text, one, sheet.columns) for text, one in zip(texts, placed, strict=True)):
        yield _joined(texts, placed, sheet)
        return
    folded = [wrap(text, one.width) for text, one in zip(texts, placed, strict=True)]
    for number in range(max(len(lines) for lines in folded)):
        yield _joined([lines[number] if number < len(lines) else "" for lines in folded], placed, sheet)


def _is_one_line(text: str, one: Placed, columns: Sequence[Column]) -> bool:
    return "\n" not in text and (
        not columns[one.at].weight or len(text) * 2 <= one.width or wrap(text, one.width) == [text]
    )


def _joined(texts: Sequence[str], placed: Sequence[Placed], sheet: Sheet) -> str:
    padded = [
        pad(text, one.width, is_right=sheet.columns[one.at].is_right) for text, one in zip(texts, placed, strict=True)
    ]
    return (" " * sheet.indent + (" " * GAP).join(padded)).rstrip()


def _line(block: Line, width: int | None) -> Iterator[str]:
    indent = " " * block.indent
    if width is None:
        yield (indent + block.text.replace("\n", f"\n{indent}")).rstrip()
        return
    first, *others = wrap(block.text, width - block.indent, hang=block.hang)
    yield (indent + first).rstrip()
    yield from (f"{indent}{' ' * block.hang}{other}" for other in others)
