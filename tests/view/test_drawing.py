"""Lists are drawn column by column, each text once; a slow drawing, cell by cell, has the same letters."""

import subprocess
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.light import light
from rectify.model.shelf import Whole
from rectify.query.picked import Picked, PickedAt
from rectify.terms import Basis, Kind, Status
from rectify.view.issue_columns import FOR_MACHINES
from rectify.view.issue_list import issue_sheets, machine_sheet
from rectify.view.machine_text import csv_text, tab_text
from rectify.view.plain_table import block_lines, plain_text
from rectify.view.sheet import Cell, Column, Sheet, once_each
from tests.view.samples import HOSTILE, HOSTILE_TEXT, TODAY, issue, rich_issue
from tests.view.slow_drawing import cells_of, lines_of, values_of

FIELDS = (
    "id",
    "title",
    "deadline",
    "notes",
    "units",
    "overdue",
    "percent",
    "cycle",
    "milestones.due",
    "tags",
    "colour",
)
LIMITED = Header.model_validate({"policy": {"extension_limit": 2}})
PIECES = (
    *("甲川县", "水" * 25, "，", "（", "》", "a long latin word", "x" * 30, " ", "“引”", "…", "→", "e\u0301", "\u0e33"),
    *(
        "\u202e",
        "\u200b",
        "\x1b[31m",
        "\t",
        "👩\u200d🚒",
        "q\ufe0f\ufe0f",
        "\U00020000",
        "=1+2",
        '"q"',
        "a,b",
        "\u2028",
    ),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join).map(str.strip).filter(bool)
days = st.dates(TODAY.replace(year=2024), TODAY.replace(year=2026)).map(str)
deadlines = st.one_of(
    st.fixed_dictionaries({"date": days}, optional={"text": texts}),
    st.fixed_dictionaries({"text": texts}),
    st.fixed_dictionaries({"class": st.sampled_from(["standing", "immediate"])}, optional={"text": texts}),
)

units = st.fixed_dictionaries({}, optional={"lead": texts, "responsible": st.lists(texts, max_size=3)})


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """An issue with some of what a list shows."""
    some: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"status": st.sampled_from([*Status]).map(str), "title": texts},
            optional={
                "units": units,
                "category": texts, "round": texts, "place": texts, "person": texts, "notes": texts,
                "kind": st.sampled_from([*Kind]).map(str), "tags": st.lists(texts, max_size=2, unique=True),
                "percent": st.integers(0, 100), "deadline": deadlines, "original_deadline": deadlines,
                "submissions": days.map(lambda day: [{"on": day, "by": "甲某"}]),
            },
        )
    )  # fmt: skip
    return issue(draw(st.sampled_from(["Q-1", "Q-22", "甲-3", "Q" * 30])), **some)


many = st.lists(issues(), max_size=5)
MOVED = issue("Q-7", deadline={"date": "2026-01-01"}, original_deadline={"date": "2025-01-01"}, status="closed")
EXTENSION = {"from": {"date": "2025-06-30"}, "to": {"date": "2025-12-31"}, "on": "2025-06-01", "by": "甲某"}
EXTENDED = issue(
    "Q-8", deadline={"date": "2025-06-30"}, extensions=[EXTENSION | {"reason": "雨季", "state": "requested"}]
)
ALL = [rich_issue(), rich_issue(HOSTILE, HOSTILE_TEXT), MOVED, EXTENDED, issue("Q-9", deadline={"text": "2019年9月前"})]


@pytest.mark.parametrize("basis", Basis)
@given(listed=many, wide=st.booleans())
def test_every_cell_is_that_of_its_issue(basis: Basis, listed: list[Issue], wide: bool) -> None:
    """Whatever issues share, each row says what is said of the issue alone."""
    listed += ALL
    (sheet,) = issue_sheets(Picked(listed), today=TODAY, total=9, wide=wide, basis=basis, header=LIMITED)
    if basis is Basis.ORIGINAL:  # where the original deadline counts, the present one stands beside it
        sheet = Sheet(sheet.columns[:6], tuple(row[:6] for row in sheet.rows))
    names = [column.name for column in sheet.columns]
    assert list(sheet.rows) == [cells_of(one, names, TODAY, basis, 2) for one in listed]


@given(many)
def test_every_value_is_that_of_its_issue(listed: list[Issue]) -> None:
    """For people and for machines, also where two values are equal and of different kinds."""
    listed += ALL
    names = [name for name in FIELDS if name not in ("id", "title", "deadline", "percent", "tags")]
    (sheet,) = issue_sheets(Picked(listed), today=TODAY, total=9, fields=names)
    assert list(sheet.rows) == [values_of(one, names, TODAY, Basis.CURRENT, raw=False) for one in listed]
    for fields in (FIELDS, FOR_MACHINES):
        rows = machine_sheet(Picked(listed), today=TODAY, fields=fields).rows
        assert list(rows) == [values_of(one, fields, TODAY, Basis.CURRENT, raw=True) for one in listed]


