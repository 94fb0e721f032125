"""Counts by group."""

import json

from rectify.query.counts import Count
from rectify.terms import Basis, Kind
from rectify.view.machine_text import csv_text
from rectify.view.plain_table import plain_text
from rectify.view.summary import summary_json, summary_sheet
from tests.view.samples import HOSTILE, TODAY, assert_harmless

A = Count("一", total=12, done=6, closed=5, standing=2, overdue=3, rebounded=1, once_closed=6)
B = Count("", total=4, done=0, closed=0, standing=4, overdue=0)
ALL = Count("all", total=16, done=6, closed=5, standing=6, overdue=3, rebounded=1, once_closed=6)


def test_every_count_has_its_denominator_and_day() -> None:
    """Standing duties are no part of it; a group of them alone has none."""
    lines = plain_text([summary_sheet([A, B], ALL, by="category", as_of=TODAY)]).split("\n")
    assert lines[0].split() == ["CATEGORY", "TOTAL", "STANDING", "DONE", "CLOSED", "OVERDUE", "REBOUNDED"]
    assert lines[1].split() == ["一", "12", "2", "6/10", "5/10", "3/10", "1/6"]
    assert lines[2].split() == ["no", "category", "4", "4", "-", "-", "-", "-"]
    assert lines[3].split() == ["all", "16", "6", "6/10", "5/10", "3/10", "1/6"]
    assert lines[5] == "16 issues, 6 of them standing · as of 2025-06-20"
    assert any(line.startswith("overdue: the day of the deadline") for line in lines)


def test_status_groups_are_words_and_groups_that_overlap_are_said() -> None:
    """The basis is named, too."""
    counts = [Count("in_progress", 10, 6, 5, 0, 3), Count("odd", 10, 10, 10, 0, 0)]
    text = plain_text([summary_sheet(counts, ALL, by="status", as_of=TODAY, basis=Basis.ORIGINAL)])
    assert "in progress" in text
    assert "an issue of several groups counts in each" in text
    assert "the original deadline" in text


def test_a_csv_has_plain_numbers() -> None:
    """And tokens, not words."""
    sheet = summary_sheet([Count("in_progress", 10, 6, 5, 0, 3)], ALL, by="status", as_of=TODAY)
    assert csv_text(sheet).split("\n")[:2] == [
        "status,total,standing,done,closed,overdue,rebounded",
        "in_progress,10,0,6,5,3,0",
    ]


def test_kinds_that_are_counted_together_are_named() -> None:
    """A task is a part of a problem; one kind alone needs no word."""
    told = {Kind.PROBLEM: 15, Kind.TASK: 1}
    foot = summary_sheet([A], ALL, by="category", as_of=TODAY, kinds=told).foot
    assert foot[1].startswith("several kinds are counted together: 15 problems, 1 task; a task is a part of a problem;")
    foot = summary_sheet([A], ALL, by="category", as_of=TODAY, kinds={Kind.PROBLEM: 16}).foot
    assert not any("kinds" in line for line in foot)
    assert json.loads(summary_json([A], ALL, by="x", as_of=TODAY, kinds=told))["kinds"] == {"problem": 15, "task": 1}


def test_json_has_counts_with_their_denominator() -> None:
    """And the whole register beside them."""
    data = json.loads(summary_json([A], ALL, by="category", as_of=TODAY))
    assert (data["as_of"], data["by"], data["basis"]) == ("2025-06-20", "category", "current")
    assert data["counts"] == [
        {
            "name": "一",
            "total": 12,
            "standing": 2,
            "of": 10,
            "done": 6,
            "closed": 5,
            "overdue": 3,
            "rebounded": 1,
            "once_closed": 6,
        }
    ]
    assert data["overall"]["of"] == 10


def test_dangerous_names_are_escaped() -> None:
    """In both forms."""
    counts = [Count(HOSTILE, 1, 0, 0, 0, 0)]
    assert_harmless(plain_text([summary_sheet(counts, ALL, by=HOSTILE, as_of=TODAY)]))
    assert_harmless(summary_json(counts, ALL, by="category", as_of=TODAY))
