from typing import Any

import pytest

from rectify.checks.lowered_policy import find
from rectify.model.event import Event, Run
from rectify.terms import Severity, Via
from tests.checks.inspecting import event, issue, run, seen, told, undo

LEVELS = [{"name": "县级验收"}, {"name": "州级验收"}]


def policy(path: str, before: Any, after: Any, **fields: Any) -> Event:
    """A change of the policy."""
    return event("policy", "register", changes=[(f"policy.{path}", before, after)], **fields)


def closed(id_: str = "Q-1", verb: str = "close") -> Event:
    """A closure."""
    return event(verb, id_, changes=[("status", "submitted", "closed")])


SUBMITTED = event("submit", changes=[("status", "in_progress", "submitted")])
CHAIN = event("policy", "register", changes=[("policy", None, {"profile": "chain"})])
LOWER = event("policy", "register", changes=[("policy", {"profile": "chain"}, None)], reason="赶时间")
RAISE = CHAIN
WHOLE = event(
    "policy",
    "register",
    changes=[
        ("policy", None, {"profile": "chain", "levels": LEVELS, "checklist": ["甲", "乙"], "evidence_kinds": ["photo"]})
    ],
)


def found(*runs: Run) -> list[str]:
    """What it says of two issues."""
    return told(find, seen(issue(), issue("Q-2"), runs=runs))


def test_gates_taken_away_for_a_moment_are_seen_for_ever() -> None:
    """In one run too, and also when the closure was reopened since: who closed, who lowered and raised, why."""
    reopened = event("reopen", changes=[("status", "closed", "in_progress")])
    flaws = list(find(seen(issue(), runs=(run(1, CHAIN), run(2, LOWER, closed(), RAISE), run(3, reopened)))))
    assert [(flaw.check, flaw.severity, flaw.issue) for flaw in flaws] == [("lowered-policy", Severity.WARNING, "Q-1")]
    assert flaws[0].message == (
        "Q-1 was closed by 王芳 (run 2 of 2019-07-01) under fewer gates than before: profile simple for chain, "
        "lowered by 王芳 (run 2 of 2019-07-01): 赶时间; raised again by 王芳 (run 2 of 2019-07-01)"
    )


@pytest.mark.parametrize(
    ("runs", "number"),
    [
        ((run(1, CHAIN), run(2, LOWER), run(3, closed()), run(4, closed("Q-2"))), 2),
        ((run(1, CHAIN), run(2, LOWER), run(3, RAISE), run(4, closed())), 0),
        ((run(1, closed()), run(2, CHAIN)), 0),
        ((run(1, CHAIN), run(2, policy("profile", "chain", "supervised")), run(3, closed())), 1),
        ((run(1, CHAIN), run(2, LOWER), run(3, closed()), undo(4, 3)), 0),
        ((run(1, CHAIN), run(2, LOWER), run(3, closed(verb="adopt"), via=Via.ADOPT)), 0),
        ((run(1, CHAIN), run(2, policy("profile", "chain", "free")), run(3, closed())), 0),
        ((run(1, CHAIN), run(2, policy("profile", "supervised", "simple")), run(3, closed())), 1),
    ],
)
def test_the_profile_at_the_closure_counts(runs: tuple[Run, ...], number: int) -> None:
    """Against what was before it; a value that is none, or does not fit, is for the chain to tell."""
    assert len(found(*runs)) == number


@pytest.mark.parametrize(
    ("path", "before", "after", "words"),
    [
        ("levels", LEVELS, LEVELS[:1], "no acceptance by 州级验收"),
        ("notice_days", None, "1", "a notice of 1 days for 10"),
        ("checklist", ["甲", "乙"], ["乙"], "1 of 2 checklist items not asked"),
        ("filing", None, "false", "no filing number"),
        ("evidence_kinds", ["photo"], None, "other kinds of evidence counted"),
        ("evidence_kinds", ["photo"], ["photo", "plan"], "other kinds of evidence counted"),
        ("evidence_kinds", ["photo"], ["photo"], None),
        ("warning_days", None, "1", None),
    ],
)
def test_what_is_lowered_between_submission_and_closure_is_told(
    path: str, before: Any, after: Any, words: str | None
) -> None:
    """Before the submission it is another rule; unless it was raised again, then it was for the closure."""
    lower = run(3, policy(path, before, after), actor="李强")
    again = run(5, policy(path, after, before))
    first = found(run(1, WHOLE), run(2, SUBMITTED), lower, run(4, closed()))
    last = f"under fewer gates than before: {words}, lowered by 李强 (run 3 of 2019-07-01)"
    assert [one.endswith(last) for one in first] == [True] * (words is not None)
    assert found(run(1, WHOLE), run(2), lower, run(4, SUBMITTED, closed())) == []
    restored = found(run(1, WHOLE), run(2), lower, run(4, SUBMITTED, closed()), again)
    assert [one.split("; ")[-1] for one in restored] == ["raised again by 王芳 (run 5 of 2019-07-01)"] * len(first)


def test_a_closure_of_an_issue_that_is_gone_is_told_all_the_same() -> None:
    """It stands in the trail."""
    assert len(found(run(1, CHAIN), run(2, LOWER, closed("Q-9")))) == 1
