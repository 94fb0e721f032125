"""One issue as a card."""

import json

import pytest
import yaml

from rectify.model.event import make_event
from rectify.model.substance import evidence_digest, substance_digest
from rectify.terms import Basis
from rectify.view.card import card_json, card_page
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import (
    HOSTILE,
    HOSTILE_TEXT,
    TODAY,
    WIDTHS,
    assert_harmless,
    closing,
    hostile_run,
    issue,
    rich_issue,
    run,
)

HISTORY = [(one, event) for one in (run(closing(on="2025-01-02")), hostile_run()) for event in one.events]


def test_a_bare_issue_says_what_is_missing() -> None:
    """Who and by when are always told; empty sections are left out."""
    assert plain_text(card_page(issue("Q-1"), today=TODAY)) == (
        "Q-1  甲川县垃圾填埋场渗滤液外溢\nopen · problem\n\nWho\n  responsible  no unit named\n\n"
        "By when\n  deadline     none set\n\nHistory\n  nothing in the trail yet\n"
    )


def test_a_full_issue_tells_everything() -> None:
    """What, who, by when, the plan with its state, the proof, the history."""
    text = plain_text(card_page(rich_issue("文", "长"), today=TODAY, history=HISTORY))
    for words in (
        "closed · rectified · done 5 d late · 60 % · cycle 2 · task",
        "part of      XN-2025",
        "deadline     2025-06-30 (文) · done 5 d late",
        "original     2024-12-31 (2024年底)",
        "review on    2025-12-01",
        "   12000       -    -1.5  文    2025-06-01",
        "[x]  文  长  文  2025-03-31  done 2025-04-10, 10 d late",
        "[!]  M2  长  -   2025-06-10  10 d late",
        "[ ]  M3  长  -   文          -",
        "[x]  文  文  2025-02-01  done 2025-01-20",
        "[ ]  N2  文  2025-06-30  10 d left",
        "computed     overdue",
        "judged       behind its milestones, by 文 on 2025-06-02: 长",
        "1.2 MB  a1a1a1a1a1a1a1a1  2024-12-20",
        "2024-12-20  by 文 (文), cycle 1",
        "2024-12-25  onsite, by 文 (文), cycle 1\n",
        "2025-06-01  test, by 文, cycle 2  stale: evidence[0] changed since",
        "[x] 文: 长 (文), cycle 1",
        "[ ] 文: open",
        "2025-01-05  rectified, by 文, filed as 文, cycle 1\n    reopened 2025-03-01, a rebound",
        "2025-07-05  rectified, by 文, cycle 2: 长",
        "link         长",
        "publisher    文",
        "History (2 events, revision 2, times in Asia/Shanghai)",
        "run 1  2025-01-03 09:02  close",
        "(on 2025-01-02)",
        "evidence[0]: – → 验收.pdf (12 kB)",
    ):
        assert words in text, words


def test_a_fresh_verification_is_not_stale() -> None:
    """Nothing changed since; in the first cycle no cycle is told."""
    bare = issue("Q-1", status="verified", submissions=[{"on": "2025-06-01", "by": "a"}])
    seen = {
        "on": "2025-06-02",
        "by": "b",
        "method": "onsite",
        "substance": substance_digest(bare),
        "evidence": evidence_digest(bare),
    }
    text = plain_text(card_page(bare.but(verifications=[seen]), today=TODAY))
    assert "2025-06-02  onsite, by b\n" in text
    assert "stale" not in text
    assert "cycle" not in text


def test_the_deadline_that_counts_is_judged() -> None:
    """By the original one the days stand beside it; nature and wording are told once."""
    moved = issue(deadline={"class": "immediate", "text": "立行立改"}, original_deadline={"date": "2025-06-01"})
    text = plain_text(card_page(moved, today=TODAY, basis=Basis.ORIGINAL))
    assert "deadline     立行立改 · immediate\n" in text
    assert "original     2025-06-01 · 19 d late\n" in text
    standing = issue(
        deadline={"class": "standing"},
        closures=[{"on": "2025-01-05", "by": "a", "outcome": "merged", "reopened_on": "2025-02-01"}],
    )
    text = plain_text(card_page(standing, today=TODAY))
    assert "deadline     standing\n" in text
    assert "reopened 2025-02-01\n" in text


def test_a_pace_without_verdict() -> None:
    """Computed alone; and a verdict without milestones or reason."""
    planned = issue(milestones=[{"id": "1", "text": "x", "due": "2026-01-01"}, {"id": "2", "text": "x"}])
    assert "computed     on schedule\n" in plain_text(card_page(planned, today=TODAY))
    judged = issue(verdict={"pace": "ahead", "by": "王", "on": "2025-06-02"})
    text = plain_text(card_page(judged, today=TODAY))
    assert (
        "computed     no milestones, cannot be judged\n  judged       ahead of its milestones, by 王 on 2025-06-02\n"
        in text
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_fits_every_terminal(width: int) -> None:
    """Nothing is wider than it, and no date is broken."""
    long = "长文" * 40
    lines = render(
        card_page(rich_issue("文字", long), today=TODAY, history=HISTORY, limit=width), width=width, color=False
    ).split("\n")
    assert all(cells(one) <= width for one in lines)
    assert any("2025-03-31" in one for one in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_dangerous_text_is_escaped(width: int) -> None:
    """In every field, on paper and on the screen."""
    page = card_page(rich_issue(HOSTILE, HOSTILE_TEXT), today=TODAY, history=HISTORY)
    assert_harmless(plain_text(page))
    assert_harmless(render(page, width=width, color=False))


def test_an_entry_is_told_by_the_names_of_its_fields() -> None:
    """Many fields that came in at once are not all told."""
    full = rich_issue()
    event = make_event("add", full.id, {}, full.data())
    text = plain_text(card_page(full, today=TODAY, history=[(run(event, via="batch"), event)], zone="UTC"))
    assert "run 1  2025-01-03 01:02  add  zhang@county, via batch\n" in text
    assert f"{len(event.changes)} fields: id, parent, kind, title," in text


def test_cards_as_json() -> None:
    """Facts, revision and history; in all three forms the same."""
    cards = [(rich_issue(HOSTILE, HOSTILE_TEXT), HISTORY), (issue("Q-1"), [])]
    data = json.loads(card_json(cards, today=TODAY, total=9))
    assert (data["count"], data["total"]) == (2, 9)
    first, second = data["issues"]
    assert (first["rev"], second["rev"], second["history"]) == (2, 0, [])
    assert (first["history"][0]["verb"], first["history"][0]["seq"]) == ("close", 1)
    assert [json.loads(one) for one in card_json(cards, today=TODAY, total=9, form="jsonl").splitlines()] == data[
        "issues"
    ]
    assert yaml.safe_load(card_json(cards, today=TODAY, total=9, form="yaml")) == data
    for form in ("json", "jsonl", "yaml"):
        assert_harmless(card_json(cards, today=TODAY, total=9, form=form))
