from datetime import date
from typing import Any

import pytest

from rectify.actions.undoing import Undoing, undoing
from rectify.errors import Refused, UnknownRun
from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.store.memory import MemoryStore
from tests.make import Clock, issue, register, request, session, store, trail_view


def edited(*paths: str, reason: str = "r") -> Any:
    """A request that sets fields of QH-05: `place=x`."""
    return request("edit", set=dict(path.split("=") for path in paths), reason=reason)


def found(kept: MemoryStore, seq: int | None = None) -> Undoing:
    """What undoing a run of a store comes to."""
    return undoing(trail_view(tuple(kept.runs())), seq)


def refused(kept: MemoryStore, seq: int | None = None) -> Refused:
    """Why a run of a store cannot be undone."""
    with pytest.raises(Refused) as told:
        found(kept, seq)
    return told.value


def test_without_a_number_it_is_the_last_run() -> None:
    """With one it is that run; who, when and which changes are the trail's."""
    kept, clock = store(issue()), Clock()
    session(kept, clock).do([edited("place=x")])
    clock.move(days=1)
    session(kept, clock).do([edited("person=王明")])
    last, first = found(kept), found(kept, 2)
    assert (last.run.seq, last.day, last.by) == (3, date(2019, 3, 2), None)
    assert [(one.id, one.run, one.later) for one in last.requests] == [("QH-05", 3, ())]
    assert first.requests[0].changes == (Change("place", None, "x"),)


def test_the_last_event_is_undone_first() -> None:
    """A batch may touch an issue twice; a remark within it has nothing to undo."""
    kept = store(issue(units={"responsible": ["县政府"]}))
    steps = [request("start"), request("note", text="x"), request("submit", evidence="report-1.pdf")]
    session(kept).do([*steps, request("close")])
    assert [one.changes[0].after for one in found(kept).requests] == ["closed", "submitted", "in_progress"]
    assert [one.had_evidence for one in found(kept).requests] == [True, False, False]
    session(kept).undo()
    assert kept.load().register.get("QH-05").status == "open"


OVERLAPS = [
    ("place=a", "place=b", ("place",)),
    ("place=a", "person=b", ()),
    ("custom.a=1", "custom.b=2", ("custom.b",)),
    ("custom.a=1", "custom.a=2", ("custom.a",)),
    ("deadline.date=2019-01-01", "deadline.text=年初", ("deadline.text", "original_deadline")),
    ("deadline=2019-01-01", "deadline=2019-02-01", ("deadline.date", "original_deadline")),
    ("measures[+]=M1", "measures[M1].done_on=2019-01-01", ("measures[0].done_on",)),
    ("measures[+]=M1", "measures[+]=M2", ("measures[1]",)),
    ("tags=a", "tags=a,b", ("tags[1]",)),
    ("units.lead=a", "units.responsible=b", ("units.responsible",)),
]


@pytest.mark.parametrize(("first", "second", "fields"), OVERLAPS)
def test_what_a_later_run_touched(first: str, second: str, fields: tuple[str, ...]) -> None:
    """A part touches the whole and the whole its parts; a longer list is touched; a deadline is one field."""
    kept = store(issue())

    def work(path: str) -> None:
        name, _, value = path.partition("=")
        value = f'{{"id": "{value}", "text": "x"}}' if name == "measures[+]" else value
        session(kept).do([request("edit", set={name: value}, reason="r")])

    work(first)
    work(second)
    later = found(kept, 2).requests[0].later
    assert [(touch.run, touch.actor, touch.day) for touch in later] == ([(3, "王芳", "2019-03-01")] if fields else [])
    assert tuple(field for touch in later for field in touch.fields) == fields
    assert found(kept).requests[0].later == ()


