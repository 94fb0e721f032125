"""The folder store: the contract, and what only a folder can show."""

import os
import stat
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, HardLinked, InvalidTrail, NoRegister, RegisterExists
from rectify.model.flaw import Place
from rectify.store.folder import FolderStore
from tests.store.begun import begun, start
from tests.store.contract import StoreContract, begin, commit
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import TEXT, files_below, noted, register_of, run_of, write_register
from tests.store.people import open_folder, ordinary_user


class TestFolderStore(StoreContract):
    """The folder store keeps every promise of a store."""

    def make(self, folder: Path) -> FolderStore:
        """A store of a new register file."""
        return FolderStore(str(write_register(folder)))


# --- files ---


def test_a_commit_touches_only_what_it_means(tmp_path: Path) -> None:
    """One changed status is one changed line of the register, and one new line of the trail."""
    store = begun(tmp_path)
    before = files_below(tmp_path)
    start(store)
    after = files_below(tmp_path)
    assert after["issues.yaml"].decode() == TEXT.replace("status: open   # to be", "status: in_progress   # to be")
    assert after["issues.log.jsonl"].startswith(before["issues.log.jsonl"])
    assert after["issues.log.jsonl"].count(b"\n") == 2
    assert before.keys() == after.keys() == {"issues.yaml", "issues.log.jsonl", ".gitignore", ".gitattributes"}


def test_a_register_with_windows_line_ends_has_a_trail_without(tmp_path: Path) -> None:
    """CRLF stays in the register and never comes into the trail."""
    store = FolderStore(str(write_register(tmp_path, TEXT.replace("\n", "\r\n"))))
    begin(store)
    start(store)
    assert b"\r" not in files_below(tmp_path)["issues.log.jsonl"]
    assert files_below(tmp_path)["issues.yaml"].count(b"\r\n") == TEXT.count("\n")


def test_a_symlinked_register_stays_one(tmp_path: Path) -> None:
    """The target is rewritten, its neighbours lie beside it, and the trail is named where it is."""
    (tmp_path / "real").mkdir()
    target = write_register(tmp_path / "real")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    store = FolderStore(str(link))
    begin(store)
    start(store)
    assert link.is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"link.yaml", "real"}
    assert {"issues.yaml", "issues.log.jsonl"} <= files_below(tmp_path / "real").keys()
    (tmp_path / "real" / "issues.log.jsonl").write_bytes(b"bogus\n")
    with pytest.raises(InvalidTrail, match=str(tmp_path / "real" / "issues.log.jsonl")):
        list(store.runs())


def test_a_hard_linked_register_is_refused(tmp_path: Path) -> None:
    """A second name would be cut off by the rename; nothing is written, reading works."""
    path = write_register(tmp_path)
    os.link(path, tmp_path / "second.yaml")
    store = FolderStore(str(path))
    with pytest.raises(HardLinked), store.writing():
        raise AssertionError
    assert store.load().register == register_of()
    assert not (tmp_path / ".issues.lock").exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_modes_and_attributes_survive_a_write(tmp_path: Path, mode: int) -> None:
    """The register keeps mode and attributes; nothing beside it is more open than the register."""
    path = write_register(tmp_path)
    path.chmod(mode)
    has_xattrs = hasattr(os, "setxattr")
    if has_xattrs:
        os.setxattr(path, "user.class", b"internal")
    store = FolderStore(str(path))
    begin(store)
    start(store)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert not has_xattrs or os.getxattr(path, "user.class") == b"internal"
    for beside in tmp_path.iterdir():
        assert stat.S_IMODE(beside.stat().st_mode) & ~mode == 0, beside.name
    assert stat.S_IMODE((tmp_path / "issues.log.jsonl").stat().st_mode) == mode


def test_a_new_register_is_made_once(tmp_path: Path) -> None:
    """`create` makes the file and what git must know, and never replaces a register."""
    path = tmp_path / "issues.yaml"
    old = os.umask(0o027)
    try:
        FolderStore(str(path)).create(TEXT.encode())
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert files_below(tmp_path).keys() == {"issues.yaml", ".gitignore", ".gitattributes"}
    with pytest.raises(RegisterExists):
        FolderStore(str(path)).create(b"other")
    assert path.read_bytes() == TEXT.encode()
    with pytest.raises(DiskRefused):
        FolderStore(str(tmp_path / "no" / "folder.yaml")).create(b"")


