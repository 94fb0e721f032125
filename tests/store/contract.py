"""What every store promises: one class of tests; a store's own file says how one is made."""

from abc import ABC, abstractmethod
from pathlib import Path

import pytest

from rectify.errors import BadEvidence
from rectify.faults import RebuiltExists
from rectify.model.event import Run, replay
from rectify.model.flaw import Place
from rectify.model.register import Register
from rectify.store.loaded import Loaded, Receipt
from rectify.store.log_jsonl import write_line
from rectify.store.store import Store
from rectify.store.trail_lines import digest
from tests.store.material import digests_on_disk, intake, noted, register_of, run_of, started, with_evidence


def begin(store: Store) -> Loaded:
    """Make the trail of a store in one line; what was found."""
    with store.writing() as loaded:
        store.begin([run_of(*intake(loaded.register))])
    return loaded


def commit(store: Store, run: Run, after: Register) -> Receipt:
    """One run in a `writing` of its own."""
    with store.writing():
        return store.commit(run, after)


class StoreContract(ABC):
    """Subclasses make a store that holds `material.TEXT` and has no trail."""

    @abstractmethod
    def make(self, folder: Path) -> Store:
        """A new store; it may use the folder."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        """The store under test."""
        return self.make(tmp_path)

    def test_before_the_first_write_there_is_no_trail(self, store: Store) -> None:
        """A store that was only filled by hand has a register, and neither trail nor last run."""
        loaded = store.load()
        assert loaded.register.entries() == register_of().entries()
        assert (loaded.last, loaded.has_trail, loaded.has_case_files) == (None, False, False)
        assert list(store.runs()) == []
        assert not store.pending()

    def test_the_trail_tells_of_some_entries_only(self, store: Store) -> None:
        """Each run with its events on them; of a batch all events; how many runs there are in all."""
        with store.writing() as loaded:
            store.begin([run_of(*intake(loaded.register))])
            store.commit(run_of(noted("Q-2"), noted("Q-1"))._replace(batch_id="一"), loaded.register)
        taken_in, batch = store.runs()
        for _ in range(2):
            one, two = store.runs_about(["Q-1", "Q-9"])
            assert [event.issue for event in (*one.events, *two.events)] == ["Q-1", "Q-1"]
            assert (one, two) == (taken_in._replace(events=one.events), batch._replace(events=batch.events[1:]))
            assert list(store.runs_about([])) == list(store.runs_of_batch("二")) == []
            assert list(store.runs_of_batch("一")) == [batch]
            assert store.run_count() == 2

    def test_begin_makes_a_chain_of_the_entries_as_found(self, store: Store) -> None:
        """`begin` writes its runs in order; none changes the register, and their replay is the register."""
        with store.writing() as loaded:
            first, *others = intake(loaded.register)
            store.begin([run_of(first), run_of(*others)])
        one, two = store.runs()
        assert (one.prev, one.seq, two.prev, two.seq) == ((), 1, (digest(write_line(one)),), 2)
        assert {one.before, one.after, two.before, two.after} == {loaded.digest}
        assert replay(store.runs()) == register_of().entries()
        assert store.load().has_trail

    def test_a_commit_changes_register_and_trail_together(self, store: Store) -> None:
        """After a commit the register is the new one, and the run is the last, chained to the one before."""
        found = begin(store)
        event, after = started(found.register)
        receipt = commit(store, run_of(event), after)
        loaded = store.load()
        first, last = store.runs()
        assert receipt.run == last == loaded.last
        assert (last.prev, last.seq) == ((digest(write_line(first)),), 2)
        assert (last.before, last.after) == (found.digest, loaded.digest)
        assert loaded.register.entries() == after.entries()
        assert replay(store.runs()) == after.entries()

    def test_a_trail_starts_with_the_entries_as_found(self, store: Store) -> None:
        """A commit before `begin` is a bug: the replay of such a trail would not be the register."""
        event, after = started(register_of())
        with pytest.raises(AssertionError):
            commit(store, run_of(event), after)
        assert (store.load().register.entries(), list(store.runs())) == (register_of().entries(), [])

    def test_two_commits_may_share_one_writing(self, store: Store) -> None:
        """The second commit of a `writing` starts from what the first has made."""
        found = begin(store)
        with store.writing():
            event, middle = started(found.register, "Q-1")
            one = store.commit(run_of(event), middle).run
            event, after = started(middle, "Q-3")
            two = store.commit(run_of(event), after).run
        assert (two.before, two.seq) == (one.after, 3)
        assert store.load().register.entries() == after.entries()

    def test_a_note_leaves_the_register_as_it_is(self, store: Store) -> None:
        """A run without changes is recorded with equal digests before and after."""
        found = begin(store)
        run = commit(store, run_of(noted()), found.register).run
        assert run.before == run.after == found.digest == store.load().digest

    def test_a_refusal_inside_writing_changes_nothing(self, store: Store) -> None:
        """An error between load and commit leaves register and trail as they were, and the door open."""
        begin(store)
        before = (store.load().register.entries(), list(store.runs()))
        with pytest.raises(LookupError), store.writing():
            raise LookupError
        assert (store.load().register.entries(), list(store.runs())) == before
        with store.writing() as loaded:
            assert loaded.register.entries() == before[0]

    def test_nothing_is_written_outside_writing(self, store: Store) -> None:
        """`begin` and `commit` without the lock are bugs, and fail as such."""
        event, after = started(register_of())
        with pytest.raises(AssertionError):
            store.begin([run_of(event)])
        with pytest.raises(AssertionError):
            store.commit(run_of(event), after)
        assert list(store.runs()) == []

    def test_evidence_is_known_by_its_digest_once_committed(self, store: Store, tmp_path: Path) -> None:
        """A file handed in is named, measured and hashed, and kept by the commit that mentions it."""
        found = begin(store)
        (tmp_path / "报告 1.pdf").write_bytes(b"cured")
        item = store.take_in(str(tmp_path / "报告 1.pdf"))
        assert (item.name, item.size) == ("报告_1.pdf", 5)
        event, after = with_evidence(found.register, "Q-2", [item])
        assert digests_on_disk(store, after) == {("Q-2", item.sha256): None}
        commit(store, run_of(event), after)
        assert digests_on_disk(store, store.load().register) == {("Q-2", item.sha256): item.sha256}
        assert store.load().has_case_files

    def test_evidence_that_is_missing_is_refused(self, store: Store, tmp_path: Path) -> None:
        """A path where nothing is cannot be handed in."""
        with pytest.raises(BadEvidence):
            store.take_in(str(tmp_path / "nothing.pdf"))

    def test_letting_go_can_be_said_at_any_time(self, store: Store, tmp_path: Path) -> None:
        """`let_go` needs nothing taken in, and can be repeated."""
        (tmp_path / "a.pdf").write_bytes(b"a")
        store.let_go()
        store.take_in(str(tmp_path / "a.pdf"))
        store.let_go()
        store.let_go()
        assert not store.load().has_case_files

    def test_what_a_store_writes_has_no_flaw(self, store: Store) -> None:
        """The chain of a store's own runs is sound."""
        found = begin(store)
        event, after = started(found.register)
        commit(store, run_of(event), after)
        assert list(store.damage()) == []

    def test_the_links_of_the_trail_are_its_runs(self, store: Store) -> None:
        """One a line, chained by their digests, the head last; without parsing only the last, and what is wanted."""
        assert list(store.trail.links()) == []
        found = begin(store)
        event, after = started(found.register)
        commit(store, run_of(event), after)
        commit(store, run_of(noted()), after)
        links = list(store.trail.links())
        assert [(link.number, link.run, link.flaws) for link in links] == [
            (number, run, ()) for number, run in enumerate(store.runs(), 1)
        ]
        assert links[-1].digest == store.load().head
        assert list(store.trail.links({1})) == [links[0], links[2]]
        assert list(store.trail.links(())) == [links[2]]

    def test_runs_are_those_of_the_moment(self, store: Store) -> None:
        """Runs being read are not disturbed by a commit meanwhile."""
        found = begin(store)
        runs = store.runs()
        event, after = started(found.register)
        commit(store, run_of(event), after)
        assert [run.seq for run in runs][:1] == [1]

    def test_a_register_can_be_put_beside(self, store: Store) -> None:
        """Once, or the same again; never over another; what is kept is not touched."""
        found = begin(store)
        _, other = started(found.register)
        name = store.put_beside(lambda: other).name
        assert store.put_beside(lambda: other).name == name
        with pytest.raises(RebuiltExists):
            store.put_beside(lambda: found.register)
        assert (store.load().register.entries(), len(list(store.runs()))) == (found.register.entries(), 1)

    def test_a_store_knows_its_ground(self, store: Store) -> None:
        """What a test lies on is nobody else's."""
        assert store.ground().open_places == ()

    def test_a_field_has_a_place(self, store: Store) -> None:
        """Every field of a register has a place in something that bears the store's name."""
        place = store.load().place("Q-2", "status")
        assert isinstance(place, Place)
        assert place.file == store.name
