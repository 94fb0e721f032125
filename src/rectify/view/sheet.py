"""THE EYE: what is to be shown, before it is decided how: cells, lines, sheets, pages.

Every text in them is shown text: it has gone through `escape.shown`. They are named tuples: a data class takes Python
several times as long to make, and every command that shows something begins with these.
"""

from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Tone(StrEnum):
    """How a text is meant; a terminal with colours shows it, every other does without."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    ACTIVE = "active"


class Cell(NamedTuple):
    """A piece of text; `raw` is what a machine reads in its place (csv, -o plain)."""

    text: str
    tone: Tone = Tone.PLAIN
    raw: str | None = None

    @property
    def for_machines(self) -> str:
        """The raw text where there is one."""
        return self.text if self.raw is None else self.raw


class Column(NamedTuple):
    """A column of a sheet.

    `name` heads it for machines. `weight` is its share of the room that is left; 0 means that it neither wraps nor
    shrinks (ids, dates); with a weight it shrinks to `narrowest`. It is dropped on terminals narrower than `drop_below`
    cells. `is_number` keeps a csv from taking a minus for a formula.
    """

    heading: str
    name: str
    weight: int = 0
    drop_below: int = 0
    narrowest: int = 12
    is_right: bool = False
    is_number: bool = False


Row = tuple[Cell, ...]


class Sheet(NamedTuple):
    """Rows under headings, with a title and foot lines. `indent` and no headings: a part of a page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str | None = None
    foot: tuple[str, ...] = ()
    has_headings: bool = True
    indent: int = 0

    def raw_texts(self, at: int) -> list[str]:
        """What stands in a column for machines, row by row; see `Cell.for_machines`."""
        return [cell.text if cell.raw is None else cell.raw for cell in (row[at] for row in self.rows)]


class Line(NamedTuple):
    """One line of words; on a terminal what does not fit goes on below, `hang` cells further in."""

    parts: tuple[Cell, ...] = ()
    indent: int = 0
    hang: int = 2

    @property
    def text(self) -> str:
        """The words without their indent."""
        return "".join(part.text for part in self.parts)


Block = Line | Sheet
Page = tuple[Block, ...]


def line(*parts: Cell | str, indent: int = 0, hang: int = 2) -> Line:
    """A line of cells and plain words."""
    return Line(tuple([part if isinstance(part, Cell) else Cell(part) for part in parts]), indent, hang)


def once_each(make: Callable[[_K], _V], values: Iterable[_K]) -> list[_V]:
    """What is made of each value, in their order; made once for every value that differs, as columns have few."""
    made: dict[_K, _V] = {}
    return [made[value] if value in made else made.setdefault(value, make(value)) for value in values]
