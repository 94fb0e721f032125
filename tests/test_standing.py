from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pytest

from rectify.errors import BadUsage, ExitCode, Refused, UnknownIssue
from rectify.faults import InvalidTrail, IssueGone, NotAdopted, TrailEmptied, TrailMissing
from rectify.model.diff import Change
from rectify.model.event import Event, Run, replay
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.replaying import register_after
from rectify.standing import INTAKE_SIZE, Standing
from rectify.store.loaded import Known, Loaded
from rectify.store.memory import MemoryStore
from tests.make import evidence, issue, look_at, register, request, session, store

A, B, C = issue("A"), issue("B"), issue("C")


def begun(*issues: Issue, **header: Any) -> MemoryStore:
    """A store whose trail has begun, with a remark on the first issue."""
    kept = store(*issues, **header)
    session(kept).do([request("note", issues[0].id, text="x")])
    return kept


def by_hand(kept: MemoryStore, *issues: Issue, **header: Any) -> MemoryStore:
    """That store after somebody wrote these issues and this header into its file."""
    return MemoryStore(register(*issues, **header), list(kept.runs()), look_at=look_at)


def errors(kept: MemoryStore, *asked: tuple[Any, ...], **fields: Any) -> list[str]:
    """The kinds of refusal for remarks on these issues."""
    return [type(one.error).__name__ for one in session(kept).do([request(*words, **fields) for words in asked]).errors]


class Asked(MemoryStore):
    """A store that tells of which entries the trail was asked."""

    def __init__(self, start: Loaded) -> None:
        super().__init__(start)
        self.asked: list[set[str]] = []

    def runs_about(self, entries: Collection[str]) -> Iterator[Run]:
        """See `Store.runs_about`."""
        self.asked.append(set(entries))
        return super().runs_about(entries)


def test_the_past_of_what_actions_are_about_is_read_at_once() -> None:
    """A batch asks once, with the header's past for the people of the time; another entry is asked for by itself."""
    kept = Asked(store(A, B, C).load())
    session(kept).do([request("note", id_, text="x") for id_ in "ABCA"])
    standing = Standing(kept, kept.load(), about={"A", "B"})
    assert kept.asked == []
    pasts = [standing.past(entry) for entry in ("A", "B", "A", "C", "C", "Q-9")]
    assert [len(past) for past in pasts] == [3, 2, 3, 2, 2, 0]
    assert kept.asked == [{"A", "B", "register"}, {"C", "register"}, {"Q-9", "register"}]
    assert pasts == [Standing(kept, kept.load()).past(entry) for entry in ("A", "B", "A", "C", "C", "Q-9")]


# --- hand edits ---------------------------------------------------------------------------------------


def test_an_issue_edited_by_hand_waits_until_it_is_adopted() -> None:
    """A write to it is refused with exit 7, and the edit is named field by field."""
    kept = by_hand(begun(A, B), A.but(place="西宁"), B)
    outcome = session(kept).do([request("note", "A", text="x")])
    (refused,) = outcome.errors
    assert isinstance(refused.error, NotAdopted)
    assert refused.error.exit_code is ExitCode.INTEGRITY
    assert [(event.issue, event.changes) for event in outcome.hand_edits] == [("A", (Change("place", None, "西宁"),))]


def test_a_write_to_another_issue_goes_on_and_says_what_is_outside() -> None:
    """Equal digests afterwards do not hide what is not adopted."""
    kept = by_hand(begun(A, B), A.but(place="西宁"), B)
    outcome = session(kept).do([request("note", "B", text="x")])
    assert outcome.receipt is not None
    assert outcome.receipt.run.outside == ("A",)
    assert outcome.receipt.run.after == kept.load().digest
    assert errors(kept, ("note", "A"), text="x") == ["NotAdopted"]
    assert session(kept).do([request("note", "B", text="x")]).hand_edits != ()


def test_an_edit_taken_back_is_no_edit() -> None:
    """Values are compared, not histories."""
    kept = by_hand(begun(A, B), A.but(place="西宁"), B)
    session(kept).do([request("note", "B", text="x")])
    back = by_hand(kept, A, B)
    outcome = session(back).do([request("note", "A", text="x")])
    assert outcome.hand_edits == ()
    assert outcome.receipt is not None
    assert outcome.receipt.run.outside == ()


def test_other_bytes_with_the_same_values_are_no_edit() -> None:
    """Comments, order and quoting are the people's."""
    kept = begun(A, B)
    other = MemoryStore(kept.load()._replace(ends=Known("f" * 64, None, None)), list(kept.runs()))
    outcome = session(other).do([request("note", "A", text="x")])
    assert (outcome.hand_edits, outcome.errors) == ((), ())


