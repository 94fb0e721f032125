"""A period in figures, as tables and as one long table."""

import csv
import io

import pytest

from rectify.query.report import Report
from rectify.terms import Basis
from rectify.view.machine_text import csv_text
from rectify.view.plain_table import plain_text
from rectify.view.report import report_page, report_sheet
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.reports import month, nothing, unrecorded
from tests.view.samples import HOSTILE, WIDTHS, assert_harmless


def text_of(found: Report) -> str:
    """The page as a pipe gets it."""
    return plain_text(report_page(found, title="试册", notes=["trail: 5 runs"]))


def rows_of(text: str) -> dict[str, list[str]]:
    """The first row of each label: what stands behind it."""
    rows: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()):
        label, *values = [part for part in line.split("  ") if part]
        rows.setdefault(label, [value.strip() for value in values])
    return rows


def test_a_page_tells_of_each_kind_where_it_stands_and_what_happened() -> None:
    """Every figure with its denominator, and with what it was before."""
    text = text_of(month())
    rows = rows_of(text)
    assert text.startswith("试册\nmonth 2019-03, 2019-03-01 to 2019-03-31; as of 2019-03-31\n")
    assert "the period before: month 2019-02, 2019-02-01 to 2019-02-28" in text
    assert rows["on the register"] == ["4", "4", "0"]
    assert rows["standing duties"] == ["1/4", "1/4", "0"]
    assert rows["in progress"] == ["0/3", "2/3", "+2"]
    assert rows["done"] == ["2/3", "1/3", "-1"]
    assert rows["closed as unfounded"] == ["1/1", "1/1", "0"]
    assert rows["rebounded"] == ["0/1", "1/2", "+1"]
    assert rows["reopened as rebounded"] == ["0", "1", "+1"]
    assert "closed as merged" not in text.partition("PETITIONS")[0]
    assert "PROBLEMS (问题)" in text
    assert text.index("PROBLEMS") < text.index("TASKS") < text.index("PETITIONS")
    assert text.endswith("trail: 5 runs\n")


def test_what_tables_cannot_tell_stands_in_sentences() -> None:
    """Standing duties, what was recorded late, the days from done to closed."""
    text = text_of(month())
    assert "Standing duties, apart: 1 on the register, 0 of them closed, 0 rebounded; in the period 1 begun." in text
    assert "Recorded in the period for a business day before it: 1 of the 1 closed." in text
    assert "Closed in the period: 1; from done to closed it took a median of 20 days, the longest 20 days (A)." in text
    assert "Done and not closed: none." in text


def test_the_overdue_stand_there_by_name() -> None:
    """With both deadlines where there were two."""
    text = text_of(month())
    assert "Overdue and not done: 1" in text
    assert "B   渗滤液外溢  甲川县水务局  2019-02-28  2019-03-10         31" in text
    assert "FIRST" in text
    original = text_of(month(basis=Basis.ORIGINAL))
    assert "B   渗滤液外溢  甲川县水务局  2019-03-10         21" in original
    assert "FIRST" not in original


def test_groups_have_a_table_each() -> None:
    """With a row for all; who counts twice is told."""
    text = text_of(month())
    assert "By responsible unit" in text
    assert "By place" in text
    assert "By round" not in text
    assert "an issue with several units or tags is counted with each of them, and once in all" in text
    assert rows_of(text.partition("By place")[2])["乙山"] == ["2", "0", "1/2", "0", "1/2", "0", "1/2", "0/1"]


def test_what_is_not_on_record_is_said() -> None:
    """Nothing stands in its place."""
    first = text_of(month(period="2019-01"))
    assert "the period before: not on record" in first
    assert "The trail begins on 2019-01-10: what was before that day is not on record." in first
    assert rows_of(first)["on the register"] == ["-", "4", "-"]
    assert "What happened in the period before is counted from 2019-01-10" in text_of(month(period="2019-02"))
    bare = text_of(unrecorded())
    assert "Nothing is recorded yet: these are the figures of the register as it stands." in bare
    assert "The period is not over: it is counted up to 2019-03-15, 15 of its 31 days." in bare
    assert "What happened in the period\n" not in bare
    assert "There is no such issue on the register." in text_of(nothing())


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_terminal(width: int) -> None:
    """No line is wider than the terminal."""
    page = report_page(month(), title="试册", notes=["trail: 5 runs"])
    assert max(cells(line) for line in render(page, width=width, color=False).splitlines()) <= width


def test_the_long_table_has_a_row_a_figure() -> None:
    """With the denominator beside it; what is not on record is empty."""
    rows = list(csv.DictReader(io.StringIO(csv_text(report_sheet(month())))))
    by_place = {(row["list"], row["part"], row["group"], row["figure"]): row for row in rows}
    closed = by_place["problem", "stock", "", "closed"]
    assert (closed["value"], closed["of"], closed["before"], closed["before_of"]) == ("1", "3", "1", "3")
    assert by_place["problem", "flow", "", "rebounded"]["value"] == "1"
    assert by_place["problem", "days", "closed_after", "median"]["value"] == "20"
    assert by_place["problem", "overdue", "B", "days_late"]["value"] == "31"
    assert by_place["problem", "place", "乙山", "closed"]["of"] == "2"
    first = csv_text(report_sheet(month(period="2019-01")))
    assert "problem,stock,,closed,1,3,,\n" in first
    bare = csv_text(report_sheet(unrecorded()))
    assert "problem,flow" not in bare
    assert "problem,days,waiting_since,longest,23,1,,\n" in bare


def test_dangerous_texts_are_escaped() -> None:
    """In titles, units and groups."""
    found = month(HOSTILE)
    assert_harmless(plain_text(report_page(found, title=HOSTILE, notes=[])))
    assert_harmless(csv_text(report_sheet(found)))
