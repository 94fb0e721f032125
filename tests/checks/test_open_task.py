from typing import Any

import pytest

from rectify.checks.open_task import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("parent", "child", "severity"),
    [
        ({"status": "closed"}, {"kind": "task"}, Severity.ERROR),
        ({"status": "closed"}, {"kind": "petition", "status": "verified"}, Severity.WARNING),
        ({"status": "closed"}, {"kind": "task", "status": "closed"}, None),
        ({"status": "verified"}, {"kind": "task"}, None),
    ],
)
def test_a_problem_closes_last(parent: dict[str, Any], child: dict[str, Any], severity: Severity | None) -> None:
    """A task that is left open is a rule broken; any other issue below is a sign."""
    flaws = list(find(seen(issue(**parent), issue("Q-2", parent="Q-1", **child))))
    assert [(flaw.issue, flaw.severity) for flaw in flaws] == ([("Q-1", severity)] if severity else [])
    for flaw in flaws:
        status, kind = child.get("status", "open"), child["kind"]
        assert flaw.message == f"Q-1 is closed, but its {kind} Q-2 is {status}"
        assert flaw.hint == "rectify reopen Q-1 --reason TEXT, or close Q-2 if it is done"


def test_an_unknown_parent_is_told_elsewhere() -> None:
    """So is an issue that is its own parent, and one without any."""
    closed = issue("Q-2", status="closed", parent="Q-2")
    assert list(find(seen(issue(parent="Q-9"), closed, issue("Q-3")))) == []
