from typing import Any

import pytest

from rectify.model.policy import Policy
from rectify.view.card_proof import proof_blocks
from rectify.view.plain_table import plain_text
from tests.make import evidence
from tests.view.samples import HOSTILE, assert_harmless, issue

ASKED = {"checklist": ["措施全部完成", "举一反三"]}
ANSWER: dict[str, Any] = {"item": "举一反三", "answer": "已排查", "evidence": [evidence(1).sha256]}
FIELDS: dict[str, Any] = {"status": "submitted", "evidence": [evidence(1)], "checklist": [ANSWER]}


def told(profile: str = "chain", policy: dict[str, Any] = ASKED, **fields: Any) -> str:
    """The section of the checklist, as a pipe gets it; empty when there is none."""
    text = plain_text(
        proof_blocks(issue(**(FIELDS | fields)), (), Policy.model_validate({"profile": profile} | policy))
    )
    return text.partition("\nChecklist\n")[2]


@pytest.mark.parametrize(
    ("profile", "fields", "is_asked"),
    [
        ("chain", {}, True),
        ("supervised", {}, False),
        ("chain", {"status": "closed"}, False),
        ("chain", {"kind": "petition", "finding": "unfounded"}, False),
    ],
)
def test_the_card_has_every_item_that_is_asked(profile: str, fields: dict[str, Any], is_asked: bool) -> None:
    """The answers with the name of the file they point at, then what nobody has answered; where it is asked at all."""
    left = "  [ ] 措施全部完成: open\n" if is_asked else ""
    assert told(profile, **fields) == "  [x] 举一反三: 已排查 (report-1.pdf)\n" + left


def test_an_answer_of_an_earlier_cycle_is_asked_again() -> None:
    """And a digest that is of no file of the issue is told as it is."""
    text = told(cycle=2, evidence=[])
    assert f"[x] 举一反三: 已排查 ({evidence(1).sha256[:16]}), cycle 1\n" in text
    assert text.count("[ ]") == 2


def test_strange_items_are_escaped() -> None:
    """They are text of the register."""
    assert_harmless(told(policy={"checklist": [HOSTILE]}))
