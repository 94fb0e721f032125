from typing import Any

import pytest

from rectify.terms import Basis
from rectify.view.card_about import pace_blocks
from rectify.view.plain_table import plain_text
from tests.view.samples import HOSTILE, TODAY, assert_harmless, issue

NODE: dict[str, Any] = {"id": "S1", "text": "完工", "due": "2025-06-25"}
DUE: dict[str, Any] = {"deadline": {"date": "2025-06-30"}, "original_deadline": {"date": "2025-06-01"}}
JUDGED = {"pace": "behind", "by": "王芳", "on": "2025-06-02", "reason": "雨季"}


def told(basis: Basis = Basis.CURRENT, **fields: Any) -> str:
    """The section as a pipe gets it."""
    return plain_text(pace_blocks(issue(**fields), TODAY, basis))


def test_colour_pace_and_verdict_stand_beside_each_other() -> None:
    """What is computed, each with its reason; what a person says, with name and reason."""
    assert told(**DUE, milestones=[NODE], verdict=JUDGED) == (
        "\nPace\n"
        "  colour       blue: 0 of 1 dated milestones done, none missed\n"
        "  computed     on schedule\n"
        "  judged       behind its milestones, by 王芳 on 2025-06-02: 雨季\n"
    )


@pytest.mark.parametrize(
    ("fields", "basis", "expected"),
    [
        ({**DUE, "milestones": [NODE]}, Basis.ORIGINAL, "red: the deadline of 2025-06-01 passed before it was done\n"),
        ({"verdict": JUDGED}, Basis.CURRENT, "no certain deadline, cannot be judged\n"),
        (
            {**DUE, "measures": [{"id": "M1", "text": "x", "deadline": {"date": "2025-06-19"}}]},
            Basis.CURRENT,
            "yellow: measure M1 was due on 2025-06-19 and is not done\n  computed     no milestones to judge it by\n",
        ),
    ],
)
def test_what_can_be_judged_is(fields: dict[str, Any], basis: Basis, expected: str) -> None:
    """By the deadline that counts; what cannot be judged is never blue."""
    assert f"  colour       {expected}" in told(basis, **fields)


def test_without_anything_to_judge_there_is_no_section() -> None:
    """No plan, no verdict, no deadline that has passed."""
    assert told(deadline={"date": "2025-06-30"}) == ""


def test_a_strange_name_of_a_node_is_escaped() -> None:
    """It is text of the register."""
    assert_harmless(told(**DUE, milestones=[NODE | {"id": HOSTILE, "due": "2025-06-01"}]))
