from typing import Any

import pytest

from tests.make import changes, decided, evidence, issue, moment, refusal, register, request
from tests.trade import acting, head

CLOSED: dict[str, Any] = {
    "status": "closed",
    "outcome": "rectified",
    "percent": "100",
    "verdict": {"pace": "ahead", "by": "李四", "on": "2019-01-01"},
    "evidence": [evidence()],
    "closures": [{"on": "2019-01-02", "by": "李四", "outcome": "rectified"}],
}
CLEARED = {"outcome": None, "percent": None, "verdict": None}


@pytest.mark.parametrize(
    ("asked", "mark"),
    [
        ({}, {"closures[0].reopened_on": "2019-03-01"}),
        ({"rebound": True}, {"closures[0].reopened_on": "2019-03-01", "closures[0].rebound": True}),
        ({"on": "2019-02-01"}, {"closures[0].reopened_on": "2019-02-01"}),
    ],
)
def test_it_lives_again_in_the_next_cycle(asked: dict[str, Any], mark: dict[str, Any]) -> None:
    """In progress, one cycle on; the closure is kept and marked, what the old cycle came to is cleared."""
    done = changes(request("reopen", reason="河道再次黑臭", **asked), issue(**CLOSED))
    assert done == {"status": "in_progress", "cycle": 2, **CLEARED, **mark}


def test_only_the_last_closure_is_marked() -> None:
    """The first reopening stays as it was told."""
    first = {**CLOSED["closures"][0], "reopened_on": "2019-01-05"}
    before = issue(**CLOSED | {"cycle": 2, "closures": [first, {**CLOSED["closures"][0], "cycle": 2}]})
    done = changes(request("reopen", reason="x"), before)
    assert done == {"status": "in_progress", "cycle": 3, **CLEARED, "closures[1].reopened_on": "2019-03-01"}


def test_a_closed_issue_without_a_closure_reopens_as_well() -> None:
    """A register taken over may know the status only."""
    assert changes(request("reopen", reason="x"), issue(status="closed")) == {"status": "in_progress", "cycle": 2}


def test_evidence_of_the_rebound_is_of_the_next_cycle() -> None:
    """The known file counts again, as a new entry of the new cycle."""
    done = changes(request("reopen", reason="x"), issue(**CLOSED), evidence())
    assert done["evidence[1]"] == evidence(cycle=2, on="2019-03-01", by="王芳").data()


def test_never_without_a_reason() -> None:
    """Who undoes a closure says why."""
    error = refusal(request("reopen"), issue(**CLOSED))
    assert error.message == "QH-05 cannot be reopened: no reason is given."
    assert error.hint == "rectify reopen QH-05 --reason TEXT"


@pytest.mark.parametrize("status", ["open", "in_progress", "submitted", "verified", "on_notice"])
def test_only_what_is_closed_is_reopened(status: str) -> None:
    """There is no nothing to do here: a second reopening is refused."""
    error = refusal(request("reopen", reason="x"), issue(status=status))
    assert error.message == f"QH-05 cannot be reopened: it is {status}, and reopen goes from closed."


def test_a_mark_once_set_is_never_changed() -> None:
    """A cycle without a closure of its own leaves the marks of the earlier ones alone."""
    first = {"on": "2019-01-02", "by": "李四", "outcome": "rectified", "reopened_on": "2019-01-20"}
    done = changes(request("reopen", reason="x"), issue(status="closed", cycle=2, closures=[first]))
    assert done == {"status": "in_progress", "cycle": 3}


def test_what_shows_the_rebound_proves_no_cure() -> None:
    """Where duties are separated it belongs to the old cycle; a finding does not outlive it."""
    closed = issue(status="closed", kind="petition", finding="unfounded", outcome="unfounded")
    action = request("reopen", reason="反弹", rebound=True)
    apart = decided(action, register(closed, **head()), acting("李强", attached=[evidence()]))
    assert ([one.cycle for one in apart.evidence], apart.present_evidence, apart.finding) == ([1], (), None)
    simple = decided(action, register(closed), moment(evidence()))
    assert [one.cycle for one in simple.evidence] == [2]
