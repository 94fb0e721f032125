"""Issues as sheets."""

import pytest

from rectify.errors import UnknownField
from rectify.model.header import Header
from rectify.query.picked import Picked
from rectify.terms import Basis
from rectify.view.issue_list import issue_sheets, machine_sheet
from rectify.view.plain_table import plain_text
from tests.view.samples import HOSTILE, HOSTILE_TEXT, TODAY, assert_harmless, issue, rich_issue

LATE = issue("Q-1", deadline={"date": "2025-06-17"}, units={"lead": "牵头局"}, tags=["水", "土"], percent=40)
SOON = issue(
    "Q-2", deadline={"date": "2025-07-01"}, units={"responsible": ["甲局", "乙局"]}, status="closed", tags=["水"]
)


def test_the_usual_columns() -> None:
    """Id, title, unit, status, deadline, days left; the foot counts."""
    text = plain_text(
        issue_sheets(Picked([LATE, SOON]), today=TODAY, total=13, chosen=["not closed"], notes=["due by then"])
    )
    lines = text.split("\n")
    assert lines[0].split() == ["ID", "TITLE", "UNIT", "STATUS", "DEADLINE", "LEFT"]
    assert "牵头局" in lines[1]
    assert "3 d late" in lines[1]
    assert "甲局, 乙局" in lines[2]
    assert lines[-3:] == ["2 of 13 issues · not closed · 1 overdue · as of 2025-06-20", "due by then", ""]


def test_wide_adds_only_columns_that_say_something() -> None:
    """Percent and tags here; no person, no place."""
    (sheet,) = issue_sheets(Picked([LATE, SOON]), today=TODAY, total=2, wide=True)
    names = [column.name for column in sheet.columns]
    assert names == ["id", "title", "unit", "status", "deadline", "days_left", "percent", "kind", "tags"]
    assert [cell.for_machines for cell in sheet.rows[0]][-3:] == ["40", "problem", "水, 土"]
    full = issue_sheets(Picked([rich_issue()]), today=TODAY, total=1, wide=True)[0]
    assert len(full.columns) == 14


def test_fields_are_chosen_by_name() -> None:
    """Also dotted ones, lists within lists, and computed ones; none is dropped on a narrow terminal."""
    fields = ["id", "status", "deadline.date", "milestones.due", "overdue", "units"]
    (sheet,) = issue_sheets(Picked([rich_issue()]), today=TODAY, total=1, fields=fields)
    assert [column.heading for column in sheet.columns] == [
        "ID",
        "STATUS",
        "DEADLINE.DATE",
        "MILESTONES.DUE",
        "OVERDUE",
        "UNITS",
    ]
    assert [cell.text for cell in sheet.rows[0]][:5] == [
        "XN-2025-014", "closed", "2025-06-30", "2025-02-01, 2025-06-30, 2026-06-30", "yes",
    ]  # fmt: skip
    assert not any(column.drop_below for column in sheet.columns)


@pytest.mark.parametrize("name", ["titel", "deadline.", ".id", ""])
def test_an_unknown_field_lists_the_valid_ones(name: str) -> None:
    """For people, for machines and for groups."""
    for ask in (
        lambda: issue_sheets(Picked([LATE]), today=TODAY, total=1, fields=[name]),
        lambda: issue_sheets(Picked([LATE]), today=TODAY, total=1, group=name),
        lambda: machine_sheet(Picked([LATE]), today=TODAY, fields=[name]),
    ):
        with pytest.raises(UnknownField) as caught:
            ask()
        assert "title, description" in str(caught.value.hint)


def test_groups_are_sheets_of_their_own() -> None:
    """An issue with two tags stands in both; the last has the foot."""
    sheets = issue_sheets(Picked([LATE, SOON, issue("Q-3")]), today=TODAY, total=3, group="tags")
    assert [sheet.title for sheet in sheets] == ["水 (2)", "土 (1)", "no tags (1)"]
    assert [bool(sheet.foot) for sheet in sheets] == [False, False, True]


@pytest.mark.parametrize(
    ("count", "total", "chosen", "foot"),
    [
        (0, 0, (), "The register has no issues yet. Add the first: rectify add --title TEXT"),
        (0, 13, ("overdue",), "Nothing to show: 0 of 13 issues · overdue · as of 2025-06-20"),
        (1, 1, (), "1 of 1 issue · 1 overdue · as of 2025-06-20"),
        (2, 2, (), "2 of 2 issues · 2 overdue · as of 2025-06-20"),
        (2, 13, ("not closed", "overdue"), "2 of 13 issues · not closed, overdue · as of 2025-06-20"),
        (2, 13, ("tag x\x1b",), "2 of 13 issues · tag x\\x1b · 2 overdue · as of 2025-06-20"),
    ],
)
def test_the_foot_counts_with_denominator_and_day(count: int, total: int, chosen: tuple[str, ...], foot: str) -> None:
    """And says kindly when there is nothing."""
    assert issue_sheets(Picked([LATE] * count), today=TODAY, total=total, chosen=chosen, group="id")[-1].foot == (foot,)


def test_the_foot_names_the_original_deadline() -> None:
    """When overdue is counted by it."""
    (sheet,) = issue_sheets(Picked([LATE]), today=TODAY, total=1, basis=Basis.ORIGINAL)
    assert sheet.foot == ("1 of 1 issue · 1 overdue by the original deadline · as of 2025-06-20",)
    (sheet,) = issue_sheets(Picked([LATE]), today=TODAY, total=1, chosen=["overdue"], basis=Basis.ORIGINAL)
    assert sheet.foot == ("1 of 1 issue · overdue by the original deadline · as of 2025-06-20",)


def test_groups_follow_the_basis() -> None:
    """An issue that was put off is late by its first deadline."""
    moved = issue("Q-4", deadline={"date": "2026-01-01"}, original_deadline={"date": "2025-01-01"})
    for basis, title in ((Basis.CURRENT, "no (1)"), (Basis.ORIGINAL, "yes (1)")):
        (sheet,) = issue_sheets(Picked([moved]), today=TODAY, total=1, group="overdue", basis=basis)
        assert sheet.title == title


def test_a_group_of_units_knows_their_other_names() -> None:
    """As the summary counts them."""
    some = [LATE, issue("Q-5", units={"lead": "牵头"}), issue("Q-6")]
    header = Header.model_validate({"units": {"牵头局": ["牵头"]}})
    sheets = issue_sheets(Picked(some), today=TODAY, total=3, group="unit", header=header)
    assert [sheet.title for sheet in sheets] == ["牵头局 (2)", "no unit (1)"]


def test_a_list_that_was_cut_is_counted_whole() -> None:
    """How many are late does not hang on how many are shown."""
    (sheet,) = issue_sheets(Picked([SOON]), found=(2, 1), today=TODAY, total=9)
    assert (len(sheet.rows), sheet.foot) == (1, ("2 of 9 issues · 1 overdue · as of 2025-06-20",))


def test_dangerous_text_is_escaped() -> None:
    """In every column, and in the titles of groups."""
    hostile = rich_issue(HOSTILE, HOSTILE_TEXT)
    assert_harmless(plain_text(issue_sheets(Picked([hostile]), today=TODAY, total=1, wide=True, group="category")))
    fields = ["notes", "custom", "evidence", "source.note"]
    assert_harmless(plain_text(issue_sheets(Picked([hostile]), today=TODAY, total=1, fields=fields)))
