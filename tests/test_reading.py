from datetime import date
from typing import Any, NoReturn

import pytest

from rectify.faults import DiskRefused, MayNotWrite
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.model.ground import Ground
from rectify.model.header import Header
from rectify.reading import needs_trail
from rectify.store.loaded import Known, Loaded
from rectify.store.memory import MemoryStore
from rectify.terms import Severity
from tests.make import TODAY, Clock, evidence, issue, register, request, session, store


def begun() -> MemoryStore:
    """A store with a trail of two runs."""
    kept = store(issue())
    session(kept).do([request("note", text="x")])
    return kept


class ReadOnly(MemoryStore):
    """A store that nobody may write to."""

    def writing(self, *, whole: bool = False) -> NoReturn:
        """See `Store.writing`."""
        raise MayNotWrite(what="lock", path=self.name, why="read-only file system", advice="")


def test_an_inspection_sees_register_trail_and_blobs() -> None:
    """Everything a check looks at, with the day in the register's time zone."""
    kept = begun()
    session(kept).do([request("close", evidence="report-1.pdf")])
    seen = session(kept).inspect()
    assert (seen.register, seen.today, seen.edits, seen.chain) == (kept.load().register, TODAY, (), ())
    assert seen.runs == tuple(kept.runs())
    assert [(blob.issue, blob.sha256) for blob in seen.blobs or ()] == [("QH-05", evidence().sha256)]
    assert seen.recorded_on(seen.runs[0]) == date(2019, 3, 1)
    assert not seen.is_trail_missing


def test_hand_edits_are_seen() -> None:
    """By replay, whatever the digests say."""
    edited = MemoryStore(register(issue(place="x")), list(begun().runs()))
    assert [event.issue for event in session(edited).inspect().edits] == ["QH-05"]


def test_what_nobody_may_write_can_be_inspected() -> None:
    """A read-only folder is looked at as it stands."""
    assert session(ReadOnly(register(issue()))).inspect().register.has("QH-05")


class Failing(MemoryStore):
    """A store on a disk that fails."""

    def writing(self, *, whole: bool = False) -> NoReturn:
        """See `Store.writing`."""
        raise DiskRefused(what="recover", path=self.name, why="input/output error", advice="")


def test_what_lies_on_a_failing_disk_is_not_told_as_sound() -> None:
    """What can still be read of it proves nothing."""
    with pytest.raises(DiskRefused, match="input/output error"):
        session(Failing(register(issue()))).inspect()


class InDoubt(ReadOnly):
    """A store whose disk has failed before, and that nobody here may mend."""

    def load(self, *, whole: bool = False) -> Loaded:
        """See `Store.load`."""
        return super().load(whole=whole)._replace(is_in_doubt=True)


def test_a_doubt_that_nobody_here_can_settle_is_an_error() -> None:
    """The last run may be gone after a power cut; where it stands is told."""
    (flaw,) = session(InDoubt(begun().load(), list(begun().runs()))).inspect().chain
    assert (flaw.check, flaw.severity, str(flaw.place)) == ("trail-chain", Severity.ERROR, "memory:2")
    (flaw,) = session(InDoubt(register(issue()))).inspect().chain
    assert flaw.message.startswith("the disk failed while the last run was recorded")


class Busy(ReadOnly):
    """A store that nobody may write to here, while others write at every look."""

    def ground(self) -> Ground:
        """The last thing an inspection asks for; by then there is one more run."""
        with MemoryStore.writing(self):
            last = list(self.runs())[-1]
            self.commit(last._replace(events=(Event("note", "QH-05", text="x"),)), self.load().register)
        return super().ground()


def test_what_changes_all_the_time_is_seen_at_one_moment() -> None:
    """Without the lock it is looked at again, a few times; what is seen in the end fits together."""
    kept = Busy(register(issue()), list(begun().runs()))
    seen = session(kept).inspect()
    assert (seen.edits, seen.chain) == ((), ())
    assert 2 < len(seen.runs) < len(list(kept.runs()))


def test_a_missing_trail_is_seen() -> None:
    """Evidence without a trail is nothing to build on."""
    assert session(store(issue(evidence=[evidence()]))).inspect().is_trail_missing
    assert not session(store(issue())).inspect().is_trail_missing


def test_a_broken_chain_is_not_replayed() -> None:
    """Its runs prove nothing."""
    first, second = begun().runs()
    seen = session(MemoryStore(register(issue()), [first, second._replace(prev=("0" * 64,))])).inspect()
    assert (seen.runs, seen.edits) == ((), ())
    assert [flaw.severity for flaw in seen.chain] == [Severity.DAMAGE]


def test_a_chain_that_cannot_be_replayed_is_damaged() -> None:
    """Sound links do not make sound runs."""
    first, second = begun().runs()
    wrong = second._replace(events=(Event("edit", "QH-05", changes=(Change("tags[3]", None, "x"),)),))
    seen = session(MemoryStore(register(issue()), [first, wrong])).inspect()
    [flaw] = seen.chain
    assert (str(flaw.place), flaw.issue) == ("memory:2", "QH-05")
    assert flaw.message == "the trail cannot be replayed: QH-05 tags[3]: there is no such place"
    assert not session(begun()).is_pending()


# --- what is in force -------------------------------------------------------------------------------------


def test_in_force_is_what_the_trail_has() -> None:
    """Header and issues edited by hand are as the trail knows them; the edits are told beside."""
    kept = store(issue("A"), issue("B"), title="台账")
    session(kept).do([request("note", "A", text="x")])
    assert session(kept).in_force() == (kept.load().register, ())
    edited = register(issue("A", place="x"), issue("C"), title="新台账")
    found, edits = session(MemoryStore(edited, list(kept.runs()))).in_force()
    assert found == register(issue("A"), issue("B"), issue("C"), title="台账")
    assert [event.issue for event in edits] == ["register", "A", "B", "C"]


def test_other_bytes_with_the_same_values_are_in_force_as_they_are() -> None:
    """Comments and order are no edit."""
    kept = begun()
    other = MemoryStore(kept.load()._replace(ends=Known("f" * 64, None, None)), list(kept.runs()))
    assert session(other).in_force() == (kept.load().register, ())


def test_the_past_of_some_entries_is_told_up_to_a_day() -> None:
    """Oldest first, with run and day; of those asked for."""
    kept, clock = store(issue("A"), issue("B")), Clock()
    session(kept, clock).do([request("note", "A", text="x"), request("note", "B", text="y")])
    clock.move(days=1)
    session(kept, clock).do([request("note", "A", text="z")])
    past = session(kept, clock).past(["A"], Header())
    assert [(deed.event.verb, deed.run) for deed in past("A")] == [("adopt", 1), ("note", 2), ("note", 3)]
    assert [deed.run for deed in session(kept, clock).past(["A"], Header(), TODAY)("A")] == [1, 2]


@pytest.mark.parametrize(
    ("fields", "is_needed"),
    [({}, False), ({"status": "submitted"}, True), ({"submissions": [{"on": "2019-01-01", "by": "x"}]}, True)],
)
def test_where_duties_are_separated_every_step_needs_a_trail(fields: dict[str, Any], is_needed: bool) -> None:
    """Nobody else can vouch that the step was one's to take; in profile simple evidence and closures need one."""
    loaded = store(issue(**fields), policy={"profile": "supervised"}).load()
    assert needs_trail(loaded) is is_needed
    assert not needs_trail(store(issue(**fields)).load())
