"""A paper to hand out: title, headings, paragraphs, tables; whoever prints it decides how they look."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Title:
    """What stands above all; it is also the document's name for programs."""

    text: str


@dataclass(frozen=True)
class Heading:
    """What stands above a part."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line is a paragraph of its own.

    `place` is `body`, `left` (whom it is for) or `right` (who signs, and when).
    """

    text: str
    place: Literal["body", "left", "right"] = "body"


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


Piece = Title | Heading | Paragraph | Table
Paper = tuple[Piece, ...]
