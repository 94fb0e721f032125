"""Mounts: which file system a path lies on, read from the kernel's table (proc(5), mountinfo).

Only Linux has the table; elsewhere nothing is known of a disk, and nothing is said of it.
"""

import os
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from rectify.model.ground import SharedDisk

_SHARED: Final = re.compile(
    "9p|acfs|afs|beegfs|ceph|cifs|coda|davfs|drvfs|gfs2?|glusterfs|gpfs|lustre|ncpfs|nfs4?|ocfs2|orangefs|prl_fs"
    "|pvfs2|smb[23]|smbfs|vboxsf|virtiofs|vmhgfs"
)
_OF_THIS_MACHINE: Final = re.compile(
    "bindfs|cryfs|encfs|exfat(?:-fuse)?|ext2|fuse-overlayfs|gocryptfs|mergerfs|ntfs(?:-3g)?|unionfs"
)
"""File systems in user space (`fuse.NAME`) whose files lie on a disk of this machine; any other may be anywhere."""
_OWN_LOCKS: Final = frozenset(("nolock", "local_lock=all", "local_lock=flock", "localflock", "nobrl"))
_LAZY: Final = frozenset(("nostrictsync",))
_ESCAPE: Final = re.compile(rb"\\([0-7]{3})")


class Mount(NamedTuple):
    """A file system in its place."""

    point: str
    kind: str
    options: frozenset[str]


def shared_disk(path: str, table: bytes) -> SharedDisk | None:
    """The disk a path lies on, if other machines may write to it too.

    Args:
        path: absolute, without symlinks.
        table: what `/proc/self/mountinfo` holds.
    """
    mount = mount_of(path, table)
    if mount is None or not _is_shared(mount.kind):
        return None
    return SharedDisk(mount.kind, mount.point, bool(mount.options & _OWN_LOCKS), bool(mount.options & _LAZY))


def mount_of(path: str, table: bytes) -> Mount | None:
    """The mount a path lies on: the deepest; of several at one point the last, which hides the others."""
    found: Mount | None = None
    for mount in mounts(table):
        is_below = f"{path}/".startswith(mount.point.rstrip("/") + "/")
        if is_below and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def mounts(table: bytes) -> Iterator[Mount]:
    """The lines of the table; what is no such line is passed over."""
    for line in table.splitlines():
        left, separator, right = line.partition(b" - ")
        place, system = left.split(b" "), right.split(b" ")
        if separator and len(place) > 5 and system[0]:
            options = b",".join([place[5], *system[2:3]]).decode(errors="replace")
            yield Mount(_text(place[4]), _text(system[0]), frozenset(options.split(",")))


def _is_shared(kind: str) -> bool:
    space, dot, name = kind.partition(".")
    if space == "fuse":
        return not dot or not _OF_THIS_MACHINE.fullmatch(name)
    return _SHARED.fullmatch(kind) is not None


def _text(field: bytes) -> str:
    """A field as a path: blanks and their like stand as octal numbers in the table."""
    return os.fsdecode(_ESCAPE.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), field))