@pytest.mark.parametrize("width", [None, 20, 27, 40, 60, 80, 120, 200])
@settings(max_examples=25)
@given(listed=many, wide=st.booleans(), fields=st.sampled_from([None, FIELDS]))
def test_every_line_is_the_one_drawn_slowly(
    width: int | None, listed: list[Issue], wide: bool, fields: tuple[str, ...] | None
) -> None:
    """At any width, with cells of several lines, with letters that only Rich can measure."""
    listed += ALL
    (sheet,) = issue_sheets(Picked(listed), today=TODAY, total=9, wide=wide, fields=fields)
    drawn = list(block_lines(sheet, width))
    assert drawn[1 : -1 - len(sheet.foot)] == list(lines_of(sheet, width))


def test_light_issues_are_listed_as_the_models_are() -> None:
    """In every form."""
    lights: list[Any] = [light("Issue")(one.data()) for one in ALL]
    for wide in (False, True):
        told = [plain_text(issue_sheets(Picked(some), today=TODAY, total=9, wide=wide)) for some in (ALL, lights)]
        assert told[0] == told[1]
    for text in (csv_text, tab_text):
        assert text(machine_sheet(Picked(lights), today=TODAY)) == text(machine_sheet(Picked(ALL), today=TODAY))


class Measured(str):
    """A text that notes when somebody begins to measure it."""

    seen: list[str] = []  # one list for all of them, emptied by who looks

    def isascii(self) -> bool:
        """See `str.isascii`, which every measurement asks first."""
        self.seen.append(self)
        return super().isascii()


@pytest.mark.parametrize("width", [None, 40])
def test_a_text_is_measured_once_however_often_it_stands_there(width: int | None) -> None:
    """A thousand rows of the same five texts take no more measuring than ten, folded or not."""
    columns = (Column("ID", "id"), Column("TITLE", "title", weight=1))
    counts = []
    for rows in (10, 1000):
        Measured.seen.clear()
        texts = [(f"Q-{width}-{rows}-{n}", f"{'水' * (18 + n)}{rows}") for n in range(5)]
        given_rows = tuple(tuple(Cell(Measured(text)) for text in texts[n % 5]) for n in range(rows))
        assert len(list(block_lines(Sheet(columns, given_rows), width))) > rows
        counts.append(len(Measured.seen))
    assert counts[0] == counts[1]
    assert 0 < counts[0] <= 3 * 10


class Asked(light("Issue")):  # type: ignore[misc]
    """An issue that counts how often it was asked for its data."""

    times = 0

    def data(self) -> dict[str, Any]:
        """See `Light.data`."""
        type(self).times += 1
        found: dict[str, Any] = super().data()
        return found


def test_an_issue_is_asked_for_its_data_once_however_many_fields_are_shown() -> None:
    """And not at all for the usual columns."""
    some: list[Any] = [Asked(one.data()) for one in ALL]
    Asked.times = 0
    issue_sheets(Picked(some), today=TODAY, total=9, wide=True)
    assert Asked.times == 0
    machine_sheet(Picked(some), today=TODAY, fields=FOR_MACHINES)
    assert Asked.times == len(some)


class Titled(Whole):
    """A shelf that keeps titles by themselves, and makes no issue."""

    def titles(self, places: Iterable[int]) -> list[str]:
        """See `Shelf.titles`."""
        return [one.title for one in Whole.at(self, places)]

    def at(self, places: Iterable[int]) -> NoReturn:
        """See `Shelf.at`."""
        raise AssertionError(f"issues were asked for: {[*places]}")


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("group", [None, "unit"])
def test_the_usual_columns_make_no_issue(basis: Basis, group: str | None) -> None:
    """They are drawn from ids, titles and traits; the foot is counted by them too."""
    some = [ALL[place] for place in (4, 2, 1, 3)]
    told = issue_sheets(PickedAt(Titled(ALL[1:]), (3, 1, 0, 2)), today=TODAY, total=9, basis=basis, group=group)
    assert told == issue_sheets(Picked(some), today=TODAY, total=9, basis=basis, group=group)


def test_what_is_made_of_equal_values_is_made_once() -> None:
    """In the order of the values."""
    asked = []

    def twice(value: int) -> int:
        asked.append(value)
        return value * 2

    assert once_each(twice, iter([3, 1, 3, 3, 1])) == [6, 2, 6, 6, 2]
    assert sorted(asked) == [1, 3]


def test_a_long_list_on_a_terminal_imports_no_rich() -> None:
    """Neither for its rows nor for the empty lines between its sheets; a short one is drawn with it."""
    code = (
        "import sys; from rectify.view.rich_page import LONG, render;"
        "from rectify.view.sheet import Cell, Column, Sheet;"
        "rows = tuple((Cell('水电'),) for _ in range(LONG + 1)); columns = (Column('TITLE', 'title', weight=1),);"
        "long, short = (Sheet(columns, some, title='甲', foot=('end',)) for some in (rows, rows[:2]));"
        "assert render([long, long], width=40, color=True).count('水电') == 2 * len(rows);"
        "assert not [name for name in sys.modules if name.startswith('rich')];"
        "render([long, short], width=40, color=True); assert 'rich.table' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
