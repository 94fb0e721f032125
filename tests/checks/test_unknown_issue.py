from typing import Any

import pytest

from rectify.checks.unknown_issue import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, []),
        ({"parent": "Q-2", "similar": ["Q-2"]}, []),
        ({"parent": "Q-9"}, [("parent", "Q-1 names Q-9, which is not on the register")]),
        ({"parent": "Q-1"}, [("parent", "Q-1 names itself as parent")]),
        ({"similar": ["Q-2", "Q-8"]}, [("similar[1]", "Q-1 names Q-8, which is not on the register")]),
        ({"similar": ["Q-1"]}, [("similar[0]", "Q-1 names itself as similar")]),
    ],
)
def test_who_is_named_is_on_the_register(fields: dict[str, Any], flaws: list[tuple[str, str]]) -> None:
    """A parent or a like issue is another issue of the same register."""
    found = list(find(seen(issue(**fields), issue("Q-2"))))
    assert [(flaw.path, flaw.message) for flaw in found] == flaws
    assert all((flaw.check, flaw.severity) == ("unknown-issue", Severity.ERROR) for flaw in found)
