"""The lock: who waits, who is named, and what it is never followed to. Other processes: test_processes.py."""

import errno
import os
import stat
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, Locked, MayNotWrite, NoLocks
from rectify.login import host, login
from rectify.model.ground import SharedDisk
from rectify.store import lock
from rectify.store.lock import locked, this_process
from tests.store.people import IS_ROOT, open_folder, ordinary_user


def hold(
    path: Path, holder: str = "pid 1 of me (a test)", timeout: float = 0.0, mode: int = 0o600
) -> AbstractContextManager[None]:
    """The lock at a path. Two in one process shut each other out like two processes: each opens the file."""
    return locked(str(path), "issues.yaml", timeout, mode, holder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the lock file goes."""
    return tmp_path / ".issues.lock"


def test_a_second_holder_waits_in_vain_and_learns_for_whom(path: Path) -> None:
    """Who does not get the lock in time is told the holder, the register and the time waited."""
    with hold(path, "pid 7 of 王芳 (rectify close Q-1)"):
        with pytest.raises(Locked) as raised, hold(path, timeout=0.01):
            raise AssertionError
        assert raised.value.facts == {
            "name": "issues.yaml",
            "holder": "pid 7 of 王芳 (rectify close Q-1)",
            "seconds": "0.01",
        }
    with hold(path):
        pass


def test_the_lock_is_free_after_an_error(path: Path) -> None:
    """Whatever ends the holder's work, the next one gets the lock, and the file stays."""
    with pytest.raises(LookupError), hold(path):
        raise LookupError
    with hold(path):
        assert path.exists()


def test_the_lock_is_free_while_a_copy_of_the_file_is_still_open(path: Path) -> None:
    """A second process that was made under it may take a moment to end (`second_process.py`)."""
    with hold(path):
        copy = os.dup(next(int(file.name) for file in Path("/dev/fd").iterdir() if leads_to(int(file.name), path)))
    try:
        with hold(path):
            pass
    finally:
        os.close(copy)


def leads_to(number: int, path: Path) -> bool:
    """True for a descriptor of that file."""
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except OSError:
        return False


@pytest.mark.parametrize(
    ("text", "named"),
    [(b"", "another process"), (b"  \n", "another process"), (b"one\ntwo", "one"), (b"\xff!", "\ufffd!")],
)
def test_a_holder_that_cannot_be_named_is_another_process(path: Path, text: bytes, named: str) -> None:
    """Whatever stands in the lock file, the error says one line."""
    with hold(path):
        path.write_bytes(text)
        with pytest.raises(Locked) as raised, hold(path):
            raise AssertionError
    assert raised.value.facts["holder"] == named


def test_a_process_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The holder's line has pid, user, machine and command, quoted as in a shell and cut; LOGNAME is not believed."""
    monkeypatch.setenv("LOGNAME", "王芳")
    monkeypatch.setattr("sys.argv", ["/usr/bin/rectify", "note", "Q-1", "two words" + "x" * 500])
    line = this_process()
    assert line.startswith(f"pid {os.getpid()} of {login()}@{host()} (rectify note Q-1 'two wordsx")
    assert "王芳" not in line
    assert len(line) < 330


# --- the file ---


def test_the_lock_file_is_as_open_as_the_register(path: Path) -> None:
    """Whoever may write the register may lock it, whatever the umask of the one who came first."""
    old = os.umask(0o077)
    try:
        with hold(path, mode=0o664):
            pass
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file to any group")
def test_the_lock_file_is_for_the_group_of_the_register(path: Path) -> None:
    """Whatever the group of the one who came first."""
    with locked(str(path), "issues.yaml", 0, 0o660, "me", group=23456):
        assert (path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)) == (23456, 0o660)


@pytest.mark.skipif(not IS_ROOT, reason="only root can step down")
def test_a_lock_file_of_another_group_is_for_its_owner() -> None:
    """Where the group cannot be given, the bits that were meant for it are not given to another."""
    with (
        open_folder() as folder,
        ordinary_user(),
        locked(str(folder / ".issues.lock"), "issues.yaml", 0, 0o660, "me", group=23456),
    ):
        assert stat.S_IMODE((folder / ".issues.lock").stat().st_mode) == 0o600


@pytest.mark.skipif(not IS_ROOT, reason="only root can make a file of somebody else")
def test_a_lock_file_that_may_only_be_read_still_locks() -> None:
    """A lock file left by root shuts nobody out: it locks, only the holder stays unnamed."""
    with open_folder() as folder:
        path = folder / ".issues.lock"
        path.write_bytes(b"")
        path.chmod(0o644)
        with ordinary_user(), hold(path):
            assert path.read_bytes() == b""
            with pytest.raises(Locked), hold(path):
                raise AssertionError


