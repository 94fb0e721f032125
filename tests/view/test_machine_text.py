"""Sheets for machines."""

import csv
import io

import pytest

from rectify.query.picked import Picked
from rectify.view.issue_list import machine_sheet
from rectify.view.machine_text import as_rows, csv_text, ids_text, tab_text
from rectify.view.sheet import Cell, Column, Sheet
from tests.view.samples import HOSTILE, TODAY, assert_harmless, issue, rich_issue


def one_cell(text: str, *, is_number: bool = False) -> str:
    """What a csv makes of one cell, read back."""
    sheet = Sheet((Column("A", "a", is_number=is_number), Column("B", "b")), ((Cell(text), Cell("b")),))
    return list(csv.reader(io.StringIO(csv_text(sheet))))[1][0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "-cmd|' /C calc'!A0"])
def test_a_csv_holds_no_formula(text: str) -> None:
    """An apostrophe stands before what a spreadsheet would compute."""
    assert one_cell(text).startswith("'")


def test_negative_numbers_stay_numbers_in_their_columns() -> None:
    """But only there, and only numbers."""
    assert one_cell("-12", is_number=True) == "-12"
    assert one_cell("-12") == "'-12"
    assert one_cell("-1+cmd", is_number=True) == "'-1+cmd"


@pytest.mark.parametrize("text", ['say "x"', "a,b", "a\nb", " a", "a ", "", "水"])
def test_a_csv_is_read_back_as_it_was(text: str) -> None:
    """Quotes, commas, newlines and blanks at the ends are quoted."""
    assert one_cell(text) == text


def test_a_csv_is_headed_by_field_names_and_holds_raw_values() -> None:
    """Days as figures, lists joined, dates ISO."""
    late = issue("Q-1", deadline={"date": "2025-06-17"}, tags=["a", "b"], percent=0)
    fields = ["id", "days_left", "overdue", "tags", "deadline.date", "percent", "units", "person"]
    rows = list(csv.reader(io.StringIO(csv_text(machine_sheet(Picked([late]), today=TODAY, fields=fields)))))
    assert rows == [fields, ["Q-1", "-3", "true", "a; b", "2025-06-17", "0", "", ""]]


def test_tabs_have_no_heading_and_keep_one_line_a_row() -> None:
    """A tab or newline within a value cannot break it."""
    text = tab_text(
        machine_sheet(Picked([issue("Q-1", notes="a\tb\nc")]), today=TODAY, fields=["id", "notes", "status"])
    )
    assert text == "Q-1\ta\\tb ⏎ c\topen\n"
    assert tab_text(machine_sheet(Picked([]), today=TODAY)) == ""


def test_the_form_chooses() -> None:
    """Csv or tabs."""
    sheet = machine_sheet(Picked([issue("Q-1")]), today=TODAY, fields=["id"])
    assert as_rows("csv", sheet) == "id\nQ-1\n"
    assert as_rows("plain", sheet) == "Q-1\n"


def test_ids_stand_one_a_line() -> None:
    """Nothing else."""
    assert ids_text(["A-1", "乙-2"]) == "A-1\n乙-2\n"


def test_dangerous_text_is_escaped_everywhere() -> None:
    """In csv; between tabs as well."""
    sheet = machine_sheet(Picked([rich_issue(HOSTILE, HOSTILE + "\n" + HOSTILE)]), today=TODAY)
    assert_harmless(csv_text(sheet))
    assert_harmless(tab_text(sheet).replace("\t", " "))
