"""The real disk: attributes, refusals, and nothing left behind."""

import errno
import os
import resource
import signal
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rectify.store.cache_fresh import moment
from rectify.store.disk import Disk

DISK = Disk()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Another umask for a while."""
    old = os.umask(mask)
    try:
        yield
    finally:
        os.umask(old)


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: the next best thing to a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)


def mode_of(path: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(path.lstat().st_mode)


def irregular(folder: Path, sort: str) -> Path:
    """Something that is no plain file."""
    path = folder / sort
    if sort == "folder":
        path.mkdir()
    elif sort == "fifo":
        os.mkfifo(path)
    elif sort == "device":
        return Path("/dev/null")
    return path


# --- reading ---


@pytest.mark.parametrize("sort", ["folder", "fifo", "device"])
def test_reading_never_waits_for_what_is_no_file(tmp_path: Path, sort: str) -> None:
    """A folder, a pipe without a writer and a device are refused at once."""
    path = str(irregular(tmp_path, sort))
    parts = (lambda path: [*DISK.chunks(path)], lambda path: [*DISK.lines(path)])
    for read in (DISK.read, lambda path: DISK.read_tail(path, 9), *parts):
        with pytest.raises(OSError) as raised:
            read(path)
        assert raised.value.errno in {errno.EISDIR, errno.EINVAL}


def test_a_tail_is_the_end_of_a_file(tmp_path: Path) -> None:
    """At most the bytes asked for, all of a shorter file."""
    (tmp_path / "x").write_bytes(b"0123456789")
    assert [DISK.read_tail(str(tmp_path / "x"), size) for size in (3, 10, 99)] == [b"789", b"0123456789", b"0123456789"]


def test_lines_come_one_by_one(tmp_path: Path) -> None:
    """Only LF ends a line; each keeps it, and the last may have none."""
    (tmp_path / "x").write_bytes(b"a\r\n\n\x0b\xe2\x80\xa8\nend")
    lines = DISK.lines(str(tmp_path / "x"))
    assert next(lines) == b"a\r\n"
    assert list(lines) == [b"\n", b"\x0b\xe2\x80\xa8\n", b"end"]


def test_facts_do_not_follow_a_symlink(tmp_path: Path) -> None:
    """A symlink is a symlink, nothing is None, and a file under a file is nothing."""
    (tmp_path / "x").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("x")
    os.link(tmp_path / "x", tmp_path / "y")
    facts = DISK.facts(str(tmp_path / "x"))
    assert facts is not None
    assert (facts.is_regular, facts.size, facts.links) == (True, 5, 2)
    link = DISK.facts(str(tmp_path / "link"))
    assert link is not None
    assert (link.is_regular, link.sort) == (False, stat.S_IFLNK)
    assert DISK.facts(str(tmp_path / "nothing")) is None
    assert DISK.facts(str(tmp_path / "x" / "below")) is None


def test_a_stamp_tells_a_replaced_and_a_changed_file(tmp_path: Path) -> None:
    """Replacing a file, or writing to it, changes its stamp, whatever time it is given; looking at it does not."""
    path = tmp_path / "x"

    def stamp() -> tuple[int, ...]:
        facts = DISK.facts(str(path))
        assert facts is not None
        return facts.stamp

    path.write_bytes(b"1")
    first = stamp()
    path.read_bytes()
    assert stamp() == first
    (tmp_path / "new").write_bytes(b"1")
    (tmp_path / "new").replace(path)
    assert stamp() != first
    second = stamp()
    path.write_bytes(b"22")
    third = stamp()
    assert third != second
    found = path.stat()
    while found.st_ctime_ns >= moment():
        pass
    path.write_bytes(b"33")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert stamp() != third


def test_names_in_a_folder(tmp_path: Path) -> None:
    """Sorted names; none where there is no folder; hidden ones do not count as content."""
    (tmp_path / "f").mkdir()
    folder = str(tmp_path / "f")
    assert (DISK.names(folder), DISK.has_names(folder)) == ([], False)
    (tmp_path / "f" / ".hidden").touch()
    assert (DISK.names(folder), DISK.has_names(folder)) == ([".hidden"], False)
    for name in "ba":
        (tmp_path / "f" / name).touch()
    assert (DISK.names(folder), DISK.has_names(folder)) == ([".hidden", "a", "b"], True)
    assert (DISK.names(str(tmp_path / "g")), DISK.has_names(str(tmp_path / "g"))) == ([], False)
    assert not DISK.has_names(str(tmp_path / "f" / "a"))


def test_age_counts_from_the_last_write(tmp_path: Path) -> None:
    """The age of a file is the time since it was written to."""
    (tmp_path / "x").touch()
    os.utime(tmp_path / "x", (0, 0))
    assert DISK.age(str(tmp_path / "x")) > 10**9


# --- writing ---


def test_a_new_file_is_as_the_umask_wants_it(tmp_path: Path) -> None:
    """A file made for a person has no more permission bits than the umask leaves."""
    with umask(0o077):
        DISK.write_new(str(tmp_path / "x"), b"x", 0o666)
    assert mode_of(tmp_path / "x") == 0o600


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    """A name that is taken, also by a dangling symlink, is refused and left as it is."""
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("x", "link"):
        with pytest.raises(FileExistsError):
            DISK.write_new(str(tmp_path / name), b"new", 0o600)
    assert (tmp_path / "x").read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


def test_a_new_file_that_does_not_fit_is_removed(tmp_path: Path) -> None:
    """A full disk leaves no half of a new file or of a copy."""
    (tmp_path / "source").write_bytes(b"x" * 5000)
    with (tmp_path / "source").open("rb") as source, files_at_most(1000):
        with pytest.raises(OSError):
            DISK.write_new(str(tmp_path / "x"), b"x" * 5000, 0o600)
        with pytest.raises(OSError):
            DISK.copy(source.fileno(), str(tmp_path / "y"), 0o400, 5000)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_an_append_that_does_not_fit_is_taken_back(tmp_path: Path) -> None:
    """What a full disk takes only in part is cut off again."""
    (tmp_path / "x").write_bytes(b"line\n")
    with files_at_most(1000), pytest.raises(OSError):
        DISK.append(str(tmp_path / "x"), b"y" * 5000)
    assert (tmp_path / "x").read_bytes() == b"line\n"


def test_append_and_truncate_do_not_follow_a_symlink(tmp_path: Path) -> None:
    """Nobody can make the store write to a file elsewhere by a symlink in the register's folder."""
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "link").symlink_to("other")
    with pytest.raises(OSError):
        DISK.append(str(tmp_path / "link"), b"x")
    with pytest.raises(OSError):
        DISK.truncate(str(tmp_path / "link"), 0)
    assert (tmp_path / "other").read_bytes() == b"other"


