from typing import Any

import pytest

from rectify.errors import ExitCode
from rectify.terms import Status
from tests.make import changes, evidence, issue, refusal, request

STAMPED = evidence(on="2019-03-01", by="王芳").data()
CLOSURE = {"on": "2019-03-01", "by": "王芳", "outcome": "rectified"}


@pytest.mark.parametrize("status", [status.value for status in Status if status is not Status.CLOSED])
def test_it_closes_in_one_step_from_everywhere(status: str) -> None:
    """Profile simple: status, outcome and closure in one step, with the file handed in."""
    before = issue(status=status)
    assert changes(request("close"), before, evidence()) == {
        "status": "closed",
        "outcome": "rectified",
        "closures": [CLOSURE],
        "evidence": [STAMPED],
    }


@pytest.mark.parametrize(
    ("fields", "asked", "closure"),
    [
        ({}, {"outcome": "unfounded"}, {"outcome": "unfounded"}),
        ({}, {"reason": "r", "filing_no": "青整〔2019〕3号"}, {"reason": "r", "filing_no": "青整〔2019〕3号"}),
        ({}, {"on": "2019-02-01"}, {"on": "2019-02-01"}),
        ({"cycle": 2, "evidence": [evidence(cycle=2)]}, {}, {"cycle": 2}),
    ],
)
def test_the_closure_is_on_record(fields: dict[str, Any], asked: dict[str, Any], closure: dict[str, Any]) -> None:
    """Outcome, reason, filing number, business day and cycle stand in it; evidence already there is enough."""
    done = changes(request("close", **asked), issue(**({"evidence": [evidence()]} | fields)))
    assert done["closures"] == [CLOSURE | closure]
    assert done["outcome"] == closure.get("outcome", "rectified")


def test_an_earlier_closure_is_kept() -> None:
    """A second closing adds to the first."""
    old = {**CLOSURE, "reopened_on": "2019-02-01"}
    done = changes(request("close"), issue(status="in_progress", cycle=2, closures=[old]), evidence())
    assert done["closures[1]"] == {**CLOSURE, "cycle": 2}


@pytest.mark.parametrize("fields", [{}, {"cycle": 2, "evidence": [evidence()]}])
def test_without_evidence_it_is_refused(fields: dict[str, Any]) -> None:
    """Nothing is struck off on a word; what an earlier cycle rested on does not count."""
    error = refusal(request("close"), issue(**fields))
    assert error.message == "QH-05 cannot be closed: no evidence."
    assert error.hint == "rectify close QH-05 --evidence FILE"
    assert error.exit_code is ExitCode.REFUSED


def test_what_is_closed_is_nothing_to_do() -> None:
    """Twice is once, also with the same file or another outcome."""
    before = issue(status="closed", evidence=[evidence()])
    assert changes(request("close"), before) == {}
    assert changes(request("close", outcome="merged"), before, evidence()) == {}


def test_what_is_closed_takes_no_new_evidence() -> None:
    """It must be reopened first."""
    error = refusal(request("close"), issue(status="closed", evidence=[evidence()]), evidence(2))
    assert error.message == "QH-05 cannot be closed: it is closed already, and the evidence is new."
    assert error.hint == "rectify reopen QH-05 --reason TEXT, then close it with the evidence"
