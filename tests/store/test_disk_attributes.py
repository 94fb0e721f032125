"""The real disk: what a file that replaces the register takes over from it."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.store.disk import Disk
from tests.store.acl import ACCESS, DEFAULT, access_list, attributes, keeps_lists
from tests.store.people import IS_ROOT, open_folder, ordinary_user

DISK = Disk()


def mode_of(path: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(path.lstat().st_mode)


def pair(folder: Path, mode: int) -> tuple[Path, Path]:
    """Two names; the first is a file that has the mode."""
    one, other = folder / "one", folder / "other"
    one.touch()
    one.chmod(mode)
    return one, other


def written(one: Path, other: Path) -> None:
    """Write the other like the first, whole."""
    DISK.write_new(str(other), b"", 0o600, like=str(one))


def copied(one: Path, other: Path) -> None:
    """Write the other as a copy of the first."""
    DISK.splice(str(one), str(other), [], 0o600)


BOTH_WAYS = pytest.mark.parametrize("take_after", [written, copied])
TakeAfter = Callable[[Path, Path], None]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o755])
@BOTH_WAYS
def test_mode_and_owner_are_kept(tmp_path: Path, mode: int, take_after: TakeAfter) -> None:
    """The file that replaces the register has its mode, and, where that may be, its owner and group."""
    one, other = pair(tmp_path, mode)
    if os.geteuid() == 0:
        os.chown(one, 12345, 23456)
    take_after(one, other)
    assert mode_of(other) == mode
    assert (other.stat().st_uid, other.stat().st_gid) == (one.stat().st_uid, one.stat().st_gid)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
@BOTH_WAYS
def test_extended_attributes_are_kept(tmp_path: Path, take_after: TakeAfter) -> None:
    """Extended attributes, and with them access lists, come along."""
    one, other = pair(tmp_path, 0o640)
    try:
        os.setxattr(one, "user.class", "内部".encode())
        os.setxattr(one, "user.empty", b"")
    except OSError:
        pytest.skip("this disk keeps none")
    take_after(one, other)
    assert {name: os.getxattr(other, name) for name in os.listxattr(other)} == {
        "user.class": "内部".encode(),
        "user.empty": b"",
    }


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
@BOTH_WAYS
def test_one_attribute_that_may_not_be_set_keeps_no_other_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, take_after: TakeAfter
) -> None:
    """What only the system may set (security.selinux) is left out; a failing disk is not, and leaves no file."""
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
    take_after(one, other)
    assert sorted(os.listxattr(other)) == ["user.a", "user.c"]
    other.unlink()
    monkeypatch.setattr(os, "setxattr", refuse(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        take_after(one, other)
    assert not other.exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root can make a file of somebody else")
@BOTH_WAYS
def test_a_group_that_cannot_be_given_gets_no_rights(take_after: TakeAfter) -> None:
    """Where owner and group cannot be kept, no other group reads or writes more than everybody does."""
    with open_folder() as folder:
        (folder / "one").touch()
        (folder / "one").chmod(0o664)
        os.chown(folder / "one", 12345, 23456)
        with ordinary_user():
            take_after(folder / "one", folder / "other")
        assert mode_of(folder / "other") == 0o644


@BOTH_WAYS
def test_an_access_list_is_kept(tmp_path: Path, take_after: TakeAfter) -> None:
    """Who was let in by name still is, and nobody else; the mode, which holds the list's mask, is the same."""
    if not keeps_lists(tmp_path):
        pytest.skip("this disk keeps no access lists")
    one, other = pair(tmp_path, 0o640)
    os.setxattr(one, ACCESS, access_list(12345, 6))
    take_after(one, other)
    assert attributes(other) == attributes(one) == {ACCESS: access_list(12345, 6)}
    assert mode_of(other) == mode_of(one) == 0o660


@BOTH_WAYS
def test_an_access_list_that_a_folder_hands_on_is_not_taken_over(tmp_path: Path, take_after: TakeAfter) -> None:
    """A new file inherits it; the register never had it, so after a write it still has not."""
    if not keeps_lists(tmp_path):
        pytest.skip("this disk keeps no access lists")
    (tmp_path / "one").touch()
    (tmp_path / "one").chmod(0o660)
    os.setxattr(tmp_path, DEFAULT, access_list(12345, 6, group=6))
    DISK.write_new(str(tmp_path / "new"), b"", 0o600)
    assert ACCESS in attributes(tmp_path / "new")
    take_after(tmp_path / "one", tmp_path / "other")
    assert attributes(tmp_path / "other") == {}
    assert mode_of(tmp_path / "other") == 0o660


# --- what is new ---


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_copy_and_a_folder_have_the_mode_asked_for(tmp_path: Path, umask: int) -> None:
    """Whatever the umask is."""
    (tmp_path / "source").write_bytes(b"x")
    old = os.umask(umask)
    try:
        with (tmp_path / "source").open("rb") as source:
            DISK.copy(source.fileno(), str(tmp_path / "copy"), 0o440, 1)
        DISK.make_folder(str(tmp_path / "folder"), 0o750)
    finally:
        os.umask(old)
    assert (mode_of(tmp_path / "copy"), mode_of(tmp_path / "folder")) == (0o440, 0o750)


def test_a_folder_hands_its_group_on(tmp_path: Path) -> None:
    """In a folder of a team (setgid) new case folders are the team's, and so are the files in them."""
    tmp_path.chmod(0o2775)
    DISK.make_folder(str(tmp_path / "folder"), 0o750)
    assert mode_of(tmp_path / "folder") == 0o2750


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a file to any group")
def test_what_is_new_gets_the_group_it_is_meant_for(tmp_path: Path) -> None:
    """The register's, not that of whoever is at the keyboard."""
    (tmp_path / "source").write_bytes(b"x")
    with (tmp_path / "source").open("rb") as source:
        DISK.copy(source.fileno(), str(tmp_path / "copy"), 0o440, 1, group=23456)
    DISK.make_folder(str(tmp_path / "folder"), 0o750, 23456)
    assert {(tmp_path / name).stat().st_gid for name in ("copy", "folder")} == {23456}
    assert (mode_of(tmp_path / "copy"), mode_of(tmp_path / "folder")) == (0o440, 0o750)


@pytest.mark.skipif(not IS_ROOT, reason="only root can step down")
def test_what_cannot_be_given_to_its_group_is_given_to_no_other() -> None:
    """The bits meant for the register's group would let in everybody in the group of the one at the keyboard."""
    with open_folder() as folder:
        (folder / "source").write_bytes(b"x")
        with ordinary_user(), (folder / "source").open("rb") as source:
            DISK.copy(source.fileno(), str(folder / "copy"), 0o440, 1, group=23456)
            DISK.make_folder(str(folder / "folder"), 0o754, 23456)
        assert (mode_of(folder / "copy"), mode_of(folder / "folder")) == (0o400, 0o744)
