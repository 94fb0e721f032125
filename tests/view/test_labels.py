"""The words for people."""

from typing import Any

import pytest

from rectify.model.deadline import Deadline
from rectify.terms import Basis
from rectify.view.labels import deadline_words, left_words, number_of, told_words, urgency
from rectify.view.sheet import Tone
from tests.view.samples import TODAY, issue


@pytest.mark.parametrize(("days", "words"), [(12, "12 d left"), (0, "today"), (-3, "3 d late")])
def test_days_left_in_words(days: int, words: str) -> None:
    """Readable without colour."""
    assert left_words(days) == words


DONE = {"status": "closed", "closures": [{"on": "2025-06-10", "by": "a", "outcome": "rectified"}]}


@pytest.mark.parametrize(
    ("fields", "words", "tone"),
    [
        ({}, "", Tone.MUTED),
        ({"deadline": {"text": "2019年9月前"}}, "day unclear", Tone.MUTED),
        ({"deadline": {"class": "standing", "text": "长期坚持"}}, "", Tone.MUTED),
        ({"deadline": {"date": "2025-06-19"}}, "1 d late", Tone.LATE),
        ({"deadline": {"date": "2025-06-20"}}, "today", Tone.SOON),
        ({"deadline": {"date": "2025-07-20"}}, "30 d left", Tone.SOON),
        ({"deadline": {"date": "2025-07-21"}}, "31 d left", Tone.PLAIN),
        ({"deadline": {"date": "2025-06-10"}, **DONE}, "done in time", Tone.DONE),
        ({"deadline": {"date": "2025-06-08"}, **DONE}, "done 2 d late", Tone.LATE),
    ],
)
def test_urgency_in_words_and_tone(fields: dict[str, Any], words: str, tone: Tone) -> None:
    """From the days left, and whether it is done."""
    assert urgency(issue(**fields), TODAY) == (words, tone)


def test_urgency_by_the_original_deadline() -> None:
    """When that is asked for."""
    moved = issue(deadline={"date": "2025-07-20"}, original_deadline={"date": "2025-06-01"})
    assert urgency(moved, TODAY, Basis.ORIGINAL) == ("19 d late", Tone.LATE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"date": "2018-12-31", "text": "2018年底"}, "2018-12-31"),
        ({"text": "2019年9月前"}, "2019年9月前"),
        ({"class": "standing", "text": "长期坚持"}, "长期坚持"),
        ({"class": "standing"}, "standing"),
        ({"class": "immediate"}, "at once"),
    ],
)
def test_a_deadline_in_one_cell(data: dict[str, str], words: str) -> None:
    """The day, else the wording, else the nature."""
    assert deadline_words(Deadline.model_validate(data)) == words
    assert deadline_words(None) == told_words(None) == ""


def test_counts_agree_with_their_word() -> None:
    """One issue, two entries."""
    assert (number_of(1, "issue"), number_of(2, "issue"), number_of(0, "entry", "entries")) == (
        "1 issue",
        "2 issues",
        "0 entries",
    )
