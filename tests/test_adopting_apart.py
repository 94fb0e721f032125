"""Adopting hand edits where duties are separated: the office's, and never past the gates without a word."""

from typing import Any

import pytest

from rectify.acting import Who
from rectify.errors import NotOneOfThePeople, PastGates, Refused, WrongRole
from rectify.model.issue import Issue
from rectify.session import Outcome, Session
from rectify.store.memory import MemoryStore
from tests.make import Clock, evidence, issue, look_at, register
from tests.trade import CHAIN, head

A, B = issue("A"), issue("B")


def edited(*issues: Issue, begun: tuple[Issue, ...] = (A, B), was: Any = CHAIN, **header: Any) -> MemoryStore:
    """A store whose trail has begun under a policy, after somebody wrote these issues and this header into its file."""
    kept = MemoryStore(register(*begun, **head(**was)), (), look_at=look_at)
    Session(kept, Clock(), Who("周办", "zhou", "desk-1")).adopt(reason="建账", begin=True)
    return MemoryStore(register(*issues, **{**head(**was), **header}), list(kept.runs()), look_at=look_at)


def adopt(kept: MemoryStore, *ids: str, who: str = "周办", past_gates: bool = False) -> Outcome:
    """Adopt what was edited by hand."""
    return Session(kept, Clock(), Who(who, "x", "desk-1")).adopt(ids, reason="补录", past_gates=past_gates)


def test_only_the_office_adopts() -> None:
    """Also what no gate rests on; and nobody who is not one of the people."""
    kept = edited(A.but(place="x"), B)
    with pytest.raises(WrongRole, match="register cannot be adopted: 李强 is accepting, and that is for office"):
        adopt(kept, who="李强")
    with pytest.raises(NotOneOfThePeople):
        adopt(kept, who="生人")
    assert [event.issue for event in adopt(kept).hand_edits] == ["A"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"status": "closed", "outcome": "rectified"}, "status, outcome"),
        ({"evidence": [evidence()]}, "evidence"),
        ({"deadline": {"date": "2020-01-01"}}, "deadline"),
        ({"kind": "petition", "finding": "unfounded"}, "kind, finding"),
        ({"cycle": 2, "place": "x"}, "cycle"),
    ],
)
def test_what_the_gates_rest_on_is_refused(fields: dict[str, Any], named: str) -> None:
    """Until somebody of the office answers for it; then the trail has it, with the reason."""
    kept = edited(A.but(**fields), B)
    with pytest.raises(PastGates) as told:
        adopt(kept)
    assert told.value.message == f"A cannot be adopted: {named} changed by hand, past the gates of profile chain."
    assert told.value.hint is not None
    assert told.value.hint.endswith("rectify audit adopt A --past-gates --reason TEXT")
    assert len(list(kept.runs())) == 1
    outcome = adopt(kept, past_gates=True)
    assert outcome.receipt is not None
    assert [(event.verb, event.issue, event.reason) for event in outcome.receipt.run.events] == [("adopt", "A", "补录")]


def test_every_entry_is_named_and_none_is_adopted() -> None:
    """All or nothing; those without such a change can be named alone."""
    kept = edited(A.but(status="closed"), B.but(place="x", status="verified"), issue("C"))
    with pytest.raises(PastGates) as told:
        adopt(kept)
    assert [detail.place for detail in told.value.details] == ["B"]
    assert [event.issue for event in adopt(kept, "C").hand_edits] == ["C"]


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [({}, False), ({"deadline": {"date": "2020-01-01"}}, False), ({"status": "verified"}, True), ({"cycle": 2}, True)],
)
def test_an_issue_added_by_hand_is_open(fields: dict[str, Any], is_refused: bool) -> None:
    """In any other status it has passed gates that nobody judged."""
    kept = edited(A, B, issue("C").but(**fields))
    if is_refused:
        with pytest.raises(PastGates):
            adopt(kept)
    else:
        assert [event.issue for event in adopt(kept).hand_edits] == ["C"]


@pytest.mark.parametrize(
    "header",
    [{"policy": {"profile": "simple"}}, {"people": head()["people"][:1]}, {"units": {}}, {"timezone": "UTC"}],
)
def test_the_gates_in_force_are_those_of_the_trail(header: dict[str, Any]) -> None:
    """A header edited by hand frees nobody, not even for its own adoption."""
    kept = edited(A, B, **header)
    with pytest.raises(PastGates, match=r"register cannot be adopted: .* past the gates of profile chain"):
        adopt(kept, "register")
    with pytest.raises(WrongRole):
        adopt(kept, who="李强")
    assert adopt(kept, past_gates=True).receipt is not None


def test_nobody_adopts_a_header_that_locks_the_register() -> None:
    """Where nobody of the office would be left, not even by asking for it; a title is no matter."""
    kept = edited(A, B, was={"profile": "simple"}, policy=CHAIN, people=[])
    with pytest.raises(Refused, match="nobody would have that role"):
        adopt(kept, past_gates=True)
    assert adopt(edited(A, B, title="新名")).receipt is not None


def test_in_profile_simple_hand_edits_are_adopted_as_ever() -> None:
    """By anybody, and also a status."""
    kept = edited(A.but(status="closed"), B, was={"profile": "simple"})
    assert [event.issue for event in adopt(kept, who="生人").hand_edits] == ["A"]
