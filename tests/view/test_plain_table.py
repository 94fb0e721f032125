"""Sheets and lines as aligned text."""

from rectify.view.plain_table import block_lines, plain_text
from rectify.view.sheet import Cell, Column, Sheet, line
from rectify.view.width import cells

COLUMNS = (
    Column("ID", "id"),
    Column("TITLE", "title", weight=1),
    Column("N", "n", is_right=True),
    Column("DAY", "day"),
)
ROWS = (
    (Cell("QH-1"), Cell("水电"), Cell("7"), Cell("2018-12-31")),
    (Cell("QX-100"), Cell("mixed 混合"), Cell("12"), Cell("")),
)
SHEET = Sheet(COLUMNS, ROWS, foot=("2 of 2",))


def test_columns_line_up_and_empty_cells_are_a_dash() -> None:
    """Chinese characters take two cells; the last column is not filled up."""
    assert plain_text([SHEET]).split("\n") == [
        "ID      TITLE        N  DAY",
        "QH-1    水电         7  2018-12-31",
        "QX-100  mixed 混合  12  -",
        "",
        "2 of 2",
        "",
    ]


def test_nothing_is_ever_cut_off() -> None:
    """A very long title stays on one line."""
    long = Sheet(COLUMNS[:2], ((Cell("A"), Cell("水" * 500)),))
    assert "水" * 500 in plain_text([long])


def test_a_width_folds_what_does_not_fit() -> None:
    """Every line fits; what goes on stands under its column."""
    long = Sheet(COLUMNS[:2], ((Cell("A"), Cell("水" * 30)),), title="甲")
    lines = list(block_lines(long, 40))
    assert lines[:2] == ["甲", "ID  TITLE"]
    assert all(cells(text) <= 40 for text in lines)
    assert lines[3].startswith("    水")


def test_cells_of_several_lines_stand_under_each_other() -> None:
    """Without a width too."""
    sheet = Sheet(COLUMNS[:2], ((Cell("A"), Cell("一\n二")),), has_headings=False, indent=2)
    assert plain_text([sheet]) == "  A  一\n     二\n"


def test_sheets_with_titles_stand_apart() -> None:
    """An empty line before each but the first."""
    titled = Sheet(COLUMNS[:1], ((Cell("A"),),), title="T", has_headings=False)
    assert plain_text([titled, titled]) == "T\nA\n\nT\nA\n"


def test_an_empty_sheet_is_its_foot() -> None:
    """No headings over nothing."""
    assert plain_text([Sheet(COLUMNS, (), foot=("nothing",))]) == "nothing\n"
    assert plain_text([]) == ""


def test_lines_keep_their_indent() -> None:
    """Those after a newline too; folded ones hang further in."""
    assert plain_text([line("a\nb", indent=2)]) == "  a\n  b\n"
    assert list(block_lines(line("aaa bbb ccc", indent=1), 6)) == [" aaa", "   bbb", "   ccc"]
