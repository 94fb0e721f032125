import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rectify.acting import Who
from rectify.actions.action import Action
from rectify.errors import BadEvidence, BadUsage, BeforeTheTrail, NoTrailYet, Refused
from rectify.faults import BatchIdUsed, ChangedMeanwhile, InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event, history, replay
from rectify.session import TOOL, Session
from rectify.store.memory import MemoryStore
from rectify.terms import Via
from tests.make import Clock, evidence, issue, register, request, session, store


def notes(*ids: str, **fields: Any) -> list[Action]:
    """A remark on each of these issues."""
    return [request("note", id_, text="x", **fields) for id_ in ids]


def test_a_run_tells_who_when_and_how() -> None:
    """The recorded time is the clock's, in UTC and whole seconds; the events are what changed."""
    clock = Clock(datetime.fromisoformat("2019-03-01T12:00:00.9+08:00"))
    receipt = (
        session(store(issue()), clock).do([request("close", evidence="report-1.pdf", on="-1d")], via=Via.BATCH).receipt
    )
    assert receipt is not None
    run = receipt.run
    assert (run.at, run.actor, run.login, run.host) == ("2019-03-01T04:00:00Z", "王芳", "wang", "desk-1")
    assert (run.via, run.tool, run.batch_id, run.outside) == ("batch", TOOL, None, ())
    (event,) = run.events
    assert (event.verb, event.issue, event.on, event.evidence[0].name) == (
        "close",
        "QH-05",
        "2019-02-28",
        "report-1.pdf",
    )


def test_the_outcome_holds_the_register_as_it_is_now() -> None:
    """What was decided is what was published."""
    kept = store(issue())
    outcome = session(kept).do([request("close", evidence="report-1.pdf")])
    closed = outcome.register.get("QH-05")
    assert closed.status == "closed"
    assert closed.evidence == (evidence(on="2019-03-01", by="王芳"),)
    assert kept.load().register == outcome.register
    assert (outcome.errors, outcome.is_repeat, outcome.hand_edits) == ((), False, ())


def test_the_first_write_takes_the_register_in_as_found() -> None:
    """Header and issues come into the trail first, so that replaying it gives the register."""
    kept = store(issue("A"), issue("B"), title="台账")
    outcome = session(kept).do(notes("A"))
    assert outcome.taken_in == 3
    begun, done = kept.runs()
    assert (begun.via, [event.issue for event in begun.events]) == ("adopt", ["register", "A", "B"])
    assert [event.verb for event in done.events] == ["note"]
    assert replay(kept.runs()) == outcome.register.entries()
    assert session(kept).do(notes("A")).taken_in == 0


def test_nothing_to_do_writes_nothing() -> None:
    """No event, no run, and the trail does not even begin."""
    kept = store(issue(status="in_progress"))
    outcome = session(kept).do([request("start")])
    assert (outcome.receipt, outcome.errors, outcome.taken_in) == (None, (), 0)
    assert list(kept.runs()) == []


def test_all_or_nothing() -> None:
    """One refused action holds back the others; every refusal is told."""
    kept = store(issue("A"), issue("B"))
    outcome = session(kept).do([request("start", "A"), *notes("A"), request("close", "X")])
    assert [type(judgement.error).__name__ for judgement in outcome.errors] == ["Refused", "UnknownIssue"]
    assert (outcome.receipt, list(kept.runs())) == (None, [])
    assert kept.load().register == register(issue("A"), issue("B"))


def test_keep_going_records_the_good_ones() -> None:
    """The refused are told all the same; with none good there is no run."""
    kept = store(issue("A"), issue("B"))
    outcome = session(kept).do([request("start", "A"), *notes("B")], keep_going=True)
    assert len(outcome.errors) == 1
    assert outcome.receipt is not None
    assert [event.issue for event in outcome.receipt.run.events] == ["B"]
    assert session(kept).do([request("start", "A")], keep_going=True).receipt is None


def test_bad_evidence_is_the_fault_of_its_own_action() -> None:
    """In a batch it is told with its line, and the other lines are judged."""
    kept = store(issue("A"), issue("B"))
    actions = [request("close", "A", evidence="gone.pdf"), request("close", "B", evidence="report-1.pdf")]
    outcome = session(kept).do(actions, keep_going=True)
    first, second = outcome.judgements
    assert isinstance(first.error, BadEvidence)
    assert first.error.message == "evidence 'gone.pdf' cannot be taken in: there is no such file."
    assert second.event is not None
    assert outcome.register.get("B").status == "closed"


