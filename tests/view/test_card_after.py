from typing import Any

import pytest

from rectify.view.card_after import after_blocks
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import HOSTILE, HOSTILE_TEXT, TODAY, WIDTHS, assert_harmless, issue

SHA = "a1" * 32
LETTER: dict[str, Any] = {"rung": "yellow", "on": "2025-05-01", "by": "周办"}
PLANNED: dict[str, Any] = {"due": "2025-06-01"}
DONE: dict[str, Any] = {"due": "2025-06-01", "on": "2025-06-03", "result": "held", "by": "李强"}


def told(**fields: Any) -> list[str]:
    """The lines of the sections, without the empty line before."""
    return plain_text(after_blocks(issue(**fields), TODAY)).split("\n")[1:-1]


@pytest.mark.parametrize(
    ("letter", "fields", "expected"),
    [
        ({}, {}, ["2025-05-01  yellow, by 周办", "no reply"]),
        (
            {
                "document": "甲督3号",
                "to": "县水利局",
                "text": "限期",
                "reply_by": "2025-06-10",
                "papers": [SHA, "b2" * 32],
            },
            {"evidence": [{"sha256": SHA, "name": "函.pdf", "size": 1}]},
            [
                "2025-05-01  yellow 甲督3号, to 县水利局, by 周办: 限期  with 函.pdf, b2b2b2b2b2b2b2b2",
                "no reply yet, due on 2025-06-10: 10 d late",
            ],
        ),
        ({"reply_by": "2025-06-21"}, {}, ["2025-05-01  yellow, by 周办", "no reply yet, due on 2025-06-21: 1 d left"]),
        (
            {"reply_by": "2025-06-10"},
            {"status": "closed"},
            ["2025-05-01  yellow, by 周办", "no reply, which was due on 2025-06-10"],
        ),
        (
            {"reply_by": "2025-06-10"},
            {"cycle": 2},
            ["2025-05-01  yellow, by 周办, cycle 1", "no reply, which was due on 2025-06-10"],
        ),
        (
            {"reply": "已安排", "replied_on": "2025-05-05"},
            {},
            ["2025-05-01  yellow, by 周办", "replied 2025-05-05: 已安排"],
        ),
        ({"reply": "已安排"}, {}, ["2025-05-01  yellow, by 周办", "replied on a day not known: 已安排"]),
        ({"replied_on": "2025-05-05"}, {}, ["2025-05-01  yellow, by 周办", "replied 2025-05-05"]),
    ],
)
def test_a_letter_has_its_reply_or_its_silence(
    letter: dict[str, Any], fields: dict[str, Any], expected: list[str]
) -> None:
    """With its number, its files, and how long it has been waited for."""
    head, answer = expected
    assert told(escalations=[LETTER | letter], **fields) == ["Escalations", f"  {head}", f"    {answer}"]


@pytest.mark.parametrize(
    ("planned", "fields", "expected"),
    [
        (PLANNED, {}, "[ ] due 2025-06-01  19 d late"),
        ({"due": "2025-07-01", "unit": "省厅", "note": "看排口"}, {}, "[ ] due 2025-07-01 (省厅): 看排口  11 d left"),
        (PLANNED, {"cycle": 2}, "[ ] due 2025-06-01, cycle 1  no longer due: the issue was reopened"),
        (PLANNED, {"status": "in_progress"}, "[ ] due 2025-06-01  no longer due: the issue was reopened"),
        (DONE, {}, "[x] due 2025-06-01, held on 2025-06-03, 2 d late, by 李强"),
        ({**DONE, "on": "2025-06-01", "unit": "省厅"}, {}, "[x] held on 2025-06-01, by 李强 (省厅)"),
        (
            {**DONE, "on": "2025-05-30", "result": "rebound", "note": "又黑了", "papers": [SHA]},
            {"evidence": [{"sha256": SHA, "name": "照片.jpg", "size": 1}]},
            "[x] due 2025-06-01, rebound on 2025-05-30, by 李强: 又黑了  with 照片.jpg",
        ),
        ({"due": "2025-06-01", "result": "held"}, {}, "[x] held"),
        ({"due": "2025-06-01", "on": "2025-06-01"}, {}, "[x] done on 2025-06-01"),
    ],
)
def test_a_look_back_says_what_it_found(planned: dict[str, Any], fields: dict[str, Any], expected: str) -> None:
    """Or when it is due; with the cycle it was planned in it is over."""
    assert told(**({"status": "closed", "look_backs": [planned]} | fields)) == ["Look-backs", f"  {expected}"]


def test_without_any_there_is_no_section() -> None:
    """What is empty is left out."""
    assert after_blocks(issue(), TODAY) == ()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_terminal(width: int) -> None:
    """Long words go on below; dangerous text is escaped."""
    letter = LETTER | {"document": HOSTILE, "to": HOSTILE, "text": HOSTILE_TEXT, "reply": HOSTILE_TEXT, "by": HOSTILE}
    looked = DONE | {"note": HOSTILE_TEXT * 3, "unit": HOSTILE, "by": HOSTILE}
    page = after_blocks(issue(escalations=[letter], look_backs=[looked, PLANNED | {"unit": HOSTILE}]), TODAY)
    text = render(page, width=width, color=False)
    assert all(cells(one) <= width for one in text.split("\n"))
    assert_harmless(text)
    assert_harmless(plain_text(page))