def test_an_edited_header_holds_up_no_issue() -> None:
    """It is an entry like an issue, and outside until it is adopted."""
    kept = by_hand(begun(A, title="台账"), A, title="新台账")
    outcome = session(kept).do([request("note", "A", text="x")])
    assert outcome.receipt is not None
    assert outcome.receipt.run.outside == ("register",)


def test_an_issue_added_by_hand_waits_too() -> None:
    """The trail does not know it yet."""
    kept = by_hand(begun(A), A, B)
    assert errors(kept, ("note", "B"), ("note", "A"), text="x") == ["NotAdopted"]
    assert errors(kept, ("add", "B"), title="t") == ["NotAdopted"]


# --- deleted issues -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "fields", "expected"),
    [
        (("note", "B"), {"text": "x"}, ["IssueGone"]),
        (("add", "B"), {"title": "t"}, ["IssueGone"]),
        (("add", "b"), {"title": "t"}, ["IssueGone"]),
        (("add", None), {"title": "t"}, []),
        (("add", "C"), {"title": "t"}, []),
        (("note", "A"), {"text": "x"}, []),
    ],
)
def test_a_deleted_issue_is_never_replaced(asked: tuple[Any, ...], fields: dict[str, Any], expected: list[str]) -> None:
    """Its id is not given away, in no letters; other issues go on."""
    assert errors(by_hand(begun(A, B), A), asked, **fields) == expected


@pytest.mark.parametrize(
    ("there", "gone", "expected"),
    [
        (["QH-01"], ["QH-02"], "QH-03"),
        (["QH-01"], ["qh-07"], "QH-08"),
        (["QH-01"], ["QH-100"], "QH-101"),
        (["QH-05"], ["QH-02"], "QH-06"),
        (["QH-01"], ["other"], "QH-02"),
    ],
)
def test_counting_on_passes_over_a_deleted_issue(there: list[str], gone: list[str], expected: str) -> None:
    """A new issue gets the next number, never the one of an issue that is missing by hand."""
    issues = [issue(id_) for id_ in (*there, *gone)]
    kept = by_hand(begun(*issues, id_prefix="QH-"), *issues[: len(there)], id_prefix="QH-")
    outcome = session(kept).do([request("add", None, title="t"), request("add", None, title="u")])
    assert outcome.errors == ()
    assert outcome.judgements[0].id == expected
    assert outcome.judgements[1].id not in {*there, *gone, expected}


@pytest.mark.parametrize("ids", [("B",), ("A", "B")])
def test_a_deleted_issue_cannot_be_adopted_away(ids: Sequence[str]) -> None:
    """It must be put back; where it is named, nothing is adopted."""
    kept = by_hand(begun(A, B), A.but(place="x"))
    with pytest.raises(IssueGone, match="B is in the trail but no longer in memory"):
        session(kept).adopt(ids, reason="r")
    assert len(list(kept.runs())) == 2
    assert session(kept).adopt(["A"], reason="r").gone == ()


def test_adopting_all_leaves_those_that_were_deleted() -> None:
    """The others are taken in, and the outcome names what is left and stays outside."""
    kept = by_hand(begun(A, B, C), A.but(place="x"))
    outcome = session(kept).adopt(reason="r")
    assert outcome.receipt is not None
    assert [event.issue for event in outcome.receipt.run.events] == ["A"]
    assert (outcome.gone, outcome.receipt.run.outside) == (("B", "C"), ("B", "C"))
    assert errors(kept, ("note", "A"), text="x") == []
    with pytest.raises(IssueGone) as told:
        session(kept).adopt(reason="r")
    assert [told.value.facts["id"], *(detail.place for detail in told.value.details)] == ["B", "C"]


# --- adopting -----------------------------------------------------------------------------------------


def test_adopting_takes_hand_edits_into_the_trail() -> None:
    """All of them, each an event with the reason; a deadline that moved keeps its original."""
    old, new = {"date": "2018-12-31"}, {"date": "2019-12-31"}
    before = A.but(deadline=old)
    kept = by_hand(begun(before, B, title="台账"), A.but(deadline=new), B, C, title="新台账")
    outcome = session(kept).adopt(reason="省里来文")
    assert outcome.receipt is not None
    run = outcome.receipt.run
    assert (run.via, run.outside) == ("adopt", ())
    assert [(event.verb, event.issue, event.reason) for event in run.events] == [
        ("adopt", "register", "省里来文"),
        ("adopt", "A", "省里来文"),
        ("adopt", "C", "省里来文"),
    ]
    assert kept.load().register.get("A") == A.but(deadline=new, original_deadline=old)
    assert replay(kept.runs()) == kept.load().register.entries()
    assert errors(kept, ("note", "A"), ("note", "C"), text="x") == []


