"""The register that the trail implies, beside the one that is kept."""

import os
import stat
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, Locked, RebuiltExists
from rectify.store.folder import FolderStore
from rectify.store.register_yaml import read_register
from tests.store.begun import begun, start
from tests.store.faulty_disk import Fault
from tests.store.material import files_below, register_of

NEW = "issues.rebuilt.yaml"


def test_it_is_written_beside_and_nothing_else_is_touched(tmp_path: Path) -> None:
    """The file reads as the register that was given; a second time there is nothing to do."""
    store = begun(tmp_path)
    before = files_below(tmp_path)
    for _ in range(2):
        assert store.put_beside(register_of).name == str(tmp_path / NEW)
        after = files_below(tmp_path)
        assert read_register(after.pop(NEW), NEW).register == register_of()
        assert after == before


@pytest.mark.parametrize("sort", ["file", "folder", "symlink", "dangling"])
def test_nothing_is_written_over(tmp_path: Path, sort: str) -> None:
    """Whatever stands in its place is left, also what a symlink leads to."""
    store, place = begun(tmp_path), tmp_path / NEW
    (tmp_path / "precious").write_bytes(b"precious")
    if sort == "file":
        place.write_bytes(b"precious")
    elif sort == "folder":
        place.mkdir()
    else:
        place.symlink_to("precious" if sort == "symlink" else "nothing")
    before = files_below(tmp_path)
    with pytest.raises(RebuiltExists, match=NEW):
        store.put_beside(register_of)
    assert files_below(tmp_path) == before
    assert place.is_symlink() is (sort in {"symlink", "dangling"})


@pytest.mark.parametrize("kept", ["issues.yaml", "issues.log.jsonl"])
def test_it_is_as_open_as_what_is_kept(tmp_path: Path, kept: str) -> None:
    """Mode and attributes are those of the register; of the trail, where there is no register."""
    store = begun(tmp_path)
    (tmp_path / "issues.log.jsonl").chmod(0o640)
    (tmp_path / "issues.yaml").chmod(0o604)
    if kept != "issues.yaml":
        (tmp_path / "issues.yaml").unlink()
        (tmp_path / "issues.yaml").mkdir()
    old = os.umask(0)
    try:
        store.put_beside(register_of)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / NEW).stat().st_mode) == stat.S_IMODE((tmp_path / kept).stat().st_mode)


@pytest.mark.parametrize("method", ["write_new", "sync"])
def test_a_disk_that_refuses_leaves_nothing_by_half(tmp_path: Path, method: str) -> None:
    """Neither a new file nor what was staged for it; the register is untouched."""
    store = begun(tmp_path, Fault(method, ""))
    before = files_below(tmp_path)
    with pytest.raises(DiskRefused, match=NEW):
        store.put_beside(register_of)
    left = files_below(tmp_path)
    left.pop(NEW, None)
    assert left == before


def test_it_waits_for_a_writer(tmp_path: Path) -> None:
    """Otherwise that one would sweep away what is staged."""
    store = begun(tmp_path)
    with store.writing(), pytest.raises(Locked):
        FolderStore(store.name, timeout=0).put_beside(register_of)


def test_a_run_that_waits_to_be_published_still_is_afterwards(tmp_path: Path) -> None:
    """Rebuilding publishes nothing and drops nothing."""
    store = begun(tmp_path, Fault("rename", "issues.yaml"))
    with pytest.raises(Exception, match="recorded as run 2"):
        start(store)
    assert store.pending()
    store.put_beside(register_of)
    assert store.pending()
