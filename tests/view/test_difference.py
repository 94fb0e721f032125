"""What is different between two states, as people read it."""

import pytest

from rectify.query.diff import Comparison
from rectify.view.difference import difference_page, difference_sheet
from rectify.view.machine_text import csv_text, tab_text
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.differences import (
    BEFORE_THE_TRAIL,
    BY_HAND,
    DANGEROUS,
    IN_THE_TRAIL,
    NO_TRAIL,
    SINCE_THE_BEGINNING,
    ZONE,
)
from tests.view.samples import TODAY, WIDTHS, assert_harmless


def text_of(found: Comparison, *outside: str, limit: int | None = None) -> str:
    """The page as plain text."""
    return plain_text(difference_page(found, zone=ZONE, as_of=TODAY, outside=outside, limit=limit))


def test_issue_by_issue_the_fields_and_the_runs() -> None:
    """Both values of each field; then who did what, when and why; at the foot how many of how many."""
    assert text_of(IN_THE_TRAIL, "XN-9") == (
        "register  the header of the register\n"
        "    title: 台账 → 新台账\n"
        "    run 13  2025-01-05 09:02  adopt  office (zhang@county), batch 七月\n"
        "XN-1  垃圾填埋场\n"
        "    status: in_progress → closed\n"
        "    evidence[0]: – → 验收.pdf (12 kB)\n"
        "    run 12  2025-01-03 09:02  close  zhang@county (on 2024-12-30)\n"
        "XN-2  采砂场\n"
        "    no field is different in the end\n"
        "    run 13  2025-01-05 09:02  note  office (zhang@county), batch 七月\n"
        "        “看过”\n"
        "        reason: 例会\n"
        "XN-3  new: 新题\n"
        "    place: – → 甲川\n"
        "    run 13  2025-01-05 09:02  add  office (zhang@county), batch 七月\n"
        "\n"
        "2 of 66 issues, and the header changed between run 11 (2025-01-03) and run 13 (2025-01-05)"
        " · 2 runs · times in Asia/Shanghai · as of 2025-06-20\n"
        "edited outside rectify and not in the trail: XN-9; see rectify diff\n"
    )


def test_hand_edits() -> None:
    """Since which run, and how they get into the trail; what is gone is named alone."""
    assert text_of(BY_HAND) == (
        "XN-1  垃圾填埋场\n"
        "    deadline.date: 2024-12-31 → 2025-12-31\n"
        "XN-2  gone: 采砂场\n"
        "\n"
        "2 of 65 issues edited outside rectify since run 11 (2025-01-03) · as of 2025-06-20\n"
        "an issue is never removed: put XN-2 back, from git or with rectify check --rebuild\n"
        "to take it into the trail: rectify audit adopt --reason TEXT\n"
    )


@pytest.mark.parametrize(
    ("found", "foot"),
    [
        (NO_TRAIL, "there is no trail yet to compare with · as of 2025-06-20\n"),
        (
            SINCE_THE_BEGINNING,
            "0 of 5 issues changed up to run 13 (2025-01-05) · 0 runs · times in Asia/Shanghai · as of 2025-06-20\n",
        ),
        (
            BEFORE_THE_TRAIL,
            "0 of 0 issues changed before the first run · 0 runs · times in Asia/Shanghai · as of 2025-06-20\n",
        ),
        (
            Comparison((), 5, IN_THE_TRAIL.first, None, is_by_hand=True),
            "0 of 5 issues edited outside rectify since run 11 (2025-01-03) · as of 2025-06-20\n",
        ),
    ],
)
def test_nothing_different_is_counted_too(found: Comparison, foot: str) -> None:
    """Of how many, and from where to where."""
    assert text_of(found) == foot


def test_long_values_are_shortened_with_a_limit() -> None:
    """On a terminal."""
    assert "deadline.date: 2024… → 2025…" in text_of(BY_HAND, limit=5)


def test_a_row_a_field_for_machines() -> None:
    """The numbers of the runs in one cell; an entry without a different field is a row too."""
    sheet = difference_sheet(IN_THE_TRAIL)
    assert csv_text(sheet).startswith(
        "issue,title,state,path,before,after,runs\nregister,,changed,title,台账,新台账,13\n"
    )
    rows = tab_text(sheet).splitlines()
    assert rows[1] == "XN-1\t垃圾填埋场\tchanged\tstatus\tin_progress\tclosed\t12"
    assert rows[3] == "XN-2\t采砂场\tsame\t\t\t\t13"
    assert [row.split("\t")[3] for row in rows[4:]] == ["id", "title", "place"]


def test_dangerous_text_is_escaped() -> None:
    """Wherever text can stand."""
    assert_harmless(text_of(DANGEROUS, *(one.entry for one in DANGEROUS.differences)))
    assert_harmless(csv_text(difference_sheet(DANGEROUS)))


def test_it_fits_every_terminal() -> None:
    """Lines go on below."""
    for width in WIDTHS:
        page = difference_page(DANGEROUS, zone=ZONE, as_of=TODAY)
        assert all(cells(one) <= width for one in render(page, width=width, color=False).split("\n"))
