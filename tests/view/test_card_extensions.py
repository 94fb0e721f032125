"""The extensions on a card."""

import json
from typing import Any

import yaml

from rectify.model.policy import Policy
from rectify.view.card import card_json, card_page
from rectify.view.card_extensions import extension_blocks
from rectify.view.plain_table import plain_text
from tests.view.samples import HOSTILE, HOSTILE_TEXT, TODAY, assert_harmless, issue

JUNE = {"date": "2025-06-30", "text": "上半年"}
AUTUMN = {"date": "2025-09-30"}
WISH: dict[str, Any] = {"on": "2025-07-02", "by": "周某", "from": JUNE, "to": AUTUMN, "reason": "汛期"}
DECIDED = {"decided_on": "2025-07-05", "decided_by": "郑某"}


def wish(state: str, **more: Any) -> dict[str, Any]:
    """An extension in this state."""
    return {**WISH, "state": state, **more}


def text_of(*extensions: dict[str, Any], limit: int | None = 2, **fields: Any) -> str:
    """What the card of an issue with these extensions says of them."""
    return plain_text(extension_blocks(issue(extensions=extensions, deadline=JUNE, **fields), limit))


def test_every_extension_is_told_with_who_asked_and_who_decided() -> None:
    """When, why, whether it was late, and how many of the limit are used."""
    assert text_of(
        wish("approved", late=True, unit="县水利局", answer="同意", **DECIDED),
        wish("rejected", answer="不具体", **DECIDED),
        wish("withdrawn", **DECIDED),
        wish("recorded", to={"date": "2025-12-31", "text": "2025年底"}),
        wish("requested"),
    ) == (
        "\nExtensions (2 of 2 granted, 0 left)\n"
        "  2025-07-02  2025-06-30 → 2025-09-30, asked for by 周某 (县水利局) · late: 汛期\n"
        "    approved 2025-07-05 by 郑某: 同意\n"
        "  2025-07-02  2025-06-30 → 2025-09-30, asked for by 周某: 汛期\n"
        "    rejected 2025-07-05 by 郑某: 不具体\n"
        "  2025-07-02  2025-06-30 → 2025-09-30, asked for by 周某: 汛期\n"
        "    withdrawn 2025-07-05 by 郑某\n"
        "  2025-07-02  2025-06-30 → 2025-12-31 (2025年底), asked for by 周某: 汛期\n"
        "    recorded, in force at once\n"
        "  2025-07-02  2025-06-30 → 2025-09-30, asked for by 周某: 汛期\n"
        "    not decided\n"
    )


def test_without_a_limit_only_those_granted_are_counted() -> None:
    """Where the policy sets none; and nothing is told where nothing was asked."""
    assert text_of(wish("rejected"), limit=None) == (
        "\nExtensions (0 granted)\n  2025-07-02  2025-06-30 → 2025-09-30, asked for by 周某: 汛期\n    rejected\n"
    )
    assert text_of() == ""


def test_what_a_closure_left_undecided_has_lapsed() -> None:
    """In its next cycle, too, where the count begins anew."""
    text = text_of(wish("approved", **DECIDED), wish("requested"), cycle=2)
    assert "Extensions (0 of 2 granted in cycle 2, 2 left)\n" in text
    assert "asked for by 周某, cycle 1: 汛期\n    lapsed: not decided before the issue was closed\n" in text


def test_papers_are_called_by_their_names() -> None:
    """Those that came with the request and the decision; a digest that nothing bears stands for itself."""
    sha, lost = "a1" * 32, "b2" * 32
    papers = text_of(wish("requested", papers=[sha, lost]), evidence=[{"sha256": sha, "name": "申请.pdf", "size": 7}])
    assert f"    papers: 申请.pdf, {lost[:16]}\n" in papers


def test_both_deadlines_and_the_one_asked_for_stand_together() -> None:
    """On the card, under the heading of the days."""
    later = wish("requested", late=True, **{"from": AUTUMN, "to": {"date": "2025-12-31", "text": "2025年底"}})
    one = issue(deadline=AUTUMN, original_deadline=JUNE, extensions=[wish("approved"), later])
    text = plain_text(card_page(one, today=TODAY, policy=Policy(extension_limit=3)))
    assert (
        "By when\n"
        "  deadline     2025-09-30 · 102 d left\n"
        "  original     2025-06-30 (上半年) · 10 d left\n"
        "  asked for    2025-12-31 (2025年底) · asked 2025-07-02, late, not decided\n"
    ) in text
    assert "Extensions (1 of 3 granted, 2 left)\n" in text


def test_scripts_read_how_many_are_granted_and_left() -> None:
    """In JSON and YAML; without a limit there is no number of those left, without extensions none at all."""
    one = issue(deadline=JUNE, extensions=[wish("approved"), wish("requested")])
    bare = issue("XN-2", deadline=JUNE)

    def told(form: str, policy: Policy) -> list[dict[str, Any]]:
        cards = card_json([(one, ()), (bare, ())], today=TODAY, total=2, form=form, policy=policy)
        found: list[dict[str, Any]] = (json.loads if form == "json" else yaml.safe_load)(cards)["issues"]
        return found

    for form in ("json", "yaml"):
        first, second = told(form, Policy(extension_limit=2))
        assert (first["extended"], first["asked_to"], first["extensions_left"]) == (1, "2025-09-30", 1)
        assert {"extended", "asked_to", "extensions_left"} & set(second) == set()
        assert "extensions_left" not in told(form, Policy())[0]


def test_dangerous_text_is_escaped() -> None:
    """Whatever stands in a request or its answer is shown as text."""
    hostile = wish(
        "approved",
        by=HOSTILE,
        unit=HOSTILE,
        reason=HOSTILE_TEXT,
        answer=HOSTILE_TEXT,
        decided_by=HOSTILE,
        to={"date": "2025-12-31", "text": HOSTILE},
    )
    assert_harmless(text_of(hostile, wish("requested", to={"date": "2025-12-31", "text": HOSTILE})))
