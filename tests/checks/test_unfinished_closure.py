from typing import Any

import pytest

from rectify.checks.unfinished_closure import find
from rectify.model.event import Run
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, run, seen

CHAIN = run(1, event("policy", "register", changes=[("policy.profile", None, "chain")]))
CLOSED = run(2, event("close", changes=[("status", "verified", "closed")]))
PLAN: dict[str, Any] = {
    "status": "closed",
    "measures": [{"id": "M1", "text": "清淤", "done_on": "2019-05-01"}, {"id": "M2", "text": "复绿"}],
}


@pytest.mark.parametrize(
    ("runs", "severity"),
    [
        ((), Severity.WARNING),
        ((CLOSED,), Severity.WARNING),
        ((CHAIN, CLOSED), Severity.ERROR),
    ],
)
def test_a_closed_issue_has_its_plan_done(runs: tuple[Run, ...], severity: Severity) -> None:
    """A rule broken where duties were separated when it was closed."""
    (flaw,) = find(seen(issue(**PLAN), runs=runs))
    assert flaw.message == "Q-1 is closed, and 1 of 2 measures are not done: M2"
    assert (flaw.check, flaw.severity, flaw.path) == ("unfinished-closure", severity, "measures[1]")
    assert str(flaw.hint).endswith("rectify progress Q-1 --note TEXT --measure M2")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "verified"},
        {"outcome": "merged"},
        {"measures": []},
        {"measures": PLAN["measures"][:1]},
    ],
)
def test_what_is_not_struck_off_as_rectified_is_not_judged(fields: dict[str, Any]) -> None:
    """Nor what has no plan, or all of it done."""
    assert list(find(seen(issue(**(PLAN | fields))))) == []
