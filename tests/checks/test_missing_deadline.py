from typing import Any

import pytest

from rectify.checks.missing_deadline import find
from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity
from tests.checks.inspecting import FILE, issue, seen


def test_no_deadline_is_a_warning_with_the_command_that_fills_it() -> None:
    """Without a deadline nothing is ever overdue; the flaw names place and next command."""
    assert list(find(seen(issue()))) == [
        Flaw(
            "missing-deadline",
            Severity.WARNING,
            "Q-1 has no deadline",
            issue="Q-1",
            path="deadline",
            place=Place(FILE, 7, 3),
            hint="rectify assign Q-1 --due DATE",
        )
    ]


@pytest.mark.parametrize("deadline", [{"date": "2018-12-31"}, {"class": "standing"}, {"text": "2019年9月前"}])
def test_any_deadline_will_do(deadline: dict[str, Any]) -> None:
    """A day, a standing duty and a wording are all deadlines."""
    assert list(find(seen(issue(deadline=deadline)))) == []