@pytest.mark.parametrize("again", ["月报-é", "月报-e\u0301"])
def test_a_batch_of_the_same_id_is_done_once(again: str) -> None:
    """A second submission is a repeat and does nothing; other lines under its name are a conflict."""
    kept = store(issue("A"))
    first = session(kept).do(notes("A"), batch_id="月报-é")
    assert first.receipt is not None
    assert first.receipt.run.batch_id == "月报-é"
    with pytest.raises(BatchIdUsed, match="close X"):
        session(kept).do([request("close", "X")], batch_id=again)
    second = session(kept).do(notes("A"), batch_id=again)
    assert (second.is_repeat, second.receipt, second.judgements) == (True, None, ())
    assert not session(kept).do(notes("A"), batch_id="other").is_repeat


def test_a_request_may_be_bound_to_a_revision() -> None:
    """The revision is the number of the issue's events; those before it in the same run count."""
    kept = store(issue("A"), issue("B"))
    one = session(kept)
    one.do(notes("A"))
    assert len(list(history(one.runs(), "A"))) == 2
    assert one.do(notes("A", if_rev=2)).receipt is not None
    (stale,) = one.do(notes("A", if_rev=2)).errors
    assert isinstance(stale.error, ChangedMeanwhile)
    assert stale.error.message == "A is at revision 3, not 2."
    assert not one.do([*notes("A", if_rev=3), *notes("B", if_rev=1), *notes("A", if_rev=4)]).errors
    assert len(one.do([*notes("A"), *notes("A", if_rev=5)]).errors) == 1


def test_whoever_watches_is_told_after_each_action() -> None:
    """A progress bar can follow a batch."""
    steps: list[int] = []
    session(store(issue("A"))).do(notes("A", "A"), step=lambda: steps.append(1))
    assert len(steps) == 2


@pytest.mark.parametrize(
    ("zone", "asked", "expected"),
    [
        ("Asia/Shanghai", None, date(2019, 3, 1)),
        ("UTC", None, date(2019, 2, 28)),
        ("America/Lima", None, date(2019, 2, 28)),
        ("Asia/Shanghai", date(2020, 1, 1), date(2020, 1, 1)),
    ],
)
def test_today_is_the_day_in_the_register_s_time_zone(zone: str, asked: date | None, expected: date) -> None:
    """Wherever the clock stands; a day asked for goes before it, for business dates only."""
    kept = store(issue(), timezone=zone)
    clock = Clock(datetime(2019, 2, 28, 17, 0, tzinfo=UTC))
    one = Session(kept, clock, Who("王芳", "wang", "desk-1"), asked)
    assert one.today(kept.load().register) == expected
    outcome = one.do([request("close", evidence="report-1.pdf")])
    assert outcome.register.get("QH-05").closures[0].on == expected
    assert outcome.receipt is not None
    assert outcome.receipt.run.at == "2019-02-28T17:00:00Z"


# --- as of a day ----------------------------------------------------------------------------------


def placed(zone: str, *times: str) -> MemoryStore:
    """A store whose place is set to 0, 1, 2 … at these times."""
    kept = store(issue(), timezone=zone)
    for number, time in enumerate(times):
        session(kept, Clock(datetime.fromisoformat(time))).do([request("edit", set={"place": str(number)})])
    return kept


@pytest.mark.parametrize(
    ("zone", "day", "place"),
    [
        ("Asia/Shanghai", "2019-03-01", "0"),
        ("Asia/Shanghai", "2019-03-02", "1"),
        ("Asia/Shanghai", "2019-03-03", "2"),
        ("Asia/Shanghai", "2030-01-01", "2"),
        ("UTC", "2019-03-01", "1"),
        ("UTC", "2019-03-02", "2"),
        ("America/Lima", "2019-03-01", "1"),
        ("Pacific/Kiritimati", "2019-03-02", "1"),
    ],
)
def test_the_state_of_a_day_is_that_at_its_end_in_the_register_s_zone(zone: str, day: str, place: str) -> None:
    """By recorded time: five o'clock in the afternoon in London is the next day in Shanghai."""
    kept = placed(zone, "2019-03-01T05:00:00Z", "2019-03-01T17:00:00Z", "2019-03-02T16:00:00Z")
    assert session(kept).load(date.fromisoformat(day)).register.get("QH-05").place == place
    assert session(kept).load().register.get("QH-05").place == "2"


