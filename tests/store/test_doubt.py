"""The doubt about a trail whose fsync failed: kept beside it, settled by writing the trail anew, told of honestly."""

import errno
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, OutcomeUnknown
from rectify.store.folder import FolderStore
from rectify.store.layout import Layout
from tests.store.begun import begun, start
from tests.store.contract import commit
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import files_below, noted, register_of, run_of, started

MARKER = ".issues.doubt.staged"
LOG = "issues.log.jsonl"
SYNC_OF_THE_LINE = ("sync", ".log.jsonl", errno.EIO, 2)


def in_doubt(folder: Path, *more: Fault) -> FolderStore:
    """A store of which the last run may be recorded or not."""
    store = begun(folder, Fault(*SYNC_OF_THE_LINE), *more)
    with pytest.raises(OutcomeUnknown):
        start(store)
    return store


def calls_of(store: FolderStore) -> list[tuple[str, str]]:
    """What a disk without faults is asked to do for one more write."""
    disk = FaultyDisk()
    with FolderStore(store.name, disk=disk).writing():
        pass
    return [call for call in disk.calls if call[0] not in {"read", "facts"}]


def test_a_failed_fsync_leaves_a_marker_and_is_not_tried_again(tmp_path: Path) -> None:
    """The file is empty, nobody else may write it, and git leaves it out like all that is staged."""
    disk = FaultyDisk()
    store = begun(tmp_path, Fault(*SYNC_OF_THE_LINE), disk=disk)
    disk.calls.clear()
    with pytest.raises(OutcomeUnknown) as raised:
        start(store)
    assert raised.value.exit_code == 8
    assert disk.calls[-2:] == [("sync", LOG), ("mark", MARKER)]
    assert disk.calls.count(("sync", LOG)) == 2  # recovery's, and the one that failed
    assert (tmp_path / MARKER).stat().st_mode & 0o777 == 0o600
    assert ".*.staged" in (tmp_path / ".gitignore").read_text()


def test_the_next_write_makes_the_trail_anew(tmp_path: Path) -> None:
    """A new file with the same bytes and mode takes its place, once it is synced; then the doubt is over."""
    store = in_doubt(tmp_path)
    log = tmp_path / LOG
    log.chmod(0o640)
    before, bytes_before = log.stat(), log.read_bytes()
    calls = calls_of(store)
    anew = ".issues.0000000000000000.staged"
    wanted = [("write_new", anew), ("rename", LOG), ("sync", tmp_path.name)]
    assert [call for call in calls if call[0] != "remove"][: len(wanted)] == wanted
    assert calls.index(("remove", MARKER)) > calls.index(("sync", tmp_path.name))
    after = log.stat()
    assert (log.read_bytes(), after.st_mode) == (bytes_before, before.st_mode)
    assert after.st_ino != before.st_ino
    assert not [name for name in files_below(tmp_path) if name.endswith(".staged")]
    assert ("rename", LOG) not in calls_of(store)


def test_it_is_one_event_whatever_was_unknown(tmp_path: Path) -> None:
    """The run that was in doubt is published, the next one follows it, and the chain holds."""
    store = FolderStore(in_doubt(tmp_path).name)
    commit(store, run_of(noted()), started(register_of())[1])
    assert ([run.seq for run in store.runs()], list(store.damage())) == ([1, 2, 3], [])


@pytest.mark.parametrize("method", ["write_new", "rename", "sync", "remove"])
def test_settling_it_can_be_refused_anywhere(tmp_path: Path, method: str) -> None:
    """A disk that still refuses is told of, the doubt stays, and nothing of the trail is lost."""
    store = in_doubt(tmp_path)
    bytes_before = (tmp_path / LOG).read_bytes()
    refused = FolderStore(store.name, disk=FaultyDisk(Fault(method, "")), timeout=0)
    with pytest.raises(DiskRefused), refused.writing():
        raise AssertionError
    assert (tmp_path / LOG).read_bytes() == bytes_before
    assert (tmp_path / MARKER).exists()
    with FolderStore(store.name).writing() as loaded:
        assert loaded.register == started(register_of())[1]
    assert not [name for name in files_below(tmp_path) if name.endswith(".staged")]


def test_a_recovery_that_cannot_sync_leaves_the_doubt_too(tmp_path: Path) -> None:
    """Who is told first of a failed write need not be who wrote: it is kept for those who come after."""
    store = begun(tmp_path, Fault("sync", ".log.jsonl"))
    with pytest.raises(DiskRefused), store.writing():
        raise AssertionError
    assert (tmp_path / MARKER).exists()


def test_a_disk_that_does_not_even_take_the_marker_is_told_of_all_the_same(tmp_path: Path) -> None:
    """The outcome is unknown, and said so; the marker is a help where it can be had."""
    in_doubt(tmp_path, Fault("mark", ""))
    assert not (tmp_path / MARKER).exists()


def test_a_marker_is_no_staged_register() -> None:
    """Recovery neither publishes nor drops it."""
    layout = Layout("/x/issues.yaml")
    assert layout.doubt == f"/x/{MARKER}"
    assert not layout.is_staged(MARKER)
    assert layout.is_staged(layout.anew.rpartition("/")[2])
