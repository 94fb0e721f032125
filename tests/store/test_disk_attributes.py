"""The real disk: what a file that replaces the register takes over from it."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.store.disk import Disk
from tests.store.people import IS_ROOT, open_folder, ordinary_user

DISK = Disk()


def mode_of(path: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(path.lstat().st_mode)


def pair(folder: Path, mode: int) -> tuple[Path, Path]:
    """Two files; the first has the mode."""
    one, other = folder / "one", folder / "other"
    one.touch()
    one.chmod(mode)
    DISK.write_new(str(other), b"", 0o600)
    return one, other


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o755])
def test_mode_and_owner_are_kept(tmp_path: Path, mode: int) -> None:
    """The file that replaces the register has its mode, and, where that may be, its owner and group."""
    one, other = pair(tmp_path, mode)
    if os.geteuid() == 0:
        os.chown(one, 12345, 23456)
    DISK.copy_attributes(str(one), str(other))
    assert mode_of(other) == mode
    assert (other.stat().st_uid, other.stat().st_gid) == (one.stat().st_uid, one.stat().st_gid)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    """Extended attributes, and with them access lists, come along."""
    one, other = pair(tmp_path, 0o640)
    try:
        os.setxattr(one, "user.class", "内部".encode())
        os.setxattr(one, "user.empty", b"")
    except OSError:
        pytest.skip("this disk keeps none")
    DISK.copy_attributes(str(one), str(other))
    assert {name: os.getxattr(other, name) for name in os.listxattr(other)} == {
        "user.class": "内部".encode(),
        "user.empty": b"",
    }


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_one_attribute_that_may_not_be_set_keeps_no_other_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only the system may set (security.selinux) is left out; a failing disk is not."""
    one, other = pair(tmp_path, 0o640)
    for name in ("user.a", "user.b", "user.c"):
        os.setxattr(one, name, b"x")
    real = os.setxattr

    def refuse(number: int) -> Callable[..., None]:
        def setxattr(file: int, name: str, value: bytes) -> None:
            if name == "user.b":
                raise OSError(number, os.strerror(number))
            real(file, name, value)

        return setxattr

    monkeypatch.setattr(os, "setxattr", refuse(errno.EPERM))
    DISK.copy_attributes(str(one), str(other))
    assert sorted(os.listxattr(other)) == ["user.a", "user.c"]
    monkeypatch.setattr(os, "setxattr", refuse(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        DISK.copy_attributes(str(one), str(other))


@pytest.mark.skipif(not IS_ROOT, reason="only root can make a file of somebody else")
def test_a_group_that_cannot_be_given_gets_no_rights() -> None:
    """Where owner and group cannot be kept, no other group reads or writes more than everybody does."""
    with open_folder() as folder:
        (folder / "one").touch()
        (folder / "one").chmod(0o664)
        os.chown(folder / "one", 12345, 23456)
        with ordinary_user():
            DISK.write_new(str(folder / "other"), b"", 0o600)
            DISK.copy_attributes(str(folder / "one"), str(folder / "other"))
        assert mode_of(folder / "other") == 0o644
