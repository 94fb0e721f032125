"""Evidence: what is taken in, what is refused, and where it comes to lie."""

import errno
import os
import re
import socket
from pathlib import Path

import pytest

from rectify.errors import BadEvidence
from rectify.faults import DiskRefused
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.handed_in import blob, files, handed_in, kept
from tests.store.material import mention
from tests.store.people import open_folder, ordinary_user


@pytest.mark.parametrize(
    ("sort", "why"),
    [
        ("missing", "no such file or directory"),
        ("folder", "it is a folder"),
        ("fifo", "it is a FIFO, not a file"),
        ("socket", "it is a socket, not a file"),
        ("symlink", "it is a symlink"),
        ("dangling", "it is a symlink"),
        ("device", "it is a device, not a file"),
        ("below", "not a directory"),
        ("x" * 300, "file name too long"),
        ("a\0b", "the name holds a NUL"),
        ("", "no such file or directory"),
    ],
)
def test_only_a_plain_file_is_taken_in(tmp_path: Path, sort: str, why: str) -> None:
    """What is no regular file is refused with its sort, at once, and nothing is kept."""
    path = _irregular(tmp_path, sort)
    store = files(tmp_path)
    for look in (store.take_in, store.look_at):
        with pytest.raises(BadEvidence) as raised:
            look(path)
        assert raised.value.facts["why"] == why
        assert raised.value.exit_code == 3
    assert kept(tmp_path) == {}


def _irregular(folder: Path, sort: str) -> str:
    if not sort or "\0" in sort:
        return sort
    path = folder / sort
    if sort == "folder":
        path.mkdir()
    elif sort == "fifo":
        os.mkfifo(path)
    elif sort == "socket":
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(path))
    elif sort in {"symlink", "dangling"}:
        path.symlink_to(handed_in(folder) if sort == "symlink" else "nowhere")
    return {"device": "/dev/null", "below": f"{handed_in(folder)}/x"}.get(sort, str(path))


def test_a_file_that_may_not_be_read_is_refused() -> None:
    """An unreadable file is named, and why."""
    with open_folder() as folder:
        path = handed_in(folder)
        Path(path).chmod(0)
        with ordinary_user(), pytest.raises(BadEvidence, match="permission denied"):
            files(folder).take_in(path)


@pytest.mark.parametrize(
    "name", ["-rf", "报告（终稿）.pdf", "长" * 80 + ".pdf", "\x1b[31m.pdf", "a\nb.pdf", ".profile"]
)
def test_any_name_comes_to_lie_under_a_safe_one(tmp_path: Path, name: str) -> None:
    """Whatever a file is called, its blob has a plain name in its own case folder."""
    store = files(tmp_path)
    item = store.take_in(handed_in(tmp_path, name=name))
    store.put_in_place([("Q-1", [mention(b"cured", item.name)])])
    assert kept(tmp_path) == {f"Q-1/{item.blob}": b"cured"}
    assert re.fullmatch(r"[0-9a-f]{16}-[\w.-]+", item.blob)
    assert len(item.blob.encode()) <= 140


def test_a_path_does_not_lead_out_of_the_case_folder(tmp_path: Path) -> None:
    """`../../x` is the file x of that folder, and its blob lies where every blob lies."""
    (tmp_path / "x").write_bytes(b"cured")
    (tmp_path / "a" / "b").mkdir(parents=True)
    store = files(tmp_path)
    item = store.take_in(str(tmp_path / "a" / "b" / ".." / ".." / "x"))
    store.put_in_place([("Q-1", [mention(b"cured", item.name)])])
    assert kept(tmp_path) == {f"Q-1/{blob(b'cured', 'x')}": b"cured"}


def test_a_file_of_the_system_without_a_size_is_refused(tmp_path: Path) -> None:
    """A file that holds more than it says (/proc) is not copied, nor hashed for a dry run."""
    store = files(tmp_path)
    for look in (store.take_in, store.look_at):
        with pytest.raises(BadEvidence, match="it changed while it was copied"):
            look("/proc/self/status")