def test_a_deadline_set_first_and_moved_then_is_touched() -> None:
    """Its first change fills the original deadline, so that both go together."""
    kept = store(issue(deadline={"date": "2018-12-31", "text": "年底"}))
    session(kept).do([edited("deadline.date=2019-06-30")])
    session(kept).do([edited("deadline.text=上半年")])
    assert found(kept, 2).requests[0].later[0].fields == ("deadline.text",)


def test_steps_can_be_taken_back_one_by_one() -> None:
    """A run and its undo take each other away, so the run before can be undone then."""
    kept = store(issue(place="a"))
    session(kept).do([edited("place=b")])
    session(kept).do([edited("place=c")])
    assert found(kept, 2).requests[0].later
    session(kept).undo()
    assert not found(kept, 2).requests[0].later
    session(kept).undo(2)
    assert kept.load().register.get("QH-05").place == "a"
    assert found(kept, 4).requests[0].later[0].run == 5


def test_a_run_undone_already_is_nothing_to_do() -> None:
    """It names the undo; done again by an undo of the undo it can be undone again."""
    kept = store(issue())
    session(kept).do([edited("place=b")])
    session(kept).undo(2)
    again = found(kept, 2)
    assert (again.by, [request.changes for request in again.requests]) == (3, [()])
    session(kept).undo()
    assert (found(kept, 2).by, found(kept, 3).by) == (None, 4)
    session(kept).undo(2)
    assert (found(kept, 2).by, kept.load().register.get("QH-05").place) == (5, None)


# --- what is not to be undone -------------------------------------------------------------------


def test_nothing_recorded_is_nothing_to_undo() -> None:
    """Before the first run."""
    assert refused(store(issue())).message == "the last run cannot be undone: nothing is recorded yet."


def test_a_number_that_no_run_has() -> None:
    """It says which there are."""
    kept = store(issue())
    session(kept).do([edited("place=b")])
    with pytest.raises(UnknownRun, match=r"issues\.yaml has no run 9") as told:
        found(kept, 9)
    assert told.value.hint == "it has the runs 1 to 2; rectify log shows their numbers"


def test_the_intake_stays() -> None:
    """The register as found is no change."""
    kept = store(issue())
    session(kept).do([edited("place=b")])
    assert refused(kept, 1).message == "run 1 cannot be undone: it took the register into the trail as it was found."


def test_a_remark_cannot_be_unsaid() -> None:
    """A run of remarks alone has no changes."""
    kept = store(issue())
    session(kept).do([request("note", text="x")])
    assert refused(kept).message == "run 2 cannot be undone: it changed no field, and a remark cannot be unsaid."


def test_an_issue_is_never_removed() -> None:
    """What came in with a run stays; the whole run stays with it."""
    kept = store(issue())
    session(kept).do([edited("place=b"), request("add", "QH-06", title="t")])
    error = refused(kept)
    assert error.message == "run 2 cannot be undone: it put QH-06 on the register, and an issue is never removed."
    assert error.hint == "strike it off instead: rectify close QH-06 --outcome unfounded --evidence FILE"


def test_the_header_is_changed_anew() -> None:
    """One step back of a policy would be a policy nobody gave a reason for."""
    kept = store(issue())
    session(kept).do([edited("place=b")])
    other = MemoryStore(register(*kept.load().register.issues, title="台账"), list(kept.runs()))
    session(other).adopt(reason="r")
    error = refused(other)
    assert error.message == "run 3 cannot be undone: it changed the register's header."
    assert error.hint == "change it anew: rectify policy set NAME=VALUE --reason TEXT"


def test_a_run_that_does_not_fit_is_damage() -> None:
    """The line of the trail and the issue are named."""
    kept = store(issue())
    session(kept).do([edited("place=b")])
    first, last = kept.runs()
    runs: list[Run] = [first, last._replace(events=(Event("edit", "QH-05", changes=(Change("place", "x", "b"),)),))]
    with pytest.raises(InvalidTrail, match=r"issues\.log\.jsonl:2: the trail is damaged: QH-05 place"):
        found(MemoryStore(register(issue(place="b")), runs))
