from typing import Any

import pytest

from rectify.checks.orphan_task import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"parent": "Q-9"}, None),
        ({"kind": "task", "parent": "Q-2"}, None),
        ({"kind": "task"}, "is a task of nothing"),
        ({"kind": "task", "parent": "Q-9"}, "is a task of Q-9, which is not on the register"),
    ],
)
def test_a_task_belongs_to_a_problem(fields: dict[str, Any], words: str | None) -> None:
    """Every orphan is listed, also one whose parent is told as unknown elsewhere."""
    flaws = list(find(seen(issue(**fields), issue("Q-2"))))
    assert [flaw.message for flaw in flaws] == ([f"Q-1 {words}"] if words else [])
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("orphan-task", Severity.WARNING, "parent")
        assert flaw.hint == "name the problem it is a task of: rectify edit Q-1 --set parent=ID --reason TEXT"