def test_a_file_that_cannot_be_read_to_its_end_is_refused(tmp_path: Path) -> None:
    """A read error in a dry run is the file's fault, and told as such."""
    path = "/proc/self/mem"
    with pytest.raises(BadEvidence):
        files(tmp_path).look_at(path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_a_disk_that_cannot_keep_it_is_told(tmp_path: Path, number: int) -> None:
    """A full or read-only disk is the surroundings' fault (8), and leaves no copy."""
    store = files(tmp_path, FaultyDisk(Fault("copy", ".incoming", number)))
    with pytest.raises(DiskRefused) as raised:
        store.take_in(handed_in(tmp_path))
    assert raised.value.exit_code == 8
    assert kept(tmp_path) == {}


def test_an_evidence_folder_that_is_a_symlink_is_refused(tmp_path: Path) -> None:
    """Evidence is not led elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "issues.evidence").symlink_to("elsewhere")
    with pytest.raises(DiskRefused, match="symlink is not followed"):
        files(tmp_path).take_in(handed_in(tmp_path))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_dry_run_sees_the_same_file_and_keeps_nothing(tmp_path: Path) -> None:
    """Hashing alone gives what taking in gives."""
    store = files(tmp_path)
    path = handed_in(tmp_path, b"x" * 2_500_000)
    assert store.look_at(path) == store.take_in(path)
    store.let_go()
    assert kept(tmp_path) == {}


def test_what_is_let_go_leaves_nothing_even_where_removing_fails(tmp_path: Path) -> None:
    """A refusal removes the copies; a disk that will not remove one does not hide the refusal."""
    disk = FaultyDisk()
    store = files(tmp_path, disk)
    store.take_in(handed_in(tmp_path))
    disk.faults.append(Fault("remove", ".incoming", errno.EROFS))
    store.let_go()
    assert len(kept(tmp_path)) == 1


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    """A refused first file leaves no empty evidence folder; one that was there, or holds something, stays."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    store.let_go()
    assert not (tmp_path / "issues.evidence").exists()
    store.take_in(handed_in(tmp_path))
    (tmp_path / "issues.evidence" / ".2-b.incoming").touch()
    store.let_go()
    assert list(kept(tmp_path)) == [".2-b.incoming"]
    (tmp_path / "issues.evidence" / ".2-b.incoming").unlink()
    store.take_in(handed_in(tmp_path))
    store.let_go()
    assert (tmp_path / "issues.evidence").is_dir()


@pytest.mark.parametrize("times", [1, 8])
def test_a_folder_that_another_process_takes_away_is_made_again(tmp_path: Path, times: int) -> None:
    """Whoever let go of nothing removes the folder he made: whoever is just coming makes it again, a few times."""
    left = [None] * times

    def take_away(method: str, _path: str) -> None:
        if method == "copy" and left:
            left.pop()
            (tmp_path / "issues.evidence").rmdir()

    store = files(tmp_path, FaultyDisk(watch=take_away))
    if times == 1:
        store.take_in(handed_in(tmp_path))
        assert len(kept(tmp_path)) == 1
    else:
        with pytest.raises(DiskRefused, match="no such file or directory"):
            store.take_in(handed_in(tmp_path))


def test_copies_left_by_the_dead_are_swept_away(tmp_path: Path) -> None:
    """A copy that nobody touched for a day goes; one of today, one's own, and everything else stays."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path, b"mine"))
    folder = tmp_path / "issues.evidence"
    [own] = folder.iterdir()
    for name in (".1-a.incoming", ".hidden", "Q-1.incoming", own.name):
        (folder / name).touch()
        os.utime(folder / name, (0, 0))
    (folder / ".2-b.incoming").touch()
    store.sweep()
    assert sorted(kept(tmp_path)) == sorted([".2-b.incoming", ".hidden", "Q-1.incoming", own.name])
