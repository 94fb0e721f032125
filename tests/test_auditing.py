from collections.abc import Iterable, Iterator
from typing import NoReturn

import pytest

from rectify.auditing import Auditing
from rectify.errors import NothingRecorded
from rectify.faults import DiskRefused, MayNotWrite, NotSound
from rectify.model.blob import Blob
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.proof.checkpoint import Anchor
from rectify.proof.findings import LISTED
from rectify.store.loaded import Loaded
from rectify.store.memory import MemoryStore, MemoryTrail
from rectify.terms import Severity
from tests.make import NOON, TODAY, Clock, issue, look_at, register, request, session, store


def begun() -> MemoryStore:
    """A store with a trail of three runs and a piece of evidence."""
    kept = store(issue("A"), issue("B"))
    session(kept).do([request("note", "A", text="x")])
    session(kept).do([request("close", "A", evidence="report-1.pdf")])
    return kept


def auditing(kept: MemoryStore) -> Auditing:
    """An auditor of that store."""
    return Auditing(kept, Clock())


def test_what_the_session_writes_is_sound() -> None:
    """Of everything all is as it should be."""
    verdict = auditing(begun()).verify()
    assert (verdict.flaws, verdict.is_sound, verdict.is_damaged, verdict.as_of) == ((), True, False, TODAY)
    shares = [(share.sound, share.total) for share in (verdict.runs, verdict.issues, verdict.evidence)]
    assert shares == [(3, 3), (2, 2), (1, 1)]
    assert (verdict.head, verdict.is_as_left) == (begun().load().head, True)


def test_the_chain_alone_is_not_replayed() -> None:
    """Nothing is said of issues and evidence."""
    verdict = auditing(begun()).verify(is_chain_only=True)
    assert (verdict.is_chain_only, verdict.runs.total, verdict.issues.total, verdict.evidence.total) == (True, 3, 0, 0)


def test_a_checkpoint_holds_the_trail_it_is_of() -> None:
    """Made now, it is found later; the store's clock tells the time."""
    kept = begun()
    point, verdict = auditing(kept).checkpoint()
    assert verdict.is_sound
    assert (point.origin, point.runs, point.head) == ("memory", 3, kept.load().head)
    assert point.time == NOON.strftime("%Y-%m-%dT%H:%M:%SZ")
    session(kept).do([request("note", "A", text="y")])
    assert auditing(kept).verify([Anchor("cp", point)]).anchored == 3
    cut = MemoryStore(kept.load(), list(kept.runs())[:2])
    assert [flaw.check for flaw in auditing(cut).verify([Anchor("cp", point)]).flaws if flaw.place][:1] == [
        "checkpoint"
    ]


def test_a_checkpoint_that_does_not_agree_is_told_before_any_number_of_edits() -> None:
    """A register in which a thousand fields were edited hides no rewritten chain and no missing run."""
    point, _ = auditing(begun()).checkpoint()
    edited = register(issue("A"), issue("B"), *(issue(f"C-{number}") for number in range(LISTED + 1)))
    verdict = auditing(MemoryStore(edited, list(begun().runs())[:2])).verify([Anchor("cp", point)])
    assert verdict.counts[Severity.ERROR] > LISTED
    assert verdict.flaws[0].message.startswith("1 run is missing since the checkpoint of")


def test_a_trail_that_leads_to_no_register_is_damage() -> None:
    """Its entries are not what entries are."""
    kept = begun()
    runs = list(kept.runs())
    wrong = Event("edit", "A", changes=(Change("evidence[0]", runs[2].events[0].changes[-1].after, "x"),))
    found = Event("edit", "B", changes=(Change("evidence", None, ["x"]),))
    for event in (wrong, found):
        forged = MemoryStore(kept.load(), [*runs, runs[2]._replace(events=(event,), seq=4)])
        assert auditing(forged).verify().is_damaged


