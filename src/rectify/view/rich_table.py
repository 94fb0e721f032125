"""THE EYE: a sheet as a Rich table: widths and line breaks are ours, colours and the rule are Rich's."""

from typing import Final

from rich.box import Box
from rich.table import Table
from rich.text import Text

from rectify.view.layout import GAP, fitted, words
from rectify.view.sheet import Cell, Sheet, Tone
from rectify.view.wrap import wrap

STYLES: Final = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.MUTED: "dim",
    Tone.LATE: "red",
    Tone.SOON: "yellow",
    Tone.DONE: "green",
    Tone.ACTIVE: "cyan",
}

_UNDER_HEADING: Final = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def table(sheet: Sheet, width: int) -> Table:
    """The table, as wide as it needs to be and no wider than the terminal unless an id or a date must be."""
    drawn = Table(
        box=_UNDER_HEADING if sheet.has_headings else None,
        show_edge=False,
        show_header=sheet.has_headings,
        header_style="bold",
        border_style="dim",
        padding=(0, GAP - 1 if sheet.has_headings else GAP, 0, 0),  # the box adds a cell between columns
        pad_edge=False,
    )
    placed = fitted(sheet, width)
    for one in placed:
        column = sheet.columns[one.at]
        drawn.add_column(
            Text(column.heading),
            justify="right" if column.is_right else "left",
            width=one.width,
            no_wrap=True,
        )
    for row in sheet.rows:
        drawn.add_row(*(_text(row[one.at], one.width) for one in placed))
    return drawn


def _text(cell: Cell, width: int) -> Text:
    if not cell.text:
        return Text(words(cell), style="dim")
    return Text("\n".join(wrap(cell.text, width)), style=STYLES[cell.tone], no_wrap=True)
