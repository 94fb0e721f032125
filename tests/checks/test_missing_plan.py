from typing import Any

import pytest

from rectify.checks.missing_plan import find
from rectify.model.issue import Issue
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

TASK = issue("Q-2", kind="task", parent="Q-1")


@pytest.mark.parametrize(
    ("fields", "others", "is_told"),
    [
        ({}, [], True),
        ({"status": "on_notice", "milestones": [{"id": "S1", "text": "动工"}]}, [], True),
        ({"measures": [{"id": "M1", "text": "清淤"}]}, [], False),
        ({}, [TASK], False),
        ({}, [issue("Q-2", kind="task", parent="Q-3"), issue("Q-3", kind="opinion")], True),
        ({"status": "closed"}, [], False),
        *(({"kind": kind}, [], False) for kind in ("task", "opinion", "petition")),
    ],
)
def test_a_problem_has_a_measure_or_a_task(fields: dict[str, Any], others: list[Issue], is_told: bool) -> None:
    """Without either there is nothing to be done and nothing to accept."""
    flaws = list(find(seen(issue(**fields), *others)))
    assert [flaw.message for flaw in flaws] == ["Q-1 has neither measure nor task"] * is_told
    assert all(
        (flaw.check, flaw.severity, flaw.path) == ("missing-plan", Severity.WARNING, "measures") for flaw in flaws
    )
