"""A new name for a file: it comes with the whole file, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.store.disk import Disk
from rectify.store.open_files import take_name, umask

Give = Callable[[str, str], None]
WAYS = pytest.mark.parametrize("give", [Disk().put_new, take_name])


@WAYS
def test_a_file_gets_its_name(give: Give, tmp_path: Path) -> None:
    """The old one goes; it is one file with one name."""
    (tmp_path / "old").write_bytes(b"whole")
    give(str(tmp_path / "old"), str(tmp_path / "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert ((tmp_path / "new").read_bytes(), (tmp_path / "new").stat().st_nlink) == (b"whole", 1)


@WAYS
def test_a_name_that_is_taken_stays(give: Give, tmp_path: Path) -> None:
    """Also that of a symlink which leads nowhere."""
    (tmp_path / "old").write_bytes(b"whole")
    (tmp_path / "new").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to("gone")
    for name in ("new", "link"):
        with pytest.raises(FileExistsError):
            give(str(tmp_path / "old"), str(tmp_path / name))
    assert (tmp_path / "new").read_bytes() == b"theirs"
    assert (tmp_path / "old").exists()


def test_what_cannot_be_linked_is_renamed_or_refused(tmp_path: Path) -> None:
    """No system links folders; a folder does not take the name of a file either, and the name is free again."""
    (tmp_path / "old").mkdir()
    with pytest.raises(NotADirectoryError):
        Disk().put_new(str(tmp_path / "old"), str(tmp_path / "new"))
    with pytest.raises(FileNotFoundError):
        Disk().put_new(str(tmp_path / "gone"), str(tmp_path / "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


class Interrupted(os.PathLike[str]):
    """A path at which somebody presses Ctrl-C: before its file is renamed, or just after."""

    def __init__(self, path: Path, target: Path | None) -> None:
        self._path, self._target = path, target

    def __fspath__(self) -> str:
        if self._target:
            self._path.rename(self._target)
        raise KeyboardInterrupt


@pytest.mark.parametrize(("is_renamed", "left"), [(False, "old"), (True, "new")])
def test_an_interrupt_leaves_the_file_once_and_whole(tmp_path: Path, is_renamed: bool, left: str) -> None:
    """Under the one name or the other, on a disk without links too."""
    (tmp_path / "old").write_bytes(b"whole")
    source = Interrupted(tmp_path / "old", tmp_path / "new" if is_renamed else None)
    with pytest.raises(KeyboardInterrupt):
        take_name(source, str(tmp_path / "new"))  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {left: b"whole"}


def test_the_umask_is_told_and_kept() -> None:
    """Asking for it means setting it, and setting it back."""
    before = os.umask(0o027)
    try:
        assert (umask(), umask()) == (0o027, 0o027)
    finally:
        assert os.umask(before) == 0o027
