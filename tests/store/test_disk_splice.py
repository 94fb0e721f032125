"""The real disk: a file written anew around what is replaced in it."""

import errno
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.store import copying
from rectify.store.disk import Disk
from rectify.store.open_files import sync_so_far
from rectify.store.splice import PIECE, Splice, spliced
from tests.properties.styled_register import seeded
from tests.store.test_disk import files_at_most, umask

DISK = Disk()


@pytest.mark.parametrize("size", [0, 100, PIECE, 3 * PIECE + 17])
def test_the_digest_is_that_of_the_new_file(tmp_path: Path, size: int) -> None:
    """Small or large, hashed at once or beside the writing."""
    data = seeded(size).randbytes(size)
    (tmp_path / "old").write_bytes(data)
    splices = [Splice(size // 2, size // 2, b"new"), Splice(size, size, b"end")]
    told = DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), splices, 0o600)
    written = (tmp_path / "new").read_bytes()
    assert written == spliced(data, splices)
    assert told == (sha256(written).hexdigest(), len(written))
    assert (tmp_path / "old").read_bytes() == data


def test_little_may_be_written_and_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network disk takes and gives what it likes."""
    write, pread = os.write, os.pread
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:7]))
    monkeypatch.setattr(os, "pread", lambda file, size, at: pread(file, min(size, 5), at))
    data = bytes(range(200))
    (tmp_path / "old").write_bytes(data)
    told = DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), [Splice(100, 101, b"")], 0o600)
    assert told == (sha256(data[:100] + data[101:]).hexdigest(), 199)
    assert list(DISK.read_at(str(tmp_path / "new"), [(0, 20), (190, 300)])) == [data[:20], data[191:]]


def meddling(path: Path, deed: str, splice: Splice) -> Iterator[Splice]:
    """A splice, before which somebody does something to the file."""
    if deed == "shorter":
        os.truncate(path, 10)
    else:
        path.write_bytes(b"another" * 100)
        os.utime(path, ns=(1, 1))
    yield splice


@pytest.mark.parametrize("deed", ["shorter", "another"])
def test_a_file_that_changes_underneath_is_not_copied(tmp_path: Path, deed: str) -> None:
    """What would be half one text and half another is not left there."""
    old = tmp_path / "old"
    old.write_bytes(b"x" * 700)
    with pytest.raises(OSError, match="while it was copied"):
        DISK.splice(str(old), str(tmp_path / "new"), meddling(old, deed, Splice(600, 601, b"")), 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_another_file_than_was_read_is_not_copied(tmp_path: Path) -> None:
    """The stamp tells, also where the path leads to the right one again by now."""
    old = tmp_path / "old"
    old.write_bytes(b"x")
    facts = DISK.facts(str(old))
    assert facts
    DISK.splice(str(old), str(tmp_path / "new"), [], 0o600, stamp=facts.stamp)
    os.utime(old, ns=(1, 1))
    with pytest.raises(OSError, match="while it was copied"):
        DISK.splice(str(old), str(tmp_path / "newer"), [], 0o600, stamp=facts.stamp)
    assert not (tmp_path / "newer").exists()


def test_what_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """A full disk leaves no half of a copy; nor does a splice that is a bug."""
    (tmp_path / "old").write_bytes(b"x" * 5000)
    with files_at_most(1000), pytest.raises(OSError):
        DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), [], 0o600)
    with pytest.raises(ValueError, match="cannot be replaced"):
        DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), [Splice(9, 8, b"")], 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_nobody_else_may_open_it_before_it_is_whole(tmp_path: Path) -> None:
    """However wide the register is, and whatever the umask."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"x" * 100)
    old.chmod(0o666)
    seen: list[int] = []

    def watching() -> Iterator[Splice]:
        seen.append(new.stat().st_mode & 0o777)
        yield Splice(0, 1, b"y")

    with umask(0):
        DISK.splice(str(old), str(new), watching(), 0o600)
    assert (seen, new.stat().st_mode & 0o777) == ([0o600], 0o666)


def test_only_a_plain_file_is_copied_and_never_over_another(tmp_path: Path) -> None:
    """A folder is none; a name that is taken stays."""
    (tmp_path / "old").write_bytes(b"x")
    with pytest.raises(IsADirectoryError):
        DISK.splice(str(tmp_path), str(tmp_path / "new"), [], 0o600)
    with pytest.raises(FileExistsError):
        DISK.splice(str(tmp_path / "old"), str(tmp_path / "old"), [], 0o600)
    with pytest.raises(IsADirectoryError):
        list(DISK.read_at(str(tmp_path), [(0, 1)]))


def large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A file of some megabytes called old, where the drive is asked to take each megabyte."""
    monkeypatch.setattr(copying, "STRETCH", 1 << 20)
    data = seeded(3).randbytes((4 << 20) + 5)
    (folder / "old").write_bytes(data)
    return data


def test_of_a_large_file_the_drive_takes_what_is_written_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked as often as there are whole stretches, before the one sync that counts; the file is the same."""
    data, asked = large(tmp_path, monkeypatch), list[str]()
    monkeypatch.setattr(copying, "sync_so_far", lambda file: asked.append(f"so far {os.fstat(file).st_size >> 20}"))
    monkeypatch.setattr(copying, "sync", lambda _file: asked.append("whole"))
    told = DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), [Splice(0, 0, b"first")], 0o600)
    assert (tmp_path / "new").read_bytes() == b"first" + data
    assert told == (sha256(b"first" + data).hexdigest(), len(data) + 5)
    assert len(asked) == 5
    assert asked[-1] == "whole"


def test_a_drive_that_cannot_take_it_is_told_like_a_sync_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system tells such an error once: who has seen it must say so, and no half of a copy is left."""
    large(tmp_path, monkeypatch)

    def refuse(_file: int) -> None:
        raise OSError(errno.EIO, "the drive does not take it")

    monkeypatch.setattr(copying, "sync_so_far", refuse)
    with pytest.raises(OSError, match="does not take it"):
        DISK.splice(str(tmp_path / "old"), str(tmp_path / "new"), [], 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("way", ["fdatasync", "fsync"])
def test_what_is_written_so_far_is_synced_as_the_system_can(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Where there is no fdatasync, all of it is synced."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "fsync", lambda file: asked.append(("fsync", file)))
    monkeypatch.setattr(os, "fdatasync", lambda file: asked.append(("fdatasync", file)), raising=False)
    if way == "fsync":
        monkeypatch.delattr(os, "fdatasync")
    sync_so_far(7)
    assert asked == [(way, 7)]
