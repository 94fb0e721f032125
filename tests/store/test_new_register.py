"""A new register: whole or not at all, never over another one, with no litter; tests/crash cuts the power meanwhile."""

import errno
import os
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, RegisterExists, SharedTrail
from rectify.store.folder import FolderStore
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import TEXT, files_below, write_register

DATA = TEXT.encode()


def store_in(folder: Path, *faults: Fault, disk: FaultyDisk | None = None) -> FolderStore:
    """The store of a register that is not there yet."""
    disk = disk or FaultyDisk()
    disk.faults += faults
    return FolderStore(str(folder / "issues.yaml"), disk=disk, timeout=0)


def test_it_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    """Neither it nor its lock is wider."""
    umask = os.umask(0o027)
    try:
        store_in(tmp_path).create(DATA)
    finally:
        os.umask(umask)
    for name in ("issues.yaml", ".issues.lock"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "issues.yaml").read_bytes() == DATA


@pytest.mark.parametrize(
    "fault",
    [Fault("write_new", ".staged", errno.ENOSPC), Fault("rename", ""), Fault("write_new", ".gitignore", errno.EDQUOT)],
    ids=lambda fault: f"{fault.method} {fault.path_end}",
)
def test_a_disk_that_refuses_leaves_none(tmp_path: Path, fault: Fault) -> None:
    """No register, nothing staged; git's files at most. Once the disk is well, the same command makes it."""
    with pytest.raises(DiskRefused):
        store_in(tmp_path, fault).create(DATA)
    assert files_below(tmp_path).keys() <= {".gitignore", ".gitattributes"}
    store_in(tmp_path).create(DATA)
    assert (tmp_path / "issues.yaml").read_bytes() == DATA


def test_one_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Whoever was first keeps it; what the second one has prepared goes."""
    disk = FaultyDisk()

    def appear(method: str, path: str) -> None:
        if method == "write_new" and path.endswith(".staged"):
            (tmp_path / "issues.yaml").write_bytes(b"theirs")

    disk.watch = appear
    with pytest.raises(RegisterExists):
        store_in(tmp_path, disk=disk).create(DATA)
    assert files_below(tmp_path) == {"issues.yaml": b"theirs"}


def test_one_beside_another_of_the_same_trail_is_not_made(tmp_path: Path) -> None:
    """X.yaml is not made beside X.yml."""
    write_register(tmp_path, name="issues.yml")
    before = files_below(tmp_path)
    with pytest.raises(SharedTrail):
        store_in(tmp_path).create(DATA)
    assert files_below(tmp_path) == before
