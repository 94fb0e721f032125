from datetime import date
from typing import Any

import pytest

from rectify.model.due_entry import DueEntry, Matter, Step
from rectify.query.due import by_unit
from rectify.query.links import Again
from rectify.terms import Role
from rectify.view.due import Asked, again_words, due_md, due_page, due_sheet, matter_words, steps_words
from rectify.view.machine_text import as_rows
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless, issue

ASKED = Asked(TODAY, date(2025, 7, 20), looked_at=4, total=9)
STEPS = (Step("submitted", date(2025, 5, 1)), Step("verified", date(2025, 5, 11)))


def entry(matter: Matter = Matter.DEADLINE, **facts: Any) -> DueEntry:
    """A matter of the housing bureau, due on the day."""
    told: dict[str, Any] = {"units": ("某县住建局",), "day": TODAY} | facts
    return DueEntry(told.pop("issue", issue()), matter, TODAY, told.pop("role", Role.RESPONSIBLE), **told)


LATE = entry(Matter.MILESTONE, part="S1", what="完工", day=date(2025, 6, 1))
WAITING = entry(Matter.CLOSURE, units=(), role=Role.OFFICE, day=None, since=date(2025, 5, 11), steps=STEPS)
BOTH = entry(Matter.LOOK_BACK, units=("甲", "乙"), day=date(2025, 7, 1), issue=issue("XN-2", title="旧砖厂"))
ALL = (LATE, entry(), BOTH, WAITING)


def page_text(*entries: DueEntry, asked: Asked = ASKED) -> str:
    """The page as a pipe gets it."""
    return plain_text(due_page(entries, by_unit(entries), asked))


def test_matters_stand_under_who_must_act() -> None:
    """A table for each unit, then how many of what, as of which day."""
    assert page_text(*ALL) == (
        "某县住建局: 1 late, 1 due today\n"
        "ID    TITLE                     WHAT          DAY         STANDS     ABOUT\n"
        "XN-1  甲川县垃圾填埋场渗滤液外溢  milestone S1  2025-06-01  19 d late  完工\n"
        "XN-1  甲川县垃圾填埋场渗滤液外溢  deadline      2025-06-20  today      -\n"
        "\n"
        "甲: 1 coming\n"
        "ID    TITLE   WHAT       DAY         STANDS     ABOUT\n"
        "XN-2  旧砖厂  look-back  2025-07-01  11 d left  -\n"
        "\n"
        "乙: 1 coming\n"
        "ID    TITLE   WHAT       DAY         STANDS     ABOUT\n"
        "XN-2  旧砖厂  look-back  2025-07-01  11 d left  -\n"
        "\n"
        "the office: 1 waiting\n"
        "ID    TITLE                     WHAT     DAY  STANDS      ABOUT\n"
        "XN-1  甲川县垃圾填埋场渗滤液外溢  closure  -    waits 40 d"
        "  submitted 2025-05-01 → verified 2025-05-11 (10 d)\n"
        "\n"
        "4 matters of 2 issues (4 issues looked at, 9 on the register) · as of 2025-06-20\n"
        "1 late, 1 due today, 1 coming, 1 waiting · looked ahead until 2025-07-20\n"
        "a matter of several units stands under each, and is counted once\n"
    ).replace("TITLE                     ", "TITLE                       ")


def test_nothing_is_told_as_such() -> None:
    """With what was looked at, and what could not be judged."""
    asked = Asked(TODAY, TODAY, 3, 9, unclear=2, chosen=("unit 甲",))
    assert page_text(asked=asked) == (
        "Nothing is due until 2025-06-20: 3 issues looked at, 9 on the register · unit 甲 · as of 2025-06-20\n"
        "2 issues without a certain deadline cannot be judged by one: rectify check\n"
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (entry(Matter.PETITION), "petition clock"),
        (entry(Matter.VERIFICATION, part="县级验收"), "verification 县级验收"),
        (entry(Matter.VERIFICATION), "verification"),
        (entry(Matter.OBJECTION, part="2"), "answer to objection 2"),
        (entry(Matter.REPLY, what="yellow 3号"), "reply to yellow 3号"),
        (entry(Matter.NOTICE_END, what="网站"), "end of notice"),
    ],
)
def test_a_matter_has_its_words(one: DueEntry, words: str) -> None:
    """Which one, where there are several."""
    assert matter_words(one) == words


def test_how_long_between_steps() -> None:
    """Every step tells the days since the one before."""
    assert steps_words(STEPS[:1]) == "submitted 2025-05-01"
    assert steps_words(()) == ""
    assert "waits  " in page_text(entry(Matter.CLOSURE, day=None)).replace("waits\n", "waits  ")


def test_rows_for_machines_have_everything_once() -> None:
    """The command that is due as well; days are figures, also below nothing."""
    rows = as_rows("csv", due_sheet(ALL)).splitlines()
    assert rows[0] == "urgency,role,units,id,title,kind,status,matter,part,what,day,since,days,next"
    assert (
        rows[1]
        == "late,responsible,某县住建局,XN-1,甲川县垃圾填埋场渗滤液外溢,problem,open,milestone,S1,完工,2025-06-01,,-19,"
    )
    assert len(rows) == 5
    assert as_rows("plain", due_sheet([WAITING])).split("\t")[10:] == ["", "2025-05-11", "40", "\n"]


def test_a_text_to_send() -> None:
    """A heading a unit, and the counts first."""
    text = due_md(ALL, by_unit(ALL), ASKED, "台账", ["note"])
    assert text.startswith("# 台账: what is due\n\n- 4 matters of 2 issues (4 issues looked at, 9 on the register)")
    assert "## the office\n\n1 waiting\n\n| id | title | what | day | stands | about |\n| --- |" in text
    assert "| XN-1 | 甲川县垃圾填埋场渗滤液外溢 | closure | – | waits 40 d | submitted 2025-05-01" in text
    assert "- note\n" in text


def test_places_that_are_complained_of_again() -> None:
    """The first few by name; nothing when nobody complained twice."""
    places = [Again(f"地{number}", 3, 2) for number in range(6)]
    assert list(again_words([])) == []
    assert list(again_words([Again("", 2, 1)])) == ["repeat petitions: no place 1 of 2"]
    (words,) = again_words(places)
    assert words.endswith("地4 2 of 3, 1 more places")


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_terminal(width: int) -> None:
    """Nothing is wider than it, and no day or id is broken; dangerous text is escaped."""
    hostile = entry(Matter.REPLY, part=HOSTILE, what=HOSTILE, units=(HOSTILE,), issue=issue(title=HOSTILE * 3))
    page = due_page([*ALL, hostile], by_unit([*ALL, hostile]), ASKED, ["note"])
    text = render(page, width=width, color=False)
    assert all(cells(one) <= width for one in text.split("\n"))
    assert "2025-07-01" in text
    assert_harmless(text, markup=False)
    assert_harmless(plain_text(page))
    assert_harmless(due_md([hostile], by_unit([hostile]), ASKED, HOSTILE), markup=False)
    assert_harmless(as_rows("csv", due_sheet([hostile])))
