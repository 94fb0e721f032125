"""A notice as the blocks of a Word document: the views and the exchange are blind to each other, so they meet here."""

from collections.abc import Iterator

from rectify.exchange import docx
from rectify.view import notice_paper
from rectify.view.notice_paper import Piece


def blocks_of(paper: tuple[Piece, ...]) -> Iterator[docx.Block]:
    """The same pieces, in the same order."""
    for piece in paper:
        if isinstance(piece, notice_paper.Title):
            yield docx.Title(piece.text)
        elif isinstance(piece, notice_paper.Heading):
            yield docx.Heading(piece.text)
        elif isinstance(piece, notice_paper.Table):
            yield docx.Table(piece.rows)
        else:
            yield docx.Paragraph(piece.text, piece.place)
