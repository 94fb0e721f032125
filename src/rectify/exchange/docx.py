"""THE EXCHANGE: a short document (a public notice, a report) for Word and what else reads docx (Office Open XML).

- What it looks like is in `docx_style`: the first line of body text two letters in, the heading of a table on every
  page; a short row is filled with empty cells.
- Nothing tells who made it or on which machine: no author, and one time for all of it, inside and out.
- The same blocks give the same bytes, on any day and machine with the same libraries.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from rectify.exchange.letters import many_lines, one_line
from rectify.faults import MissingExtra
from rectify.model.paper import Paragraph, Piece, Table, Title

if TYPE_CHECKING:
    from docx.document import Document

NO_TIME: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The time in a document that is given none: the first that a zip file can hold."""


def document_bytes(blocks: Sequence[Piece], *, stamp: datetime = NO_TIME) -> bytes:
    """A document of these blocks, in this order.

    Args:
        blocks: what stands in it; all text is shown as it is, control characters as escapes.
        stamp: when it was made, for programs that ask; it is not printed.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise MissingExtra(what="a Word document", extra="docx") from None
    from rectify.exchange.docx_style import dress

    document = Document()
    dress(document)
    _name(document, next((block.text for block in blocks if isinstance(block, Title)), ""), stamp)
    for block in blocks:
        _put(document, block)
    written = io.BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _name(document: "Document", title: str, stamp: datetime) -> None:
    """Say what the document is called and when it was made, and take away what the template says of its own making."""
    about = document.core_properties
    about.title = one_line(title)[:255]  # the format takes no more
    about.language = "zh-CN"
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = stamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _put(document: "Document", block: Piece) -> None:
    if isinstance(block, Table):
        _put_table(document, block)
    elif isinstance(block, Paragraph):
        style = {"body": "Body Text", "left": "Normal", "right": "Signed"}[block.place]
        for line in many_lines(block.text).split("\n"):
            document.add_paragraph(line.strip(), style)
    else:
        document.add_paragraph(one_line(block.text), "Title" if isinstance(block, Title) else "Heading 1")


def _put_table(document: "Document", block: Table) -> None:
    from rectify.exchange.docx_style import dress_table

    columns = max(map(len, block.rows), default=0)
    if not columns:
        return
    table = document.add_table(len(block.rows), columns)
    for row, texts in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = many_lines(text)
    dress_table(table)


def _without_times(written: bytes) -> bytes:
    """The same zip file with one time for all its parts; the library writes the clock's."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            plain = zipfile.ZipInfo(part.filename, NO_TIME.timetuple()[:6])
            plain.compress_type, plain.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(plain, source.read(part))
    return again.getvalue()