def test_truncate_append_rename_remove(tmp_path: Path) -> None:
    """The plain operations do what they are called."""
    path = str(tmp_path / "x")
    DISK.write_new(path, b"0123456789", 0o600)
    DISK.truncate(path, 4)
    DISK.append(path, b"!")
    DISK.sync(path)
    DISK.rename(path, str(tmp_path / "y"))
    DISK.sync(str(tmp_path))
    assert DISK.read(str(tmp_path / "y")) == b"0123!"
    DISK.remove(str(tmp_path / "y"))
    DISK.remove(str(tmp_path / "y"))
    assert list(tmp_path.iterdir()) == []


def test_syncing_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A sync that did nothing never looks like one that worked."""
    with pytest.raises(FileNotFoundError):
        DISK.sync(str(tmp_path / "x"))
    with pytest.raises(OSError):
        DISK.sync("/dev/null")  # no device of this sort can be synced


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no such folder here")
def test_a_folder_on_a_disk_that_syncs_none_is_let_pass() -> None:
    """Some network disks answer "invalid argument" for a folder; that does not stop a write."""
    with pytest.raises(OSError), Path("/proc/self/status").open("rb") as file:
        os.fsync(file.fileno())
    DISK.sync("/proc/self")


def test_a_copy_has_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    """A copy comes with digest and size, ends soon after its limit, and has the mode asked for."""
    (tmp_path / "source").write_bytes(b"x" * 3_000_000)
    with (tmp_path / "source").open("rb") as source, umask(0o777):
        digest, size = DISK.copy(source.fileno(), str(tmp_path / "x"), 0o444, 3_000_000)
    assert (len(digest), size, mode_of(tmp_path / "x")) == (64, 3_000_000, 0o444)
    with (tmp_path / "source").open("rb") as source:
        assert 1000 < DISK.copy(source.fileno(), str(tmp_path / "y"), 0o444, 1000)[1] < 3_000_000


def test_a_folder_has_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    """Who may write the register may write in its folders; one that is there keeps its mode."""
    with umask(0o077):
        DISK.make_folder(str(tmp_path / "f"), 0o775)
    DISK.make_folder(str(tmp_path / "f"), 0o700)
    assert mode_of(tmp_path / "f") == 0o775


@pytest.mark.parametrize("sort", ["link", "file"])
def test_a_folder_is_never_a_symlink(tmp_path: Path, sort: str) -> None:
    """A symlink where a folder should be is not followed."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        DISK.make_folder(str(tmp_path / sort), 0o755)


def test_evidence_is_opened_without_waiting(tmp_path: Path) -> None:
    """A pipe without a writer opens at once, to be refused; a symlink and a socket do not open."""
    os.close(DISK.open_evidence(str(irregular(tmp_path, "fifo"))))
    (tmp_path / "link").symlink_to("x")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket"))
        for name in ("link", "socket"):
            with pytest.raises(OSError):
                DISK.open_evidence(str(tmp_path / name))


def test_a_mark_is_an_empty_file_for_nobody_else(tmp_path: Path) -> None:
    """Made once, left alone when it is there, and never through a symlink."""
    DISK.mark(str(tmp_path / "mark"))
    (tmp_path / "mark").write_bytes(b"kept")
    DISK.mark(str(tmp_path / "mark"))
    assert (tmp_path / "mark").read_bytes() == b"kept"
    assert (tmp_path / "mark").stat().st_mode & 0o777 == 0o600
    (tmp_path / "link").symlink_to("elsewhere")
    with pytest.raises(OSError):
        DISK.mark(str(tmp_path / "link"))
    assert not (tmp_path / "elsewhere").exists()
