from typing import Any

import pytest

from rectify.model.gates import gates_named
from rectify.model.header import Header
from rectify.model.lifecycle import GATES
from rectify.model.policy import Policy
from rectify.query.policy import Figure, Origin, explain
from rectify.terms import Profile
from rectify.view.plain_table import plain_text
from rectify.view.policy import policy_page
from rectify.view.policy_words import GATE_RULES, PROFILES, RULES, figure_words, origin_words
from tests.make import TODAY
from tests.trade import LEVELS, UNITS, deed


def test_everything_has_its_words() -> None:
    """Each field of a policy, each gate of a profile, each profile."""
    names = {name for verbs in GATES.values() for gates in verbs.values() for name in gates}
    assert set(RULES) == set(Policy.model_fields)
    assert set(GATE_RULES) == {gate.name for gate in gates_named(names)}
    assert set(PROFILES) == set(Profile)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("notice_days", 1, "1 day"),
        ("notice_days", 0, "0 days"),
        ("look_back_months", [6, 12], "6 months, 12 months after closure"),
        ("evidence_max_mb", 50, "50 MB"),
        ("extension_limit", None, "no limit"),
        ("extension_limit", 2, "2"),
        ("checklist", [], "no items"),
        ("checklist", ["甲", "乙\u202e"], "1 甲\n2 乙\\u202e"),
        ("levels", [], "one acceptance"),
        ("levels", [{"name": "县"}, {"name": "州", "unit": "乙州局", "onsite": True}], "1 县, 2 州 (乙州局, on site)"),
        ("filing", False, "no"),
        ("evidence_kinds", ["photo", "video"], "photo, video"),
        ("manner", "anhui", "anhui"),
    ],
)
def test_a_figure_in_words(name: str, value: Any, expected: str) -> None:
    """With its unit; what is not there is said as what it means."""
    assert figure_words(Figure(name, value, None, is_in_force=True)) == expected


def test_where_a_part_came_from() -> None:
    """The file, the intake, a run with or without a reason, a hand edit that was adopted."""
    assert origin_words(None) == "the file; nothing is recorded yet"
    assert (
        origin_words(Origin(deed("adopt", "a", run=1), is_found=True)) == "as found at the intake, run 1 of 2019-03-01"
    )
    assert origin_words(Origin(deed("policy", "周办", reason="改"), is_found=False)) == "run 3 of 2019-03-01, 周办: 改"
    adopted = Origin(deed("adopt", "周办"), is_found=False)
    assert origin_words(adopted) == "adopted after a hand edit, run 3 of 2019-03-01, 周办"


def test_units_and_levels_stand_on_the_page() -> None:
    """With their other names; nobody to do a duty is said."""
    header = Header.model_validate({"policy": {"profile": "chain", "levels": LEVELS}, "units": UNITS})
    told = plain_text(policy_page(explain(header, [], 0), title="台账", as_of=TODAY))
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "甲川县住建局 县住建局, 甲川住建 the file; nothing is recorded yet" in lines
    assert "verify accepting nobody" in lines
    assert any(line.startswith("levels 1 县级验收 (甲川县生态环境局), 2 州级验收 (on site) ") for line in lines)
    assert "warning: nobody of 甲川县生态环境局 has the role accepting, so nothing passes 县级验收" in lines