def test_the_lock_is_never_followed_through_a_symlink(path: Path, tmp_path: Path) -> None:
    """A symlink in its place is refused, and what it leads to is not made or written."""
    other = tmp_path / "other"
    path.symlink_to(other)
    with pytest.raises(DiskRefused, match="it is a symlink"), hold(path):
        raise AssertionError
    other.write_bytes(b"precious")
    with pytest.raises(DiskRefused, match="it is a symlink"), hold(path):
        raise AssertionError
    assert other.read_bytes() == b"precious"


def test_a_file_with_another_name_is_never_written_to(path: Path, tmp_path: Path) -> None:
    """A hard link in the lock's place locks, but the file it shares is not overwritten."""
    (tmp_path / "other").write_bytes(b"precious")
    os.link(tmp_path / "other", path)
    with hold(path):
        assert (tmp_path / "other").read_bytes() == b"precious"


def test_a_pipe_in_the_locks_place_is_not_waited_for(path: Path) -> None:
    """A FIFO of that name neither blocks nor breaks."""
    os.mkfifo(path)
    with hold(path), pytest.raises(Locked, match="another process"), hold(path):
        raise AssertionError


@pytest.mark.parametrize("place", ["folder", "no/such/folder"])
def test_where_no_lock_file_can_be_there_is_a_clear_error(tmp_path: Path, place: str) -> None:
    """A folder of that name, or no folder at all, is told with a way out."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(DiskRefused) as raised, hold(tmp_path / place):
        raise AssertionError
    assert "the folder must be writable" in str(raised.value.hint)


def test_a_folder_that_may_not_be_written_to_is_known_from_one_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only there does a reader go on without the lock; a disk without locks, or a symlink, is no such place."""
    with open_folder() as place:
        place.chmod(0o555)
        with ordinary_user(), pytest.raises(MayNotWrite, match="permission denied"), hold(place / ".issues.lock"):
            raise AssertionError
        place.chmod(0o777)
        monkeypatch.setattr(lock, "fcntl", Flock(place / ".issues.lock", errno.ENOLCK))
        with pytest.raises(DiskRefused) as raised, hold(place / ".issues.lock"):
            raise AssertionError
        assert type(raised.value) is DiskRefused


def test_a_lock_file_that_was_removed_is_not_trusted(path: Path) -> None:
    """Who has locked a file that bears the name no longer (`git clean -x`) locks the new one."""
    with hold(path):
        path.unlink()
        with hold(path):
            assert path.exists()
            with pytest.raises(Locked), hold(path):
                raise AssertionError


class Flock:
    """The system's `fcntl`, of which `flock` answers as told; it stands in for disks we do not have."""

    LOCK_EX, LOCK_NB = 2, 4

    def __init__(self, path: Path, answer: int | None) -> None:
        self._path, self._answer = path, answer

    def flock(self, _file: int, _how: int) -> None:
        """Refuse, or give the lock of a file that is removed in that moment."""
        if self._answer:
            raise OSError(self._answer, os.strerror(self._answer))
        self._path.unlink(missing_ok=True)
        self._answer = errno.EAGAIN


def test_a_disk_without_locks_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses to lock (ENOLCK on a network disk) the writer is told, not let in."""
    monkeypatch.setattr(lock, "fcntl", Flock(path, errno.ENOLCK))
    with pytest.raises(DiskRefused, match="no locks available") as raised, hold(path):
        raise AssertionError
    assert raised.value.hint == "the folder must be writable, on a disk with file locks"


SHARED = SharedDisk("nfs4", "/srv/share")


def test_on_a_shared_disk_a_failed_lock_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The holder may sit at another machine, and a server may have no locks; where the lock is got, nobody asks."""
    note = "issues.yaml lies on a shared disk (nfs4 at /srv/share): another machine may hold the lock"

    def hold_there() -> AbstractContextManager[None]:
        return locked(str(path), "issues.yaml", 0, 0o600, "me", ground=lambda: SHARED)

    def nobody_asks() -> SharedDisk:
        raise AssertionError

    with locked(str(path), "issues.yaml", 0, 0o600, "me", ground=nobody_asks):
        with pytest.raises(Locked) as locked_out, hold_there():
            raise AssertionError
        assert str(locked_out.value.hint).endswith(f"--lock-timeout SECONDS; {note}")
    monkeypatch.setattr(lock, "fcntl", Flock(path, errno.ENOLCK))
    with pytest.raises(DiskRefused) as refused, hold_there():
        raise AssertionError
    assert str(refused.value.hint).endswith(f"on a disk with file locks; {note}")


def test_a_lock_removed_in_the_moment_of_locking_is_not_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file without a name does not count."""
    monkeypatch.setattr(lock, "fcntl", Flock(path, None))
    with pytest.raises(Locked), hold(path):
        raise AssertionError


def test_a_system_without_file_locks_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `fcntl` (Windows) nothing is written, and WSL is named."""
    monkeypatch.setattr(lock, "fcntl", None)
    with pytest.raises(NoLocks) as raised, hold(path):
        raise AssertionError
    assert "WSL" in str(raised.value.hint)
