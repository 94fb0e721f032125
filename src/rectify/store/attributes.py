"""Attributes of an open file: owner, group and extended attributes (with them access lists), given as far as may be.

A file is never opened to a group that it was not meant for: where the group cannot be given, its permission bits
fall to those of others.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

_NO_XATTRS = {errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.ENODATA, errno.EINVAL}


def give(file: int, user: int, group: int) -> bool:
    """Change the owner or the group of a file (-1 leaves it); False when that is not allowed."""
    found = os.fstat(file)
    if user in (-1, found.st_uid) and group in (-1, found.st_gid):
        return True
    try:
        os.fchown(file, user, group)
    except PermissionError:
        return False
    return True


def for_group(file: int, group: int, mode: int) -> int:
    """Give a file its group; the permission bits it may then have."""
    return mode if give(file, -1, group) else mode & ~0o070 | (mode & 0o007) << 3


def take_after(source: str | int, target: int) -> None:
    """Give an open file the owner, group, extended attributes (with them ACLs) and mode of another. No fsync.

    Where the group cannot be given, its permission bits fall to those of others.
    """
    found = os.stat(source)
    mode = for_group(target, found.st_gid, stat.S_IMODE(found.st_mode))
    give(target, found.st_uid, -1)
    copy_xattrs(source, target)
    os.fchmod(target, mode)


def copy_xattrs(source: str | int, target: int) -> None:
    """Give a file the extended attributes of another, and no others: a folder's default access list is not its own."""
    if not hasattr(os, "listxattr"):  # pragma: no cover  # macOS keeps none that matter here
        return
    names: list[str] = []
    inherited: list[str] = []
    with _may_fail():
        names = os.listxattr(source)
        inherited = [name for name in os.listxattr(target) if name not in names]
    for name in inherited:
        with _may_fail():
            os.removexattr(target, name)
    for name in names:  # one that may not be set (security.selinux) must not keep the others back
        with _may_fail():
            os.setxattr(target, name, os.getxattr(source, name))


@contextmanager
def _may_fail() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_XATTRS:
            raise