def test_what_is_edited_or_damaged_is_not_vouched_for() -> None:
    """Nor is a register on which nothing was ever recorded."""
    runs = list(begun().runs())
    with pytest.raises(NotSound, match="outside rectify"):
        auditing(MemoryStore(register(issue("A", place="x"), issue("B")), runs[:2])).checkpoint()
    with pytest.raises(NotSound, match="prev is"):
        auditing(MemoryStore(begun().load(), [runs[0], runs[1]._replace(prev=())])).checkpoint()
    with pytest.raises(NothingRecorded):
        auditing(store(issue())).checkpoint()


def test_a_warning_alone_is_sound() -> None:
    """A clock that ran backwards is odd, and no reason to refuse."""
    kept, clock = begun(), Clock()
    clock.move(days=-9)
    session(kept, clock).do([request("note", "A", text="y")])
    verdict = auditing(kept).verify()
    assert ([flaw.severity for flaw in verdict.flaws], verdict.is_sound) == ([Severity.WARNING], True)


class OthersWrite(MemoryStore):
    """A store that nobody here may write to, and whose trail has gone on since the register was read."""

    def writing(self, *, whole: bool = False) -> NoReturn:
        """See `Store.writing`."""
        raise MayNotWrite(what="lock", path=self.name, why="read-only file system", advice="")

    @property
    def trail(self) -> MemoryTrail:
        """See `Store.trail`."""
        return MemoryTrail(self.name, list(begun().runs()))


def test_without_the_lock_the_trail_ends_where_the_register_was_read() -> None:
    """What others append meanwhile is not held against a register that does not have it yet."""
    found = MemoryStore(register(issue("A"), issue("B")), list(begun().runs())[:2])
    verdict = auditing(OthersWrite(found.load(), list(found.runs()))).verify()
    assert (verdict.is_sound, verdict.runs.total, verdict.head) == (True, 2, found.load().head)


class Failing(MemoryStore):
    """A store on a disk that fails."""

    def writing(self, *, whole: bool = False) -> NoReturn:
        """See `Store.writing`."""
        raise DiskRefused(what="recover", path=self.name, why="input/output error", advice="")


def test_what_lies_on_a_failing_disk_is_not_judged() -> None:
    """Neither verified nor vouched for."""
    kept = Failing(begun().load(), list(begun().runs()))
    with pytest.raises(DiskRefused, match="input/output error"):
        auditing(kept).verify()
    with pytest.raises(DiskRefused, match="input/output error"):
        auditing(kept).checkpoint()


class InDoubt(MemoryStore):
    """A store whose disk has failed before, and that nobody here may mend."""

    def writing(self, *, whole: bool = False) -> NoReturn:
        """See `Store.writing`."""
        raise MayNotWrite(what="lock", path=self.name, why="read-only file system", advice="")

    def load(self, *, whole: bool = False) -> Loaded:
        """See `Store.load`."""
        return super().load(whole=whole)._replace(is_in_doubt=True)


def test_a_doubt_about_the_last_run_is_no_sound_trail() -> None:
    """Nothing is damaged; but nobody vouches for what a power cut may take away, and the hint is the way out."""
    noted = store(issue("A"))
    session(noted).do([request("note", "A", text="x")])
    kept = InDoubt(noted.load(), list(noted.runs()))
    for is_chain_only in (False, True):
        verdict = auditing(kept).verify(is_chain_only=is_chain_only)
        assert (verdict.is_sound, verdict.is_damaged) == (False, False)
        assert [(flaw.check, flaw.severity) for flaw in verdict.flaws] == [("trail-chain", Severity.ERROR)]
    with pytest.raises(NotSound, match="the disk failed") as raised:
        auditing(kept).checkpoint()
    assert "have somebody who may write run: rectify check" in str(raised.value.hint)


class Watched(MemoryStore):
    """A store that knows whether it is held while its evidence is read."""

    was_held: bool | None = None

    def blobs(self, issues: Iterable[str] | None = None) -> Iterator[Blob]:
        """See `Store.blobs`."""
        self.was_held = self._is_open
        return super().blobs(issues)


def test_evidence_is_read_without_the_lock() -> None:
    """Gigabytes take longer than a writer waits; what was handed in never changes."""
    kept = Watched(register(issue("A")), look_at=look_at)
    session(kept).do([request("close", "A", evidence="report-1.pdf")])
    assert auditing(kept).verify().is_sound
    assert kept.was_held is False
