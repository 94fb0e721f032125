"""Pages on a terminal."""

import re

import pytest

from rectify.query.picked import Picked
from rectify.view.issue_list import issue_sheets
from rectify.view.rich_page import LONG, render
from rectify.view.sheet import Cell, Column, Sheet, Tone, line
from rectify.view.width import cells
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless, issue

ISSUES = [
    issue("QH-05", title="青海湖流域甲川县废弃矿山修复治理长期滞后，", deadline={"date": "2018-12-31"}, tags=["矿山"]),
    issue(
        "QX-2025-0014",
        title="混合 mixed title of some length 与中文",
        units={"responsible": ["甲川县人民政府", "乙局"]},
    ),
    issue("QX-03", deadline={"text": "2019年9月前"}, place="某地", status="in_progress"),
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("wide", [False, True])
def test_lists_fit_and_ids_and_dates_stay_whole(width: int, wide: bool) -> None:
    """No line is wider than the terminal, no id and no date is broken."""
    text = render(issue_sheets(Picked(ISSUES), today=TODAY, total=9, wide=wide), width=width, color=False)
    lines = text.split("\n")
    assert all(cells(one) <= width for one in lines)
    for whole in ("QH-05", "QX-2025-0014", "QX-03", "2018-12-31", "2019年9月前", "2363 d late"):
        assert any(whole in one for one in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_line_up_in_cells(width: int) -> None:
    """The deadline stands at the same cell in every row, whatever is written before it."""
    lines = render(issue_sheets(Picked(ISSUES), today=TODAY, total=9), width=width, color=False).split("\n")
    at = cells(lines[0][: lines[0].index("DEADLINE")])
    found = [one for one in lines if "2018-12-31" in one or "2019年9月前" in one]
    starts = [cells(re.split(r"2018-12-31|2019年9月前", one)[0]) for one in found]
    assert starts == [at, at]


def test_an_id_wider_than_the_terminal_stays_whole() -> None:
    """The line is longer than the terminal instead."""
    long = "Q" * 64
    assert any(
        one.startswith(long)
        for one in render(issue_sheets(Picked([issue(long)]), today=TODAY, total=1), width=60, color=False).split("\n")
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_titles_are_shown_letter_by_letter(width: int) -> None:
    """No markup, no emoji codes, no escape sequence reaches the terminal."""
    assert_harmless(
        render(issue_sheets(Picked([issue(title=HOSTILE)]), today=TODAY, total=1), width=width, color=False)
    )


def test_colours_say_the_urgency_and_only_they_are_escape_sequences() -> None:
    """Late is red; without colours the same words remain."""
    sheets = issue_sheets(Picked(ISSUES), today=TODAY, total=9)
    colored = render(sheets, width=120, color=True)
    assert "\x1b[31m2363 d late" in colored
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    plain = render(sheets, width=120, color=False)
    assert [one.rstrip() for one in bare.split("\n")] == plain.split("\n")


def test_a_long_sheet_is_set_without_rich() -> None:
    """It still fits the terminal."""
    rows = tuple((Cell(f"Q-{at}"), Cell("水" * 40)) for at in range(LONG + 1))
    sheet = Sheet((Column("ID", "id"), Column("TITLE", "title", weight=1)), rows, foot=("end",))
    lines = render([sheet], width=60, color=False).split("\n")
    assert all(cells(one) <= 60 for one in lines)
    assert lines[-2:] == ["end", ""]
    assert "─" not in "".join(lines)


def test_titles_feet_and_indents() -> None:
    """A title above, the foot below after an empty line; a part of a page is moved in."""
    sheet = Sheet((Column("", "a"),), ((Cell("x"),),), title="T", foot=("F",), has_headings=False, indent=2)
    assert render([sheet, sheet], width=60, color=False) == "T\n  x\n\nF\n\nT\n  x\n\nF\n"
    assert render([Sheet((Column("", "a"),), (), foot=("F",))], width=60, color=False) == "F\n"
    assert (
        render([Sheet((Column("A", "a", is_right=True),), ((Cell(""),), (Cell("12"),)))], width=60, color=False)
        == " A\n──\n -\n12\n"
    )


def test_a_line_folds_and_keeps_its_tones() -> None:
    """Every part has its colour on every line it reaches."""
    page = [line(Cell("水" * 10, Tone.LATE), " ", Cell("green words", Tone.DONE), indent=2)]
    assert render(page, width=20, color=False) == "  水水水水水水水水水\n    水 green words\n"
    colored = render(page, width=20, color=True)
    assert colored.count("\x1b[31m") >= 2
    assert "\x1b[32m" in colored
    assert render([line("a\nb", indent=1, hang=0)], width=20, color=False) == " a\n b\n"
