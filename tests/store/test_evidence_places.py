"""Evidence: where it comes to lie, one blob a digest and issue, and what is found there later."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.errors import BadEvidence
from rectify.faults import Damaged, DiskRefused
from rectify.model.event import Mention
from tests.store.faulty_disk import FaultyDisk
from tests.store.handed_in import blob, files, handed_in, kept
from tests.store.material import mention, write_register


def test_the_same_file_twice_is_one_blob(tmp_path: Path) -> None:
    """In one run or in two, under one name or two: an issue has one blob a digest."""
    store = files(tmp_path)
    for name in ("a.pdf", "b.pdf"):
        store.take_in(handed_in(tmp_path, name=name))
    assert len(kept(tmp_path)) == 1
    store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    store.let_go()
    store.take_in(handed_in(tmp_path, name="c.pdf"))
    store.put_in_place([("Q-1", [mention(b"cured", "c.pdf")])])
    store.let_go()
    assert kept(tmp_path) == {f"Q-1/{blob(b'cured', 'a.pdf')}": b"cured"}


def test_one_file_for_two_issues_is_two_blobs(tmp_path: Path) -> None:
    """Each issue's folder is whole by itself (一案一档)."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    for issue in ("Q-1", "Q-2", "Q-1"):
        store.put_in_place([(issue, [mention(b"cured", "a.pdf")])])
    name = blob(b"cured", "a.pdf")
    assert kept(tmp_path) == {f"Q-1/{name}": b"cured", f"Q-2/{name}": b"cured"}


def test_a_blob_that_is_there_already_is_synced_all_the_same(tmp_path: Path) -> None:
    """Who put it there may have been killed before syncing the folder."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    disk = FaultyDisk()
    files(tmp_path, disk).put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    assert [call for call in disk.calls if call[0] == "sync"] == [("sync", "Q-1"), ("sync", "issues.evidence")]


def test_each_folder_is_synced_once_a_run(tmp_path: Path) -> None:
    """However many events bring files into it; the folder that they lie in comes last."""
    disk = FaultyDisk()
    store = files(tmp_path, disk)
    for data in (b"cured", b"planted"):
        store.take_in(handed_in(tmp_path, data, f"{data.decode()}.pdf"))
    first, second = ([mention(data, "a.pdf")] for data in (b"cured", b"planted"))
    store.put_in_place([("Q-1", first), ("Q-2", first), ("Q-3", []), ("Q-1", second)])
    synced = [name for method, name in disk.calls if method == "sync"]
    assert synced == ["Q-1", "Q-2", "issues.evidence"]
    assert disk.calls[-3:] == [("sync", name) for name in synced]
    assert len(kept(tmp_path)) == 3


@pytest.mark.parametrize("digest", ["", "../../../../../etc/x", "/" * 64, "A" * 64])
def test_a_digest_that_is_none_leads_nowhere(tmp_path: Path, digest: str) -> None:
    """It is the first half of a file's name."""
    with pytest.raises(BadEvidence, match="is no sha256"):
        files(tmp_path).put_in_place([("Q-1", [Mention(digest, "a.pdf", 5)])])
    assert not (tmp_path / "issues.evidence").exists()


def test_without_evidence_nothing_is_made(tmp_path: Path) -> None:
    """An event without files leaves no folder."""
    files(tmp_path).put_in_place([("Q-1", [])])
    assert not (tmp_path / "issues.evidence").exists()


def test_a_blob_that_was_altered_is_never_taken_for_the_file(tmp_path: Path) -> None:
    """Handing in the same file again neither trusts nor overwrites what lies there under its name."""
    store = files(tmp_path)
    path = tmp_path / "issues.evidence" / "Q-1" / blob(b"cured", "report.pdf")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"CURED")
    store.take_in(handed_in(tmp_path))
    with pytest.raises(Damaged) as raised:
        store.put_in_place([("Q-1", [mention(b"cured", "report.pdf")])])
    assert raised.value.exit_code == 7
    assert path.read_bytes() == b"CURED"


