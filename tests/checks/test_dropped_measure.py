from typing import Any

import pytest

from rectify.checks.dropped_measure import find
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, run, seen, told, undo

M1 = {"id": "M1", "text": "清淤"}
M2 = {"id": "M2", "text": "封场", "done_on": "2019-04-01"}


def dropped(before: Any, after: Any, **fields: Any) -> Any:
    """A run that leaves other measures than it found."""
    return run(4, event("edit", changes=[("measures", before, after)], on="2019-05-01", **fields))


@pytest.mark.parametrize(
    ("change", "present", "words"),
    [
        (([M1, M2], [M1]), [M1], ["measure M2 (封场, done on 2019-04-01)"]),
        (([M1, M2], None), [], ["measure M1 (清淤)", "measure M2 (封场, done on 2019-04-01)"]),
        (([M1, M2], [M2, M1]), [M2, M1], []),
        (([M1, M2], [M1]), [M1, M2], []),
        (([M1, M2], [M1, {"id": "M9", "text": "封场"}]), [M1, {"id": "M9", "text": "封场"}], []),
        (("no list", [7, {"id": 7}]), [], []),
    ],
)
def test_a_measure_that_left_the_plan_is_told(change: tuple[Any, Any], present: list[Any], words: list[str]) -> None:
    """One that came back, or that has another id now, did not leave."""
    flaws = list(find(seen(issue(measures=present), runs=(dropped(*change),))))
    told_by = "was taken out of the plan by 王芳 (run 4 of 2019-05-01); no reason was given"
    assert [flaw.message for flaw in flaws] == [f"Q-1 {one} {told_by}" for one in words]
    assert all(
        (flaw.check, flaw.severity, flaw.path) == ("dropped-measure", Severity.WARNING, "measures") for flaw in flaws
    )


def test_the_reason_stands_beside_it() -> None:
    """Whoever reads it can judge."""
    (words,) = told(find, seen(issue(), runs=(dropped([M1], None, reason="方案调整"),)))
    assert words.endswith("; the reason given: 方案调整")


def test_what_was_undone_and_what_changed_in_a_measure_is_not_told() -> None:
    """Nothing left the plan."""
    assert told(find, seen(issue(), runs=(dropped([M1], None), undo(5, 4)))) == []
    changed = run(1, event(changes=[("measures[0].done_on", None, "2019-01-01"), ("place", "甲", "乙")]))
    assert told(find, seen(issue(measures=[M1]), runs=(changed,))) == []
