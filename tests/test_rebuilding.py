from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.faults import InvalidTrail, NothingToRebuild, RebuiltExists, Unpublished
from rectify.model.register import Register
from rectify.rebuilding import rebuild
from rectify.replaying import register_after
from rectify.store.folder import FolderStore
from rectify.store.loaded import Beside
from rectify.store.memory import MemoryStore
from rectify.store.register_yaml import read_register
from rectify.store.trail_lines import digest
from tests.make import Clock, issue, request, session, store
from tests.store.begun import begun, start
from tests.store.contract import commit
from tests.store.faulty_disk import Fault
from tests.store.material import noted, register_of, run_of, write_register


def worked() -> MemoryStore:
    """A store with three runs, and an issue that was changed and one that came later."""
    kept = store(issue("A"), issue("B", place="甲川"), title="台账")
    session(kept).do([request("note", "A", text="x"), request("add", "C", title="新")])
    return kept


def test_what_is_written_is_the_register_that_the_trail_implies() -> None:
    """Whatever stands in the register itself; a second time there is nothing to do."""
    kept = worked()
    other = MemoryStore(Register(), list(kept.runs()))
    rebuilt = rebuild(other)
    assert other.put_beside(lambda: kept.load().register).name == rebuilt.name == "memory.rebuilt"
    assert (rebuilt.register, rebuilt.runs, rebuilt.issues, rebuilt.is_torn) == ("memory", 2, 3, False)
    assert rebuilt.head == kept.load().head
    assert rebuild(other) == rebuilt
    with pytest.raises(RebuiltExists):
        other.put_beside(Register)


def test_without_a_trail_nothing_is_implied() -> None:
    """An issue that only stands in the register was never recorded."""
    with pytest.raises(NothingToRebuild):
        rebuild(store(issue("A")))


def test_a_clock_that_ran_backwards_is_no_damage() -> None:
    """A warning of the chain keeps nobody from his register."""
    kept, clock = store(issue("A")), Clock()
    session(kept, clock).do([request("note", "A", text="x")])
    clock.move(days=-1)
    session(kept, clock).do([request("note", "A", text="y")])
    rebuilt = rebuild(kept)
    assert (rebuilt.runs, rebuilt.is_torn) == (3, False)


def test_a_clock_that_ran_backwards_in_the_last_run_is_not_an_unfinished_line(tmp_path: Path) -> None:
    """Nor does what others record between two looks count as one: it is one look."""
    kept = begun(tmp_path)
    commit(kept, run_of(noted(), at="2017-01-01T00:00:00Z"), register_of())
    rebuilt = rebuild(kept)
    assert (rebuilt.runs, rebuilt.is_torn) == (2, False)


def test_a_trail_of_one_unfinished_line_implies_nothing(tmp_path: Path) -> None:
    """It was never recorded; without any trail not even a lock is left."""
    register = write_register(tmp_path)
    with pytest.raises(NothingToRebuild):
        rebuild(FolderStore(str(register)))
    assert [path.name for path in tmp_path.iterdir()] == ["issues.yaml"]
    (tmp_path / "issues.log.jsonl").write_bytes(b'{"at":')
    with pytest.raises(NothingToRebuild):
        rebuild(FolderStore(str(register)))


def test_what_is_recorded_in_the_last_moment_is_in_it(tmp_path: Path) -> None:
    """The trail is read under the lock: a run recorded until then is in the register, with its line counted."""

    class Slow(FolderStore):
        """Somebody else writes before the lock is taken."""

        def put_beside(self, make: Callable[[], Register]) -> Beside:
            """See `Store.put_beside`."""
            start(FolderStore(self.name))
            return super().put_beside(make)

    rebuilt = rebuild(Slow(begun(tmp_path).name))
    kept = FolderStore(rebuilt.register)
    assert (rebuilt.runs, rebuilt.head) == (2, kept.load().head)
    assert read_register(Path(rebuilt.name).read_bytes(), "x").register == kept.load().register


def test_what_stands_there_already_is_told(tmp_path: Path) -> None:
    """The register's own place, and the register that waits to be published, if it is what the run left."""
    kept = begun(tmp_path, Fault("rename", "issues.yaml", for_ever=False))
    assert (rebuild(kept).has_register, rebuild(kept).waiting) == (True, None)
    with pytest.raises(Unpublished):
        start(kept)
    (tmp_path / "issues.rebuilt.yaml").unlink()
    (staged,) = tmp_path.glob(".issues.*.staged")
    (tmp_path / "issues.yaml").unlink()
    rebuilt = rebuild(kept)
    assert (rebuilt.has_register, rebuilt.waiting, rebuilt.in_the_way) == (False, str(staged), None)
    staged.write_bytes(staged.read_bytes()[:9])
    rebuilt = rebuild(kept)
    assert (rebuilt.waiting, rebuilt.in_the_way) == (None, str(staged))


def test_a_damaged_trail_implies_nothing() -> None:
    """The first line that is wrong is told, and nothing is written."""
    runs = list(worked().runs())
    broken = MemoryStore(Register(), [runs[0], runs[1]._replace(seq=7)])
    with pytest.raises(InvalidTrail, match=r":2: .*seq is 7, but this is run 2"):
        rebuild(broken)
    broken.put_beside(Register)


@pytest.mark.parametrize("left", [None, b"", b"issues: [", b"\xff\xfe", b"<<<<<<< HEAD\n"])
def test_the_file_may_be_gone_or_no_register(tmp_path: Path, left: bytes | None) -> None:
    """That is what it is for: missing, emptied, cut off, in another encoding, in conflict."""
    kept = begun(tmp_path)
    start(kept)
    wanted = kept.load().register
    (tmp_path / "issues.yaml").unlink()
    if left is not None:
        (tmp_path / "issues.yaml").write_bytes(left)
    rebuilt = rebuild(kept)
    assert read_register(Path(rebuilt.name).read_bytes(), "x").register == wanted == register_after(kept.runs(), "x")
    Path(rebuilt.name).replace(tmp_path / "issues.yaml")
    assert FolderStore(kept.name).load().register == wanted


@pytest.mark.parametrize("cut", [1, 20])
def test_an_unfinished_last_line_is_left_out_and_told(tmp_path: Path, cut: int) -> None:
    """A power cut may leave one; the trail itself is not touched."""
    kept = begun(tmp_path)
    before = kept.load().register
    (line,) = (tmp_path / "issues.log.jsonl").read_bytes().splitlines()
    start(kept)
    trail = (tmp_path / "issues.log.jsonl").read_bytes()[:-cut]
    (tmp_path / "issues.log.jsonl").write_bytes(trail)
    rebuilt = rebuild(kept)
    assert (rebuilt.runs, rebuilt.head, rebuilt.is_torn) == (1, digest(line), True)
    assert read_register(Path(rebuilt.name).read_bytes(), "x").register == before
    assert (tmp_path / "issues.log.jsonl").read_bytes() == trail