def test_two_files_of_one_short_digest_are_told_apart(tmp_path: Path) -> None:
    """The full digest decides, not the sixteen digits of the name."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    other = tmp_path / "issues.evidence" / "Q-1" / blob(b"cured", "a-forgery.pdf")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"forged")
    store.put_in_place([("Q-1", [mention(b"cured", "report.pdf")])])
    assert kept(tmp_path) == {f"Q-1/{other.name}": b"forged", f"Q-1/{blob(b'cured', 'report.pdf')}": b"cured"}


def test_evidence_named_by_hand_must_be_there(tmp_path: Path) -> None:
    """A file that an adopted edit names, but nobody handed in, is missed and not invented."""
    with pytest.raises(BadEvidence, match="the register names it, but it is not there"):
        files(tmp_path).put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("place", ["issues.evidence", "issues.evidence/Q-1"])
def test_a_folder_that_is_a_symlink_is_refused(tmp_path: Path, place: str, is_there: bool) -> None:
    """A case folder is not led elsewhere, not even to the very files that belong in it."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    if is_there:
        store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    else:
        (tmp_path / "issues.evidence" / "Q-1").mkdir()
    (tmp_path / place).rename(tmp_path / "elsewhere")
    (tmp_path / place).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DiskRefused, match="symlink is not followed") as raised:
        store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    assert raised.value.exit_code == 8


@pytest.mark.parametrize("make", [lambda path: path.symlink_to(__file__), os.mkfifo, Path.mkdir])
def test_a_place_that_is_taken_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """What stands under the blob's name and is no file is neither followed nor written over."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    path = tmp_path / "issues.evidence" / "Q-1" / blob(b"cured", "a.pdf")
    path.parent.mkdir()
    make(path)
    with pytest.raises(Damaged, match="is not the evidence that its name says"):
        store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])


def test_a_file_that_was_lost_is_put_back_by_handing_it_in_again(tmp_path: Path) -> None:
    """The blob lies again where the register says it does."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    store.let_go()
    (tmp_path / "issues.evidence" / "Q-1" / blob(b"cured", "a.pdf")).unlink()
    store.take_in(handed_in(tmp_path, name="b.pdf"))
    store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    assert kept(tmp_path) == {f"Q-1/{blob(b'cured', 'a.pdf')}": b"cured"}


@pytest.mark.parametrize("name", ["../../a.pdf", "/etc/passwd", "", "a\0b", "长" * 70])
def test_a_name_written_by_hand_leads_nowhere(tmp_path: Path, name: str) -> None:
    """Whatever the register calls a file, it is put in its case folder or nowhere."""
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    with pytest.raises(BadEvidence, match="a name that no file can have"):
        store.put_in_place([("Q-1", [mention(b"cured", name)])])
    store.let_go()
    assert kept(tmp_path) == {}


def test_case_folders_are_noticed(tmp_path: Path) -> None:
    """Copies on their way in are no case folders."""
    store = files(tmp_path)
    assert not store.has_any()
    store.take_in(handed_in(tmp_path))
    assert not store.has_any()
    store.put_in_place([("Q-1", [mention(b"cured", "a.pdf")])])
    assert store.has_any()


@pytest.mark.parametrize(
    ("register", "folder", "blob_mode"),
    [(0o600, 0o700, 0o400), (0o640, 0o750, 0o440), (0o644, 0o755, 0o444), (0o664, 0o775, 0o444), (0o200, 0o700, 0o400)],
)
def test_evidence_is_never_more_open_than_the_register(
    tmp_path: Path, register: int, folder: int, blob_mode: int
) -> None:
    """Who may read the register may read the evidence; nobody may write it."""
    write_register(tmp_path).chmod(register)
    store = files(tmp_path)
    store.take_in(handed_in(tmp_path))
    for issue in ("Q-1", "Q-2"):
        store.put_in_place([(issue, [mention(b"cured", "a.pdf")])])
    for path in (tmp_path / "issues.evidence").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (folder if path.is_dir() else blob_mode)
    assert stat.S_IMODE((tmp_path / "issues.evidence").stat().st_mode) == folder


def test_evidence_of_a_missing_register_is_private(tmp_path: Path) -> None:
    """Without a register to go by, nobody else may look."""
    store = files(tmp_path)
    (tmp_path / "issues.yaml").unlink()
    store.take_in(handed_in(tmp_path))
    [path] = (tmp_path / "issues.evidence").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