def test_a_clock_that_ran_back_leaves_nothing_out() -> None:
    """The runs are taken in their order, up to the last one of the day."""
    kept = placed("UTC", "2019-03-01T12:00:00Z", "2019-03-05T12:00:00Z", "2019-03-02T12:00:00Z")
    assert session(kept).load(date(2019, 3, 1)).register.get("QH-05").place == "0"
    assert session(kept).load(date(2019, 3, 2)).register.get("QH-05").place == "2"


def test_before_the_trail_there_is_no_state() -> None:
    """It is said when it began; an empty trail has no day."""
    with pytest.raises(BeforeTheTrail, match="begins on 2019-03-02; there is no state of 2019-03-01"):
        session(placed("Asia/Shanghai", "2019-03-01T17:00:00Z")).load(date(2019, 3, 1))
    with pytest.raises(NoTrailYet, match="has no trail yet"):
        session(store(issue())).load(date(2019, 3, 1))


def test_a_trail_that_cannot_be_replayed_is_damaged() -> None:
    """A run that does not fit the state before it is told as such, not as a bug."""
    kept = store(issue())
    session(kept).do(notes("QH-05"))
    (begun, done) = kept.runs()
    wrong = Event("edit", "QH-05", changes=(Change("measures[3].text", None, "x"),))
    torn = MemoryStore(register(issue(place="x")), [begun, done_with(done, wrong)])
    with pytest.raises(InvalidTrail, match=r"memory:2: the trail is damaged: QH-05 measures\[3\]"):
        session(torn).load(date(2019, 3, 1))
    with pytest.raises(InvalidTrail):
        session(torn).do(notes("QH-05"))


def done_with(run: Any, event: Event) -> Any:
    """A run with another event in it."""
    return run._replace(events=(event,))


# --- who acts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [("", "a", "b"), ("a", "x\ny", "b"), ("a", "b", " "), ("a\udcff", "b", "c")])
def test_who_acts_has_a_name(wrong: tuple[str, str, str]) -> None:
    """A name that could not stand in the trail is refused before anything is done."""
    with pytest.raises(BadUsage):
        Who(*wrong)


def test_names_come_into_the_trail_in_nfc() -> None:
    """What the keyboard sends makes no other person."""
    assert Who(unicodedata.normalize("NFD", "José"), "j", "h").actor == "José"


# --- the trail ------------------------------------------------------------------------------------


def test_the_history_of_an_entry_and_all_runs_can_be_read() -> None:
    """Oldest first."""
    clock = Clock()
    one = session(store(issue("A"), issue("B")), clock)
    one.do(notes("A"))
    clock.move(days=1)
    one.do([*notes("B"), request("close", "A", evidence="report-1.pdf")])
    assert [(run.seq, event.verb) for run, event in history(one.runs(), "A")] == [
        (1, "adopt"),
        (2, "note"),
        (3, "close"),
    ]
    assert [run.at[:10] for run in one.runs()] == ["2019-03-01", "2019-03-01", "2019-03-02"]


def test_a_dry_run_is_the_same_on_a_copy() -> None:
    """A memory store of the loaded register decides alike and leaves the first store as it was."""
    kept = store(issue())
    session(kept).do(notes("QH-05"))
    rehearsal = MemoryStore(kept.load(), list(kept.runs()), look_at=lambda _: evidence())
    outcome = session(rehearsal).do([request("close", evidence="any.pdf")])
    assert outcome.receipt is not None
    assert outcome.receipt.run.seq == 3
    assert kept.load().register.get("QH-05").status == "open"


@pytest.mark.parametrize("verb", ["close", "start", "return"])
def test_a_refusal_is_told_with_its_action(verb: str) -> None:
    """The judgement holds what was asked for and why it cannot be."""
    asked = request(verb)
    (judgement,) = session(store(issue())).do([asked]).errors
    assert isinstance(judgement.error, Refused)
    assert judgement.action is asked
