"""The survey of the ground: the disk below a register, and what everybody may write to."""

from pathlib import Path

import pytest

from rectify.faults import Locked
from rectify.model.ground import Ground, OpenPlace, SharedDisk
from rectify.store.disk import Disk, Facts
from rectify.store.folder import FolderStore
from rectify.store.layout import Layout
from rectify.store.survey import survey
from tests.store.material import write_register


class NetworkDisk(Disk):
    """A disk that says it is mounted from a server; what is below `shut` may not be looked at."""

    def __init__(self, point: Path, shut: str = "nothing") -> None:
        self._point, self._shut = point, shut

    def mount_table(self) -> bytes:
        """A table of one mount."""
        if self._shut == "table":
            raise PermissionError
        return f"1 0 0:1 / {self._point} rw - nfs4 server:/x rw".encode()

    def facts(self, path: str) -> Facts | None:
        """See `Disk.facts`."""
        if path.endswith(self._shut):
            raise PermissionError
        return super().facts(path)

    def names(self, folder: str) -> list[str]:
        """See `Disk.names`."""
        if folder.endswith(self._shut):
            raise PermissionError
        return super().names(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register, a trail and two pieces of evidence, none of it open to all."""
    tmp_path.chmod(0o755)
    write_register(tmp_path).chmod(0o644)
    (tmp_path / "issues.evidence" / "Q-1").mkdir(parents=True)
    for name in ("issues.log.jsonl", "issues.evidence/Q-1/1-a.pdf", "issues.evidence/Q-1/2-b.pdf"):
        (tmp_path / name).write_bytes(b"")
        (tmp_path / name).chmod(0o644)
    return tmp_path


def surveyed(folder: Path, name: str | None = None, disk: Disk | None = None) -> Ground:
    """The ground of the register in a folder."""
    name = name or str(folder / "issues.yaml")
    return survey(Layout.of(name), name, disk or Disk())


def test_nothing_is_said_of_a_folder_in_order(folder: Path) -> None:
    """Files for owner and group, on a disk of this machine; a symlink's own bits mean nothing."""
    (folder / "issues.evidence" / "link").symlink_to("Q-1")
    assert surveyed(folder).open_places == ()


@pytest.mark.parametrize(
    ("name", "mode", "told"),
    [
        ("issues.yaml", 0o646, OpenPlace("issues.yaml")),
        ("issues.log.jsonl", 0o666, OpenPlace("issues.log.jsonl")),
        (".", 0o777, OpenPlace(".")),
        ("issues.evidence", 0o777, OpenPlace("issues.evidence", 1)),
        ("issues.evidence/Q-1/2-b.pdf", 0o446, OpenPlace("issues.evidence", 1)),
    ],
)
def test_what_everybody_may_write_to_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, mode: int, told: OpenPlace
) -> None:
    """As the user would write it; the case folders are told together."""
    monkeypatch.chdir(folder)
    (folder / name).chmod(mode)
    assert surveyed(folder, "issues.yaml").open_places == (told,)


@pytest.mark.parametrize("name", [".", "issues.evidence/Q-1"])
def test_a_sticky_folder_is_not_open(folder: Path, name: str) -> None:
    """There only the owner of a file can replace it, as in /tmp."""
    (folder / name).chmod(0o1777)
    assert surveyed(folder).open_places == ()


def test_all_is_told_at_once_and_the_case_folders_are_counted(folder: Path) -> None:
    """In the order folder, register, trail, evidence, by their names in a folder."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    here = str(folder)
    assert surveyed(folder).open_places == (
        OpenPlace(here),
        OpenPlace(f"{here}/issues.yaml"),
        OpenPlace(f"{here}/issues.log.jsonl"),
        OpenPlace(f"{here}/issues.evidence", 4),
    )


def test_a_shared_disk_is_named(folder: Path) -> None:
    """With its kind and the place where it is mounted."""
    assert surveyed(folder, disk=NetworkDisk(folder.parent)).shared == SharedDisk("nfs4", str(folder.parent))


@pytest.mark.parametrize("shut", ["table", "issues.yaml", "Q-1", "2-b.pdf", "issues.evidence"])
def test_what_may_not_be_looked_at_is_left_out(folder: Path, shut: str) -> None:
    """A check goes on with what it can see."""
    (folder / "issues.log.jsonl").chmod(0o666)
    ground = surveyed(folder, disk=NetworkDisk(folder, shut))
    assert [place.name for place in ground.open_places] == [str(folder / "issues.log.jsonl")]
    assert (ground.shared is None) is (shut == "table")


def test_who_waits_in_vain_on_a_shared_disk_is_told(folder: Path) -> None:
    """The store asks for its ground only then."""
    one, other = (FolderStore(str(folder / "issues.yaml"), disk=NetworkDisk(folder), timeout=0) for _ in range(2))
    (folder / "issues.log.jsonl").unlink()
    with one.writing(), pytest.raises(Locked) as told, other.writing():
        raise AssertionError
    assert f"lies on a shared disk (nfs4 at {folder})" in str(told.value.hint)
