from typing import Any

import pytest

from rectify.checks.missing_review import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

STANDING = {"deadline": {"class": "standing", "text": "长期坚持"}}


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        (STANDING, True),
        (STANDING | {"status": "submitted"}, True),
        (STANDING | {"review_on": "2019-12-31"}, False),
        (STANDING | {"status": "closed"}, False),
        ({"deadline": {"date": "2019-12-31"}}, False),
        ({}, False),
    ],
)
def test_a_standing_duty_has_a_day_of_review(fields: dict[str, Any], is_told: bool) -> None:
    """Else it is kept for ever, and nobody looks."""
    flaws = list(find(seen(issue(**fields))))
    assert [flaw.message for flaw in flaws] == ["Q-1 is a standing duty without a day of review"] * is_told
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("missing-review", Severity.WARNING, "deadline")
        assert flaw.hint == "rectify edit Q-1 --set review_on=DATE"
