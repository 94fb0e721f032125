"""The register at a glance."""

from rectify.model.header import Header
from rectify.model.register import Register
from rectify.view.overview import overview_page
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless, issue


def text_of(*issues: object, title: str | None = "甲川台账") -> str:
    """The overview of a register of these issues."""
    register = Register.of(Header(title=title), issues)  # type: ignore[arg-type]
    return plain_text(overview_page(register, today=TODAY, name="data/issues.yaml"))


def test_late_soon_and_next() -> None:
    """The first five of what is late, the first three of what is due, and what to type; on one screen."""
    late = [issue(f"L-{at}", deadline={"date": f"2025-05-0{at}"}) for at in range(1, 8)]
    soon = [issue(f"S-{at}", deadline={"date": f"2025-07-0{at}"}, status="in_progress") for at in range(1, 6)]
    text = text_of(*soon, *late, issue("C-1", status="closed", deadline={"date": "2025-01-01"}))
    lines = text.split("\n")
    assert lines[:2] == ["甲川台账", "data/issues.yaml · 13 issues · as of 2025-06-20"]
    assert lines[3] == "Of 13: 7 open · 5 in progress · 1 closed"
    assert lines[5] == "Overdue: 7 of 13, the first 5"
    assert lines[6] == "  L-1  甲川县垃圾填埋场渗滤液外溢  2025-05-01  50 d late"
    assert lines[11] == "Due within 30 days: 5 of 13, the first 3"
    assert lines[-4:] == ["  rectify list --overdue", "  rectify show L-1", "  rectify assign L-1 --unit UNIT", ""]
    assert len(lines) <= 21


def test_nothing_late() -> None:
    """Says so, and goes on with what is open."""
    text = text_of(issue("Q-1", status="submitted"), title=None)
    assert text.startswith("data/issues.yaml · 1 issue · as of 2025-06-20\n")
    assert "Overdue: none of 1\n" in text
    assert text.endswith("  rectify show Q-1\n  rectify verify Q-1 --method onsite\n")


def test_all_closed_and_none_at_all() -> None:
    """There is always a next command."""
    assert text_of(issue(status="closed")).endswith("Next\n  rectify list --all\n")
    assert "Add the first: rectify add --title TEXT" in text_of()


def test_dangerous_titles_are_escaped() -> None:
    """Of the register and of issues."""
    register = Register.of(Header(title=HOSTILE), [issue(title=HOSTILE, deadline={"date": "2025-01-01"})])
    page = overview_page(register, today=TODAY, name=HOSTILE)
    assert_harmless(plain_text(page))
    for width in WIDTHS:
        assert_harmless(render(page, width=width, color=False))


def test_late_by_the_first_deadline_is_told_beside() -> None:
    """Where it is another number; what is closed counts in neither."""
    moved = {"deadline": {"date": "2025-12-31"}, "original_deadline": {"date": "2025-05-01"}}
    text = text_of(issue("M-1", **moved), issue("M-2", status="closed", **moved))
    assert "Overdue: none of 2, 1 by the original deadline\n" in text
