from typing import Any

import pytest

from rectify.checks.repeat_petition import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told

CLOSED = issue(status="closed", place="甲川", closures=[{"on": "2019-06-01", "by": "王芳", "outcome": "rectified"}])


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"repeats": "Q-1"}, True),
        ({"repeats": "Q-1", "received_on": "2019-06-02", "finding": "founded"}, True),
        ({"repeats": "Q-1", "received_on": "2019-06-01"}, False),
        ({"repeats": "Q-1", "finding": "unfounded"}, False),
        ({"repeats": "Q-1", "outcome": "unfounded", "status": "closed"}, False),
        ({"repeats": "Q-1", "kind": "problem"}, False),
        ({"repeats": "Q-9"}, False),
        ({"repeats": "Q-2"}, False),
        ({"similar": ["Q-1"], "place": "甲川"}, True),
        ({"similar": ["Q-1"], "place": "乙山"}, False),
        ({"similar": ["Q-1"]}, False),
        ({}, False),
    ],
)
def test_who_complains_again_is_heard(fields: dict[str, Any], is_told: bool) -> None:
    """By the petition's own word, or at the same place about the like; an unfounded one is none."""
    flaws = list(find(seen(CLOSED, issue("Q-2", **({"kind": "petition"} | fields)))))
    assert [flaw.message for flaw in flaws] == ["Q-1 is closed, and complained of again by Q-2"] * is_told
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("repeat-petition", Severity.WARNING, "status")
        assert "rectify reopen Q-1 --rebound" in str(flaw.hint)


def test_an_issue_that_is_still_open_is_complained_of_as_it_is() -> None:
    """Nobody has said that it is cured; where a closure has no day, the petition is taken to be later."""
    petition = issue("Q-2", kind="petition", repeats="Q-1", received_on="2019-01-01")
    assert told(find, seen(issue(), petition)) == []
    assert len(told(find, seen(issue(status="closed"), petition))) == 1


def test_many_petitions_are_counted() -> None:
    """Five are named."""
    petitions = [issue(f"P-{number}", kind="petition", repeats="Q-1") for number in range(7)]
    (words,) = told(find, seen(CLOSED, *petitions))
    assert words.endswith("by P-0, P-1, P-2, P-3, P-4 and 2 more")
