"""The case folders as they lie on the disk."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.faults import DiskRefused
from rectify.login import login
from rectify.model.blob import Blob
from rectify.store.case_folders import CaseFolders
from rectify.store.disk import Disk
from rectify.store.layout import Layout
from tests.store.handed_in import blob, files, handed_in
from tests.store.material import mention, write_register
from tests.store.people import open_folder, ordinary_user

CURED = sha256(b"cured").hexdigest()
NAME = blob(b"cured", "报告.pdf")


def folders(folder: Path) -> CaseFolders:
    """The case folders of a register in a folder, with one file of Q-1 and one of Q-2."""
    store = files(folder)
    store.take_in(handed_in(folder))
    for issue in ("Q-1", "Q-2"):
        store.put_in_place([(issue, [mention(b"cured", "报告.pdf")])])
    return seen(folder)


def seen(folder: Path) -> CaseFolders:
    """A look at what is there."""
    return CaseFolders(Layout.of(str(folder / "issues.yaml")), Disk())


def of(folder: Path, issue: str = "Q-1") -> Path:
    """The place of a file."""
    return folder / "issues.evidence" / issue / NAME


def test_every_file_is_read(tmp_path: Path) -> None:
    """Name, digest, size; of a file that is what its name says, nothing is told of its owner."""
    sound = Blob("Q-1", NAME, CURED, 5)
    look = folders(tmp_path)
    assert list(look.blobs()) == [sound, Blob("Q-2", NAME, CURED, 5)]
    assert list(look.blobs(["Q-1", "Q-9"])) == [sound]
    assert sound.is_what_its_name_says
    assert b"".join(look.chunks(sound)) == b"cured"


def test_without_evidence_there_is_nothing(tmp_path: Path) -> None:
    """No folder, no files."""
    write_register(tmp_path)
    assert list(seen(tmp_path).blobs()) == []
    assert list(seen(tmp_path).blobs(["Q-1"])) == []


def test_copies_on_their_way_in_are_no_case_folders(tmp_path: Path) -> None:
    """What another process is just taking in is not looked at."""
    look = folders(tmp_path)
    (tmp_path / "issues.evidence" / ".1-a.incoming").touch()
    assert len(list(look.blobs())) == 2


def replaced(path: Path) -> None:
    """Other bytes, as many, and the time of writing set back."""
    path.unlink()
    path.write_bytes(b"CURED")
    os.utime(path, (0, 0))


def test_a_file_that_is_not_what_its_name_says_leaves_traces(tmp_path: Path) -> None:
    """Its owner, when it was written, and when it was put there: that cannot be set back."""
    look = folders(tmp_path)
    replaced(of(tmp_path))
    found = next(iter(look.blobs()))
    assert (found.sha256, found.size, found.is_writable) == (sha256(b"CURED").hexdigest(), 5, True)
    assert (found.owner, found.written) == (login(), "1970-01-01T00:00:00Z")
    assert found.placed is not None
    assert found.placed > "2020"
    assert not found.is_what_its_name_says


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.symlink_to(path.with_name("x")), "it is a symlink"),
        (os.mkfifo, "it is a FIFO, not a file"),
        (Path.mkdir, "it is a folder"),
    ],
)
def test_what_is_no_file_is_not_read(tmp_path: Path, make: Callable[[Path], object], why: str) -> None:
    """Nothing is followed, nobody waits; what stands there is told."""
    look = folders(tmp_path)
    of(tmp_path).unlink()
    make(of(tmp_path))
    found = next(iter(look.blobs()))
    assert (found.name, found.sha256, found.why, found.owner) == (NAME, None, why, login())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("issues.evidence", Blob("", "", why="the evidence folder is a symlink")),
        ("issues.evidence/Q-1", Blob("Q-1", "", why="its case folder is a symlink")),
    ],
)
def test_a_folder_that_is_a_symlink_is_not_followed(tmp_path: Path, place: str, expected: Blob) -> None:
    """Not even to the right files."""
    look = folders(tmp_path)
    (tmp_path / place).rename(tmp_path / "elsewhere")
    (tmp_path / place).symlink_to(tmp_path / "elsewhere")
    assert list(look.blobs(["Q-1"])) == [expected]


def test_a_file_among_the_case_folders_is_no_case_folder(tmp_path: Path) -> None:
    """It is told by its name."""
    look = folders(tmp_path)
    (tmp_path / "issues.evidence" / "A").write_bytes(b"stray")
    assert next(iter(look.blobs())) == Blob("", "A", size=5, why="it is no case folder")


def test_a_file_that_may_not_be_read_is_told() -> None:
    """It has no digest, and the reason is the system's; a folder that may not be read is an error (8)."""
    with open_folder() as folder:
        look = folders(folder)
        of(folder).chmod(0)
        with ordinary_user():
            assert next(iter(look.blobs())).why == "permission denied"
        (folder / "issues.evidence" / "Q-1").chmod(0o711)
        with ordinary_user(), pytest.raises(DiskRefused) as raised:
            list(look.blobs())
        assert raised.value.exit_code == 8


class Fleeting(Disk):
    """A disk on which files go between being listed and being looked at."""

    def names(self, folder: str) -> list[str]:
        """With one that is gone again."""
        return [*super().names(folder), "gone"]


def test_a_file_that_goes_meanwhile_is_told(tmp_path: Path) -> None:
    """It was there a moment ago."""
    folders(tmp_path)
    look = CaseFolders(Layout.of(str(tmp_path / "issues.yaml")), Fleeting())
    assert list(look.blobs(["Q-1"]))[1] == Blob("Q-1", "gone", why="it is gone again")


@pytest.mark.parametrize(
    "issue", ["", ".", "..", "../issues.evidence/Q-1", "/etc", "a\0b", "长" * 86, "a" * 256, "\ud800"]
)
def test_a_name_that_no_folder_can_have_has_no_files(tmp_path: Path, issue: str) -> None:
    """Whoever says that an issue is called so: nothing outside is looked at, and nothing breaks."""
    look = folders(tmp_path)
    assert [blob.issue for blob in look.blobs([issue, "Q-2"])] == ["Q-2"]


class Vanishing(Disk):
    """A disk on which a file goes after it was read."""

    def traces(self, path: str) -> tuple[str, str, str]:
        """Of nothing."""
        Path(path).unlink()
        return super().traces(path)


def test_a_file_that_goes_before_its_traces_are_taken_is_told(tmp_path: Path) -> None:
    """It is gone, as one that went before it was read."""
    folders(tmp_path)
    replaced(of(tmp_path))
    look = CaseFolders(Layout.of(str(tmp_path / "issues.yaml")), Vanishing())
    assert list(look.blobs(["Q-1"])) == [Blob("Q-1", NAME, why="it is gone again")]
