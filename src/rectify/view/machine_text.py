"""THE EYE: sheets for machines: csv, tab-separated lines, ids alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from rectify.view.escape import shown
from rectify.view.sheet import once_each

if TYPE_CHECKING:
    from rectify.view.sheet import Column, Sheet

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_MUST_QUOTE = re.compile(r'[",\n\r]|\A\s|\s\Z')


def as_rows(form: str, sheet: Sheet) -> str:
    """A sheet as `csv`, else as tab-separated lines."""
    return csv_text(sheet) if form == "csv" else tab_text(sheet)


def csv_text(sheet: Sheet) -> str:
    """Comma-separated values (RFC 4180 quoting, lines end in a newline), headed by the names of the fields.

    What a spreadsheet would take for a formula gets an apostrophe before it; numbers in number columns stay.
    """
    heading = ",".join(_quoted(column.name) for column in sheet.columns)
    columns = (once_each(partial(_csv_cell, column), sheet.raw_texts(at)) for at, column in enumerate(sheet.columns))
    return "\n".join((heading, *map(",".join, zip(*columns, strict=True)), ""))


def tab_text(sheet: Sheet) -> str:
    """A line a row, cells apart by one tab, no heading and no foot: for cut, awk and while read."""
    columns = (once_each(_one_line, sheet.raw_texts(at)) for at in range(len(sheet.columns)))
    return "\n".join((*map("\t".join, zip(*columns, strict=True)), ""))


def ids_text(ids: Iterable[str]) -> str:
    """An id a line."""
    return "".join(f"{shown(id_)}\n" for id_ in ids)


def _one_line(text: str) -> str:
    return text.replace("\n", " ⏎ ")


def _csv_cell(column: Column, text: str) -> str:
    is_figure = column.is_number and _NUMBER.match(text)
    return _quoted(f"'{text}" if _FORMULA.match(text) and not is_figure else text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _MUST_QUOTE.search(text) else text
