from datetime import date
from typing import Any

import pytest

from rectify.errors import ExitCode, Refused
from rectify.terms import Status
from tests.make import changes, decided, evidence, issue, refusal, register, request
from tests.model.test_acceptance import seen
from tests.model.test_gates_apart import CLOSING, NOTICE, ready
from tests.trade import CHAIN, acting, head

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


def test_the_chain_closes_with_papers_and_planned_look_backs() -> None:
    """What is handed in with the closure is no evidence; the policy plans the look-backs."""
    policy = {**CHAIN, "look_back_months": ["6"]}
    before = ready()
    done = decided(
        request("close", **CLOSING, evidence=["备案表.pdf"]),
        register(before, **head(**policy)),
        acting("周办", attached=[evidence(5)]),
    )
    assert done.closures[0].data() == {
        "on": "2019-03-01",
        "by": "周办",
        "outcome": "rectified",
        **CLOSING,
        "papers": [evidence(5).sha256],
    }
    assert [one.data() for one in done.look_backs] == [{"due": "2019-09-01"}]
    assert done.proof == before.proof


def test_an_unfounded_petition_plans_no_look_back() -> None:
    """There was nothing that could come back."""
    found = seen(issue(kind="petition", finding="unfounded", status="verified", evidence=[evidence()]), {})
    policy = {**CHAIN, "look_back_months": ["6"]}
    done = decided(request("close", outcome="unfounded"), register(found, **head(**policy)), acting("周办"))
    assert (done.status, done.look_backs) == ("closed", ())


def test_a_day_ahead_of_the_clock_is_told_as_that() -> None:
    """The notice is over by the day that was given, and not by the clock."""
    running = ready(notices=[NOTICE | {"ends": "2019-03-05"}])
    ahead = acting("周办", today=date(2019, 3, 9))._replace(recorded=date(2019, 3, 1))
    with pytest.raises(Refused) as told:
        decided(request("close", **CLOSING), register(running, **head(**CHAIN)), ahead)
    assert told.value.message == (
        "QH-05 cannot be closed: the notice runs until 2019-03-05, and by the clock it is still 2019-03-01."
    )


def test_a_file_handed_in_with_the_closure_opens_no_gate() -> None:
    """Where duties are separated it is too late for evidence of the cure."""
    bare = ready().but(evidence=(), checklist=(), verifications=())
    with pytest.raises(Refused) as told:
        decided(request("close", **CLOSING), register(bare, **head(**CHAIN)), acting("周办", attached=[evidence(5)]))
    assert told.value.message.startswith("QH-05 cannot be closed: no evidence; not accepted by")


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2019-02-28", "it was accepted by 县级验收 on 2019-03-01, after 2019-02-28"),
        ("2019-03-02", "it would be of 2019-03-02, a day still to come"),
    ],
)
def test_a_closure_is_of_a_day_that_has_come_after_what_led_to_it(on: str, why: str) -> None:
    """Where duties are separated days follow each other."""
    one = ready(notices=[])
    with pytest.raises(Refused) as told:
        decided(request("close", on=on, **CLOSING), register(one, **head(**CHAIN, notice_days=0)), acting("周办"))
    assert why in told.value.message


def test_a_petition_that_is_unfounded_closes_as_such() -> None:
    """Left out, the outcome is that; another one is refused."""
    petition = seen(issue(kind="petition", finding="unfounded", status="verified", evidence=[evidence()]), {})
    under = register(petition, **head(**CHAIN, look_back_months=["6"]))
    done = decided(request("close"), under, acting("周办"))
    assert (done.outcome, done.look_backs) == ("unfounded", ())
    with pytest.raises(Refused, match="it was found to be unfounded, and that is not rectified") as told:
        decided(request("close", outcome="rectified", **CLOSING), under, acting("周办"))
    assert told.value.hint == "rectify close QH-05 --outcome unfounded"
