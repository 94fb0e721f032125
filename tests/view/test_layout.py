"""Which columns stand on a terminal, and how wide."""

from rectify.view.layout import fitted, natural, total_width
from rectify.view.sheet import Cell, Column, Sheet

COLUMNS = (
    Column("ID", "id"),
    Column("TITLE", "title", weight=3, narrowest=20),
    Column("UNIT", "unit", weight=1, drop_below=70),
    Column("TAGS", "tags", weight=1, drop_below=100),
    Column("DAY", "day"),
)


def sheet(*texts: str) -> Sheet:
    """One row."""
    return Sheet(COLUMNS, (tuple(Cell(text) for text in texts),))


LONG = sheet("QH-" + "1" * 7, "水" * 60, "县" * 20, "标" * 20, "2018-12-31")


def names(given: Sheet, width: int) -> list[str]:
    """The columns that stand."""
    return [COLUMNS[one.at].name for one in fitted(given, width)]


def test_a_sheet_that_fits_is_as_wide_as_it_needs() -> None:
    """Nothing is stretched."""
    small = sheet("a", "水", "县", "", "2018-12-31")
    assert fitted(small, 200) == natural(small)


def test_columns_go_below_their_width() -> None:
    """One after the other."""
    assert names(LONG, 120) == ["id", "title", "unit", "tags", "day"]
    assert names(LONG, 99) == ["id", "title", "unit", "day"]
    assert names(LONG, 60) == ["id", "title", "day"]


def test_ids_and_days_keep_their_width_and_the_others_share() -> None:
    """The row is exactly as wide as the terminal, the title taking most."""
    placed = fitted(LONG, 120)
    widths = {COLUMNS[one.at].name: one.width for one in placed}
    assert total_width(placed) == 120
    assert (widths["id"], widths["day"]) == (10, 10)
    assert widths["title"] > widths["unit"] >= 12


def test_what_one_does_not_need_the_others_get() -> None:
    """A short unit leaves its share to the title."""
    placed = fitted(sheet("QH-1", "水" * 60, "县", "标", "2018-12-31"), 120)
    assert total_width(placed) == 120
    assert placed[1].width > 70


def test_a_column_that_may_go_goes_when_the_rest_is_too_narrow() -> None:
    """A very long id drives out unit and tags at any width."""
    wide = sheet("Q" * 64, "水" * 60, "县" * 20, "标" * 20, "2018-12-31")
    assert names(wide, 100) == ["id", "title", "day"]


def test_an_id_is_never_broken() -> None:
    """Rather the row is wider than the terminal."""
    placed = fitted(sheet("Q" * 64, "水" * 60, "", "", "2018-12-31"), 60)
    assert placed[0].width == 64
    assert placed[1].width == 20
    assert total_width(placed) > 60
