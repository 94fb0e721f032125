"""Case files: zip files written whole or not at all, alike whenever they are written."""

import errno
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.faults import CaseFileExists, Damaged, DiskRefused
from rectify.model.blob import Blob
from rectify.store.case_file import CaseFileStore, Member
from tests.store.begun import begun
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.handed_in import blob, files, handed_in
from tests.store.material import mention, write_register
from tests.store.people import IS_ROOT, open_folder, ordinary_user

AT = datetime(2018, 12, 3, 12, 0, tzinfo=UTC)
BLOB = Blob("Q-1", blob(b"cured", "报告.pdf"), sha256(b"cured").hexdigest(), 5)
MEMBERS = (
    Member("Q-1/README.txt", AT, "档案".encode()),
    Member("Q-1/evidence/01-报告.pdf", AT, blob=BLOB),
    Member("Q-1/old", datetime(1970, 1, 1, tzinfo=UTC)),
    Member("Q-1/new", datetime(9999, 1, 1, tzinfo=UTC)),
)


def shelf(folder: Path, disk: FaultyDisk | None = None) -> CaseFileStore:
    """What makes case files of a register in a folder; Q-1 has one file."""
    write_register(folder)
    store = files(folder)
    store.take_in(handed_in(folder))
    store.put_in_place([("Q-1", [mention(b"cured", "报告.pdf")])])
    return CaseFileStore(str(folder / "issues.yaml"), disk=disk)


def test_a_case_file_holds_its_members_in_their_order(tmp_path: Path) -> None:
    """Names in any script, recorded times (within what a zip file knows), files that nobody may write; not packed."""
    target = tmp_path / "Q-1.zip"
    written = shelf(tmp_path).write(str(target), MEMBERS)
    assert (written.path, written.size) == (str(target), target.stat().st_size)
    assert written.sha256 == sha256(target.read_bytes()).hexdigest()
    with zipfile.ZipFile(target) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert [(info.filename, archive.read(info)) for info in infos[:2]] == [
            ("Q-1/README.txt", "档案".encode()),
            ("Q-1/evidence/01-报告.pdf", b"cured"),
        ]
    assert infos[1].flag_bits & 0x800  # the name is UTF-8, for Windows and macOS to know
    assert [info.date_time[:4] for info in infos] == [(2018, 12, 3, 12)] * 2 + [(1980, 1, 1, 0), (2107, 12, 31, 23)]
    assert {(info.external_attr >> 16, info.compress_type) for info in infos} == {(stat.S_IFREG | 0o444, 0)}


def test_the_same_members_give_the_same_bytes(tmp_path: Path) -> None:
    """Whenever, and whatever the files on the disk say of their own times."""
    store = shelf(tmp_path)
    first = store.write(str(tmp_path / "1.zip"), MEMBERS)
    os.utime(tmp_path / "issues.evidence" / "Q-1" / BLOB.name, (0, 0))
    assert store.write(str(tmp_path / "2.zip"), MEMBERS).sha256 == first.sha256


@pytest.mark.parametrize(("register", "expected"), [(0o600, 0o600), (0o640, 0o640), (0o444, 0o444)])
def test_nobody_may_read_it_who_may_not_read_the_register(tmp_path: Path, register: int, expected: int) -> None:
    """The umask narrows it further."""
    store = shelf(tmp_path)
    (tmp_path / "issues.yaml").chmod(register)
    before = os.umask(0o022)
    try:
        store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "Q-1.zip").stat().st_mode) == expected


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file to any group")
def test_its_group_is_that_of_the_register(tmp_path: Path) -> None:
    """The bits for a group are meant for that one, not for the group of whoever is at the keyboard."""
    store = shelf(tmp_path)
    os.chown(tmp_path / "issues.yaml", -1, 23456)
    (tmp_path / "issues.yaml").chmod(0o640)
    written = store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    found = Path(written.path).stat()
    assert (found.st_gid, stat.S_IMODE(found.st_mode)) == (23456, 0o640)


@pytest.mark.skipif(not IS_ROOT, reason="only root can step down")
def test_a_group_that_cannot_be_given_may_not_read_it() -> None:
    """Then the bits of the register's group let nobody in."""
    with open_folder() as folder:
        store = shelf(folder)
        os.chown(folder / "issues.yaml", -1, 23456)
        (folder / "issues.yaml").chmod(0o640)
        with ordinary_user():
            store.write(str(folder / "Q-1.zip"), MEMBERS[:1])
        assert stat.S_IMODE((folder / "Q-1.zip").stat().st_mode) == 0o600


def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    """After a day; a younger one may still be at work, and a file of another name is somebody else's."""
    store = shelf(tmp_path)
    old, young, other = (
        tmp_path / f".{name}.part" for name in (f"rectify-{'a' * 16}", f"rectify-{'b' * 16}", "a" * 16)
    )
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    assert [path.exists() for path in (old, young, other)] == [False, True, True]
    os.utime(young, (0, 0))
    store.write(str(tmp_path / "Q-2.zip"), MEMBERS)
    assert young.exists()  # a folder with a thousand case files is not looked through a thousand times


