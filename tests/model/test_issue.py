from typing import Any

import pytest
from pydantic import ValidationError

from rectify.model.issue import Issue
from rectify.terms import ISSUE_FIELDS, Kind, Status
from tests.make import evidence, issue


def test_an_issue_needs_id_title_and_status_only() -> None:
    """The rest has its default: a problem, in its first cycle."""
    made = issue()
    assert (made.kind, made.status, made.cycle) == (Kind.PROBLEM, Status.OPEN, 1)
    with pytest.raises(ValidationError) as told:
        Issue.model_validate({})
    assert [flaw["loc"] for flaw in told.value.errors()] == [("id",), ("title",), ("status",)]


def test_the_fields_stand_in_terms_too() -> None:
    """`terms.ISSUE_FIELDS`, which the quick commands use, are the model's, in its order."""
    assert tuple(Issue.model_fields) == ISSUE_FIELDS


@pytest.mark.parametrize(
    ("field", "parts", "why"),
    [
        ("measures", [{"id": "M1", "text": "a"}, {"id": "M1", "text": "b"}], "measures names M1 twice"),
        ("milestones", [{"id": "1", "text": "a"}, {"id": "1", "text": "b"}], "milestones names 1 twice"),
        ("indicators", [{"name": "é"}, {"name": "e\u0301"}], "indicators names é twice"),
    ],
)
def test_a_part_is_named_once(field: str, parts: list[dict[str, str]], why: str) -> None:
    """A name leads to one measure, milestone or indicator."""
    with pytest.raises(ValidationError, match=why):
        issue(**{field: parts})


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "no"},
        {"status": True},
        {"kind": "finding"},
        {"percent": "101"},
        {"custom": {"a b": "x"}},
        {"custom": {"a": {"b": "c"}}},
        {"custom": {"a": ["x", ""]}},
        {"tags": "a"},
        {"similar": ["-x"]},
        {"review_on": "2026-02-30"},
    ],
)
def test_what_does_not_fit_is_refused(fields: dict[str, Any]) -> None:
    """Tokens, days, figures and names are judged strictly."""
    with pytest.raises(ValidationError):
        issue(**fields)


def test_own_fields_hold_a_text_or_texts() -> None:
    """`custom` keeps what is one's own, in NFC, and reads back from its data."""
    own = issue(custom={"排污口": "e\u0301", "点位": ["一号", "二号"]})
    assert own.data()["custom"] == {"排污口": "é", "点位": ["一号", "二号"]}
    assert Issue.model_validate(own.data()) == own


def test_only_evidence_of_the_present_cycle_is_present() -> None:
    """What an earlier life rested on no longer counts."""
    old, new = evidence(1), evidence(2, cycle=2)
    assert issue(cycle=2, evidence=[old, new]).present_evidence == (new,)
    assert issue(evidence=[old, new]).present_evidence == (old,)
