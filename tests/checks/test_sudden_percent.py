from typing import Any

import pytest

from rectify.checks.sudden_percent import find
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, run, seen, told, undo


def reported(seq: int, before: Any, after: int | None, **fields: Any) -> Any:
    """A run that reports a percentage."""
    return run(seq, event(changes=[("percent", before, after)], on="2019-05-01", **fields))


JUMP = reported(3, 20, 100)


@pytest.mark.parametrize(
    ("runs", "start"),
    [
        ((), None),
        ((JUMP,), "20 percent"),
        ((reported(3, None, 100),), "no figure"),
        ((reported(3, 49, 100),), "49 percent"),
        ((reported(3, 50, 100),), None),
        ((reported(2, 0, 60), reported(3, 60, 100)), None),
        ((reported(1, 20, 100), reported(2, 100, 80), reported(3, 80, 100)), None),
        (
            (reported(2, 60, 100), run(3, event("reopen", changes=[("percent", 100, None)])), reported(4, None, 100)),
            "no figure",
        ),
        ((reported(2, "x", 100),), None),
        ((JUMP, undo(4, 3)), None),
        ((run(1, event("add", changes=[("id", None, "Q-1"), ("percent", None, 100)])),), None),
    ],
)
def test_a_jump_to_the_end_is_told(runs: tuple[Any, ...], start: str | None) -> None:
    """The last report counts, and only what stands; an issue that came in with its figure made no report."""
    flaws = list(find(seen(issue(percent=100), runs=runs)))
    number = runs[-1].seq if runs else 0
    words = f"Q-1 went from {start} to 100 in one report (run {number} of 2019-05-01)"
    assert [flaw.message for flaw in flaws] == ([words] if start else [])
    assert all(
        (flaw.check, flaw.severity, flaw.path) == ("sudden-percent", Severity.WARNING, "percent") for flaw in flaws
    )


@pytest.mark.parametrize("fields", [{"percent": 90}, {}, {"percent": 100, "deadline": {"class": "immediate"}}])
def test_what_is_not_at_the_end_or_was_due_at_once_is_not_judged(fields: dict[str, Any]) -> None:
    """A figure that was taken back is no jump any more; 立行立改 is done in one go."""
    assert told(find, seen(issue(**fields), runs=(JUMP,))) == []


def test_a_dated_duty_is_judged() -> None:
    """Having a deadline excuses nothing."""
    assert len(told(find, seen(issue(percent=100, deadline={"date": "2020-01-01"}), runs=(JUMP,)))) == 1
