from datetime import date
from typing import Any

import pytest

from rectify.view.card import card_page
from rectify.view.card_notice import notice_blocks
from rectify.view.plain_table import plain_text
from tests.model.test_notices import ANSWERED, OPEN, WITHDRAWN, on_notice
from tests.view.samples import HOSTILE

RUN = "2025-01-21 to 2025-02-08, 10 working days, 县政府网站, by 周敏"


def section(*notices: dict[str, Any], today: str = "2025-02-01", **fields: Any) -> str:
    """The section as text."""
    return plain_text(notice_blocks(on_notice(*notices, **fields), date.fromisoformat(today)))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2025-01-20", "begins in 1 d"), ("2025-01-21", "18 d left"), ("2025-02-08", "ends today"),
        ("2025-02-09", "over"),
    ],
)  # fmt: skip
def test_it_is_told_how_long_a_notice_still_runs(today: str, state: str) -> None:
    """From before its first day to after its last."""
    assert section({}, today=today) == f"\nNotices\n  {RUN}  {state}\n"


def test_objections_stand_with_their_answers() -> None:
    """Numbered through the cycle, as --answer takes them; one without an answer is named as such."""
    assert section({**WITHDRAWN, "objections": [ANSWERED]}, {"objections": [OPEN]}) == (
        f"\nNotices\n  {RUN}\n    withdrawn 2025-01-28: 地点写错\n    objection 1 of 2025-01-25: 仍有气味\n"
        f"      answered 2025-01-27 by 周敏: 已复查\n  {RUN}  7 d left\n    objection 2 of 2025-01-25: 仍有气味\n"
        "      not answered\n"
    )


def test_an_earlier_cycle_is_history() -> None:
    """Its notice is told with its cycle, its objections by their own numbers; what is closed runs no more."""
    told = section({"objections": [OPEN]}, {"withdrawn_on": "2025-01-22", "cycle": 2}, cycle=2)
    assert f"{RUN}, cycle 1\n    objection 1 of 2025-01-25" in told
    assert f"{RUN}, cycle 2\n    withdrawn 2025-01-22\n" in told
    closed = plain_text(notice_blocks(on_notice({}).but(status="closed"), date(2025, 2, 1)))
    assert closed == f"\nNotices\n  {RUN}\n"


def test_an_answer_by_hand_may_be_bare() -> None:
    """Without a day and a name it is still an answer."""
    assert "      answered : 甲\n" in section({"objections": [{**OPEN, "answer": "甲"}]})


def test_without_a_notice_there_is_no_section() -> None:
    """And the card has it where there is one; hostile texts are shown harmless."""
    assert notice_blocks(on_notice(), date(2025, 2, 1)) == ()
    card = plain_text(card_page(on_notice({"place": HOSTILE}), today=date(2025, 2, 1)))
    assert "\nNotices\n" in card
    assert "\x1b" not in card