@pytest.mark.parametrize("name", ["nothing.yaml", "no/such/folder.yaml"])
def test_a_missing_register_is_told(tmp_path: Path, name: str) -> None:
    """Neither reading nor writing invents a register, nor leaves a lock for none."""
    store = FolderStore(str(tmp_path / name))
    with pytest.raises(NoRegister):
        store.load()
    with pytest.raises(NoRegister), store.writing():
        raise AssertionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sort", ["folder", "fifo"])
def test_a_register_that_is_no_file_is_told(tmp_path: Path, sort: str) -> None:
    """A folder and a pipe are refused, not waited for."""
    path = tmp_path / "issues.yaml"
    if sort == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(DiskRefused, match="is a folder" if sort == "folder" else "not a regular file"):
        FolderStore(str(path)).load()


# --- reading ---


def test_readers_need_no_right_to_write() -> None:
    """On a read-only medium everything can be read, and a write is refused with nothing changed."""
    with open_folder() as folder:
        store = FolderStore(str(write_register(folder)))
        begin(store)
        before = files_below(folder)
        for path in [*folder.iterdir(), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        with ordinary_user():
            reader = FolderStore(store.name)
            assert reader.load().register == register_of()
            assert (len(list(reader.runs())), reader.pending(), list(reader.damage())) == (1, False, [])
            assert reader.rehearsal().load().has_trail
            with pytest.raises(DiskRefused) as raised:
                start(reader)
        folder.chmod(0o777)  # so that it can be removed
        assert raised.value.exit_code == 8
        assert files_below(folder) == before


def test_a_reader_sees_register_and_trail_of_one_moment(tmp_path: Path) -> None:
    """A run that is published while somebody reads does not look like an edit by hand."""
    writer, disk = begun(tmp_path), FaultyDisk()

    def write_once(method: str, path: str) -> None:
        if method == "read" and path.endswith("issues.yaml"):
            disk.watch = lambda _method, _path: None
            start(writer)

    disk.watch = write_once
    loaded = FolderStore(writer.name, disk=disk).load()
    assert loaded.last is not None
    assert (loaded.last.seq, loaded.last.after) == (2, loaded.digest)


def test_a_reader_does_not_wait_for_ever_for_a_quiet_moment(tmp_path: Path) -> None:
    """Under writers that never pause a reader takes what it has after some looks."""
    writer, disk = begun(tmp_path), FaultyDisk()

    def note(method: str, path: str) -> None:
        if method == "read" and path.endswith("issues.yaml"):
            commit(writer, run_of(noted()), register_of())

    disk.watch = note
    assert FolderStore(writer.name, disk=disk).load().register == register_of()
    assert 2 < len(list(writer.runs())) < 20


def test_a_damaged_last_line_can_still_be_looked_at(tmp_path: Path) -> None:
    """A check reads on and lists every flaw; a write stops with the line's number and changes nothing."""
    store = begun(tmp_path)
    log = tmp_path / "issues.log.jsonl"
    for number, bogus in enumerate((b"bogus\n", b"\n", b"\xff\n"), 2):
        log.write_bytes(log.read_bytes() + bogus)
        before = files_below(tmp_path)
        loaded = store.load()
        assert (loaded.last, loaded.has_trail) == (None, True)
        assert [flaw.place for flaw in store.damage()] == [Place(str(log), line) for line in range(2, number + 1)]
        with pytest.raises(InvalidTrail) as raised:
            start(store)
        assert raised.value.facts["place"] == f"{log}:{number}"
        assert files_below(tmp_path) == before


def test_an_emptied_trail_is_a_missing_trail(tmp_path: Path) -> None:
    """A trail of no bytes vouches for nothing: the store says there is none."""
    store = begun(tmp_path)
    (tmp_path / "issues.log.jsonl").write_bytes(b"")
    assert not store.load().has_trail
    begin(store)
    assert len(list(store.runs())) == 1


def test_the_last_line_may_be_huge(tmp_path: Path) -> None:
    """A last line longer than what is read at once is found all the same."""
    store = begun(tmp_path)
    for size in (65_000, 66_000, 700_000, 10):
        run = commit(store, run_of(noted(text="字" * (size // 3))), register_of()).run
        assert store.load().last == run
    assert list(store.damage()) == []


def test_the_trail_is_not_held_as_a_whole(tmp_path: Path) -> None:
    """Its runs come line by line, so that a long one needs no more memory than a short one."""
    store = begun(tmp_path, Fault("read", ".log.jsonl"))
    assert [run.seq for run in store.runs()] == [1]