def test_some_may_be_adopted_and_others_left() -> None:
    """What is left stays outside; what was not edited is nothing to do."""
    kept = by_hand(begun(A, B, C), A.but(place="x"), B.but(place="x"), C)
    outcome = session(kept).adopt(["A", "C"], reason="r")
    assert outcome.receipt is not None
    assert [event.issue for event in outcome.receipt.run.events] == ["A"]
    assert outcome.receipt.run.outside == ("B",)
    assert errors(kept, ("note", "B"), text="x") == ["NotAdopted"]
    assert session(kept).adopt(["register"], reason="r").receipt is None


def test_adopting_nothing_writes_nothing() -> None:
    """A register without hand edits has nothing to adopt."""
    kept = begun(A)
    outcome = session(kept).adopt(reason="r")
    assert (outcome.receipt, outcome.hand_edits, len(list(kept.runs()))) == (None, (), 2)


def test_what_is_not_there_cannot_be_adopted() -> None:
    """A mistyped id is told; so is a rewritten original deadline, and an empty reason."""
    original = {"deadline": {"date": "2019-01-01"}, "original_deadline": {"date": "2018-01-01"}}
    kept = by_hand(begun(A.but(**original)), A.but(**original | {"original_deadline": {"date": "2017-01-01"}}))
    with pytest.raises(UnknownIssue):
        session(kept).adopt(["AA"], reason="r")
    with pytest.raises(Refused):
        session(kept).adopt(reason="r")
    with pytest.raises(BadUsage):
        session(kept).adopt(reason=" ")
    assert len(list(kept.runs())) == 2


# --- how a trail begins -------------------------------------------------------------------------------


def test_a_large_register_is_taken_in_by_lines_of_a_thousand() -> None:
    """No line of the trail grows without bound."""
    kept = store(*(issue(f"Q-{number}") for number in range(INTAKE_SIZE + 1)))
    outcome = session(kept).do([request("note", "Q-7", text="x")])
    assert outcome.taken_in == INTAKE_SIZE + 2
    assert [len(run.events) for run in kept.runs()] == [1000, 2, 1]
    assert list(kept.damage()) == []


CLOSURE = {"on": "2019-01-01", "by": "李四", "outcome": "rectified"}


@pytest.mark.parametrize("fields", [{"evidence": [evidence()]}, {"status": "closed", "closures": [CLOSURE]}])
def test_evidence_or_closures_without_a_trail_stop_the_work(fields: dict[str, Any]) -> None:
    """Only a trail can vouch for them; it can be begun anew with a reason, and then all goes on."""
    kept = store(issue("A", **fields), B)
    with pytest.raises(TrailMissing) as told:
        session(kept).do([request("note", "B", text="x")])
    assert told.value.exit_code is ExitCode.INTEGRITY
    with pytest.raises(TrailMissing):
        session(kept).adopt(reason="r")
    outcome = session(kept).adopt(reason="盘损坏", begin=True)
    assert (outcome.taken_in, outcome.receipt) == (3, None)
    assert {event.reason for run in kept.runs() for event in run.events} == {"盘损坏"}
    assert errors(kept, ("note", "B"), text="x") == []


def test_case_files_without_a_trail_stop_the_work_too() -> None:
    """Even when the register names none of them."""
    loaded = store(A).load()._replace(has_case_files=True)
    with pytest.raises(TrailMissing):
        session(MemoryStore(loaded)).do([request("note", "A", text="x")])


def test_a_trail_that_was_emptied_stops_the_work() -> None:
    """No store ever makes a trail without a run, so somebody emptied it; it is not begun anew in silence."""
    kept = MemoryStore(store(A).load()._replace(is_trail_emptied=True))
    with pytest.raises(TrailEmptied, match="no run is left in it"):
        session(kept).do([request("note", "A", text="x")])
    assert session(kept).adopt(reason="盘损坏", begin=True).taken_in == 2


def test_beginning_twice_begins_once() -> None:
    """Where there is a trail, it is gone on with."""
    kept = by_hand(begun(A), A.but(place="x"))
    outcome = session(kept).adopt(reason="r", begin=True)
    assert outcome.taken_in == 0
    assert outcome.receipt is not None


def test_runs_that_lead_to_no_issue_are_a_damaged_trail() -> None:
    """What the trail holds is judged like a file."""
    (intake, _) = begun(A).runs()
    wrong = intake._replace(events=(Event("adopt", "A", changes=(Change("status", None, "lost"),)),))
    with pytest.raises(InvalidTrail, match="an entry it leads to is none"):
        register_after([wrong], "x.log.jsonl")
    assert register_after([], "x.log.jsonl") == Register()
