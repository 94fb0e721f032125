import pytest

from rectify.errors import NotOneOfThePeople
from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.store.memory import MemoryStore
from tests.make import look_at, register, request, session
from tests.trade import county


def test_where_duties_are_separated_a_person_acts() -> None:
    """Known by login, name or id, recorded by the id; a stranger writes nothing, alone or in a batch."""
    kept = county(profile="supervised")
    session(kept, actor="zhou@desk-1").do([request("start")])
    session(kept, actor="王芳").do([request("progress", note="清运")])
    assert [run.actor for run in kept.runs()] == ["周办", "周办", "wang"]
    with pytest.raises(NotOneOfThePeople):
        session(kept, actor="root@vm").do([request("note", text="x")])


def test_duties_are_judged_action_by_action_also_within_a_run() -> None:
    """Who submits and verifies in one batch is refused at the second line; the event it rests on is of that run."""
    kept = county(profile="supervised")
    lines = [request("start"), request("submit", evidence=["report-1.pdf"]), request("verify", method="document")]
    outcome = session(kept, actor="马工").do(lines)
    assert not list(kept.runs())
    assert [judgement.error is None for judgement in outcome.judgements] == [True, True, False]
    assert "马工 started it in the same run of 2019-03-01" in str(outcome.errors[0].error)


def test_the_gates_in_force_are_those_of_the_trail() -> None:
    """A policy edited by hand and not adopted neither opens a gate nor names a person; the file keeps it."""
    kept = county(profile="supervised")
    session(kept, actor="周办").do([request("start")])
    loaded = kept.load().register
    weak = register(*loaded.issues, policy={"profile": "simple"}, timezone="Asia/Tokyo")
    edited = MemoryStore(weak, list(kept.runs()), look_at=look_at)
    outcome = session(edited, actor="周办").do([request("close", evidence=["report-1.pdf"])])
    assert "no evidence; not verified by another" in str(outcome.errors[0].error)
    with pytest.raises(NotOneOfThePeople):
        session(edited, actor="王强").do([request("note", text="x")])
    done = session(edited, actor="周办").do([request("note", text="x")])
    assert done.receipt is not None
    assert done.receipt.run.outside == ("register",)
    assert edited.load().register.header.policy.profile == "simple"


def test_a_header_that_the_trail_makes_no_header_of_is_damage() -> None:
    """It is told as such."""
    kept = county(profile="supervised")
    session(kept, actor="周办").do([request("start")])
    intake, *rest = kept.runs()
    wrong = [event._replace(changes=(Change("policy", None, {"profile": "none"}),)) for event in intake.events[:1]]
    runs = [intake._replace(events=(*wrong, *intake.events[1:])), *rest]
    edited = register(*kept.load().register.issues, timezone="Asia/Tokyo")
    broken = MemoryStore(edited, runs, look_at=look_at)
    with pytest.raises(InvalidTrail, match="the header it leads to is none"):
        session(broken, actor="周办").do([request("note", text="x")])