@pytest.mark.skipif(not IS_ROOT, reason="only root can step down")
def test_a_folder_that_may_not_be_listed_is_not_swept() -> None:
    """What lies there is nobody's business; the case file is written before the folder refuses to be synced."""
    with open_folder() as folder:
        store = shelf(folder)
        (folder / "box").mkdir()
        (folder / "box").chmod(0o333)
        with ordinary_user(), pytest.raises(DiskRefused, match="permission denied"):
            store.write(str(folder / "box" / "Q-1.zip"), MEMBERS[:1])
        assert zipfile.is_zipfile(folder / "box" / "Q-1.zip")


def test_without_a_register_it_is_private(tmp_path: Path) -> None:
    """Nobody else may look."""
    store = shelf(tmp_path)
    (tmp_path / "issues.yaml").unlink()
    store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    assert stat.S_IMODE((tmp_path / "Q-1.zip").stat().st_mode) == 0o600


# --- where ---


def test_where_it_is_written(tmp_path: Path) -> None:
    """A file by its name, a folder with the issue's; without either, here."""
    store = shelf(tmp_path)
    assert store.place_of("Q-1", None) == "Q-1.zip"
    assert store.place_of("Q-1", "档案.zip") == "档案.zip"
    assert store.place_of("Q-1", str(tmp_path)) == f"{tmp_path}/Q-1.zip"
    assert store.place_of("Q-1", "not-yet/") == "not-yet/Q-1.zip"
    (tmp_path / "link").symlink_to(tmp_path)
    assert store.place_of("Q-1", str(tmp_path / "link")) == f"{tmp_path}/link/Q-1.zip"
    assert [store.is_folder(str(tmp_path / name)) for name in ("link", "issues.yaml", "gone")] == [True, False, False]
    assert len(store.place_of("𠀀" * 63, None)) < 40


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to("gone"), os.mkfifo])
def test_what_is_there_is_not_written_over(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """Whatever it is."""
    store = shelf(tmp_path)
    target = tmp_path / "Q-1.zip"
    make(target)
    before = target.lstat()
    with pytest.raises(CaseFileExists) as raised:
        store.write(str(target), MEMBERS)
    assert raised.value.exit_code == 5
    assert target.lstat() == before


def test_a_file_may_be_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    """At once; a folder or a symlink never is."""
    store = shelf(tmp_path)
    target = tmp_path / "Q-1.zip"
    target.write_bytes(b"old")
    store.write(str(target), MEMBERS, may_replace=True)
    assert zipfile.is_zipfile(target)
    (tmp_path / "link.zip").symlink_to("Q-1.zip")
    with pytest.raises(DiskRefused, match="something else than a file"):
        store.write(str(tmp_path / "link.zip"), MEMBERS, may_replace=True)


@pytest.mark.parametrize(
    "name", ["issues.yaml", "issues.log.jsonl", ".issues.lock", "issues.evidence/Q-1.zip", "desk/../issues.evidence"]
)
def test_the_registers_own_files_are_never_written_over(tmp_path: Path, name: str) -> None:
    """Nor is anything put among them."""
    store = shelf(tmp_path)
    with pytest.raises(DiskRefused, match="it belongs to the register itself"):
        store.write(str(tmp_path / name), MEMBERS, may_replace=True)


def test_a_name_taken_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """It is looked for once more at the very end."""
    target = tmp_path / "Q-1.zip"

    def take(method: str, _path: str) -> None:
        if method == "put_new":
            target.write_bytes(b"theirs")

    with pytest.raises(CaseFileExists):
        shelf(tmp_path, FaultyDisk(watch=take)).write(str(target), MEMBERS)
    assert target.read_bytes() == b"theirs"
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


# --- what goes wrong ---


@pytest.mark.parametrize(
    "fault",
    [Fault("put_new", ".zip", errno.ENOSPC), Fault("put_new", ".zip", errno.EACCES), Fault("facts", ".zip", errno.EIO)],
)
def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, fault: Fault) -> None:
    """No half file, no temporary one."""
    store = shelf(tmp_path, FaultyDisk(fault))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DiskRefused) as raised:
        store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    assert raised.value.exit_code == 8
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """It is not made."""
    with pytest.raises(DiskRefused, match="there is no such folder"):
        shelf(tmp_path).write(str(tmp_path / "gone" / "Q-1.zip"), MEMBERS)


def test_a_file_that_changes_under_the_copy_is_never_handed_out(tmp_path: Path) -> None:
    """What was looked at before is compared with what was copied."""
    store = shelf(tmp_path)
    path = tmp_path / "issues.evidence" / "Q-1" / BLOB.name
    path.chmod(0o600)
    path.write_bytes(b"CURED")
    with pytest.raises(Damaged, match="changed while it was copied"):
        store.write(str(tmp_path / "Q-1.zip"), MEMBERS)
    assert not (tmp_path / "Q-1.zip").exists()


# --- the trail ---


def test_the_trail_is_not_held_as_a_whole(tmp_path: Path) -> None:
    """It comes line by line, however long it is."""
    disk = FaultyDisk(Fault("read", ".log.jsonl"))
    assert list(CaseFileStore(begun(tmp_path).name, disk=disk).lines()) != []


def test_the_lines_of_the_trail_are_given_as_they_stand(tmp_path: Path) -> None:
    """Each with its run; what is not recorded yet is left out."""
    store = begun(tmp_path)
    log = tmp_path / "issues.log.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"prev":')
    found = list(CaseFileStore(store.name).lines())
    assert b"".join(line for _, line in found) == whole
    assert [run.seq for run, _ in found] == list(range(1, len(found) + 1))
