"""THE EYE: a paper as Markdown, and the texts that are on it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rectify.model.paper import Paragraph, Piece, Table, Title
from rectify.view.escape import shown
from rectify.view.markdown import md

_OPENS: Final = re.compile(r"(\d+)([.)])(?=\s|\Z)|([-+=])")
"""What begins a list, or makes a heading of the line above, where it stands first."""


def paper_md(paper: Sequence[Piece]) -> str:
    """The paper as Markdown; every text stays text."""
    return "\n\n".join(_piece(piece) for piece in paper) + "\n"


def texts_of(piece: Piece) -> Iterator[str]:
    """Every text of a piece."""
    if isinstance(piece, Table):
        yield from (cell for row in piece.rows for cell in row)
    else:
        yield piece.text


def _piece(piece: Piece) -> str:
    if isinstance(piece, Table):
        heading, *rows = piece.rows
        return "\n".join((_row(heading), f"|{' --- |' * len(heading)}", *map(_row, rows)))
    if isinstance(piece, Paragraph):
        return _OPENS.sub(_closed, md(shown(piece.text.strip())), count=1) if piece.text.strip() else ""
    mark = "# " if isinstance(piece, Title) else "## "
    return mark + md(shown(" ".join(piece.text.split())))


def _closed(found: re.Match[str]) -> str:
    if found.start():
        return found[0]
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join('<br>'.join(md(shown(line)) for line in cell.split(chr(10))) for cell in cells)} |"
