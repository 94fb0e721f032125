"""THE EYE: which columns of a sheet stand on a terminal of a width, and how wide each is.

- A column without weight (ids, dates) keeps its natural width, whatever happens.
- The others share what is left by weight, none more than it needs, none less than its narrowest.
- A column is dropped below its width; when it is still too narrow, the one that would be dropped first goes.
- What does not fit even then makes the sheet wider than the terminal: never a broken id.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rectify.view.sheet import Cell, Column, Sheet
from rectify.view.width import cells

GAP = 2
NOTHING = "-"


class Placed(NamedTuple):
    """A column's place in the sheet and its width in cells; its texts, row by row."""

    at: int
    width: int
    texts: Sequence[str] = ()


def words(cell: Cell) -> str:
    """What stands in a cell for people: never nothing, so that columns can be counted."""
    return cell.text or NOTHING


def natural(sheet: Sheet) -> list[Placed]:
    """All columns, each as wide as its widest text."""
    return [_measured(sheet, index) for index in range(len(sheet.columns))]


def fitted(sheet: Sheet, width: int) -> list[Placed]:
    """The columns that stand on a terminal of `width` cells."""
    room = width - sheet.indent
    placed = [one for one in natural(sheet) if width >= sheet.columns[one.at].drop_below]
    while _least(placed, sheet.columns) > room and len(_droppable(placed, sheet.columns)) > 0:
        placed.remove(max(_droppable(placed, sheet.columns), key=lambda one: sheet.columns[one.at].drop_below))
    return _shared(placed, sheet.columns, room)


def total_width(placed: Sequence[Placed]) -> int:
    """The width of a row in cells."""
    return sum(one.width for one in placed) + GAP * (len(placed) - 1)


def _measured(sheet: Sheet, index: int) -> Placed:
    heading = cells(sheet.columns[index].heading) if sheet.has_headings else 0
    texts = [row[index].text or NOTHING for row in sheet.rows]
    return Placed(index, max(heading, *map(cells, texts)) if texts else heading, texts)


def _droppable(placed: Sequence[Placed], columns: Sequence[Column]) -> list[Placed]:
    return [one for one in placed if columns[one.at].drop_below]


def _least(placed: Sequence[Placed], columns: Sequence[Column]) -> int:
    """The width when every column that may shrink is at its narrowest."""
    return total_width([Placed(one.at, _narrowest(one, columns)) for one in placed])


def _narrowest(one: Placed, columns: Sequence[Column]) -> int:
    return min(one.width, columns[one.at].narrowest) if columns[one.at].weight else one.width


def _shared(placed: list[Placed], columns: Sequence[Column], room: int) -> list[Placed]:
    """Give the columns with weight their shares of the room above the least: who needs less than its share first."""
    widths = {one.at: _narrowest(one, columns) for one in placed}
    spare = max(room - _least(placed, columns), 0)
    wanting = [(one.width - widths[one.at], columns[one.at].weight, one.at) for one in placed if columns[one.at].weight]
    weights = sum(weight for _, weight, _ in wanting)
    for wanted, weight, at in sorted(wanting, key=lambda one: one[0] / one[1]):
        given = min(wanted, spare * weight // weights)
        widths[at] += given
        spare, weights = spare - given, weights - weight
    return [one._replace(width=widths[one.at]) for one in placed]
