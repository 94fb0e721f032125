"""Freshness: when a file is surely the one that was read before, told by its stamp alone.

- A stamp is device, inode, size and the times of the last change of content and of entry (mtime, ctime). Only the
  kernel sets the last: who restores an old file, `touch`es or renames one, leaves another stamp.
- A second edit within one tick of the clock leaves no trace. So a stamp is trusted only where its ctime lies before the
  clock that stamps files (the coarse one), as it was read before the file was: every later edit gets a later ctime.
- Where stamps are coarser than that clock, they must lie further back; where another machine stamps the files, or
  nobody says which system keeps them, a stamp is never trusted. Then digests tell.
"""

import os
import stat
import sys
import time
from typing import Final, TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int, int]
"""Device, inode, size in bytes, mtime and ctime in nanoseconds."""

_COARSE_CLOCK: Final = 5
"""CLOCK_REALTIME_COARSE, from which Linux stamps files; Python does not name it."""
_SLACK: Final = 2_100_000_000
"""Nanoseconds: more than the coarsest stamps there are (FAT: two seconds)."""
_COARSE: Final = 1_000_000
"""A time that is a multiple of so many nanoseconds was stamped coarsely."""
_STAMPED_HERE: Final = frozenset(
    ("bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "ramfs", "reiserfs", "tmpfs", "xfs", "zfs")
)
"""File systems of one machine that stamp every change of content or entry from its clock, and let nobody set ctime."""


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp in what the disk says of a file."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def stamp_at(path: str) -> Stamp | None:
    """The stamp of the plain file at a path, or of none; a symlink is not followed.

    Raises:
        OSError: nobody may look.
    """
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stamp_of(found) if stat.S_ISREG(found.st_mode) else None


def moment() -> int:
    """The clock that stamps files, in nanoseconds: no file changed from now on gets an earlier time.

    0 where that clock is not known, before which no file was changed.
    """
    return time.clock_gettime_ns(_COARSE_CLOCK) if sys.platform == "linux" else 0


def is_settled(stamp: Stamp, before: int) -> bool:
    """True when whoever changes the file after a moment leaves another stamp.

    Args:
        stamp: of the file as it was read, equal before and after.
        before: the `moment` before it was first looked at.
    """
    changed = stamp[4]
    return changed + (0 if changed % _COARSE else _SLACK) < before


def is_as_renamed(stamp: Stamp, before: int) -> bool:
    """True when a file that was just put in its place bears what was written before that, and each later edit shows.

    A name that is put in place changes ctime alone; whoever writes afterwards, be it within the same tick, leaves an
    mtime that is not before it.

    Args:
        stamp: of the file now.
        before: the `moment` before it was looked at, after it was put in its place.
    """
    return stamp[3] < stamp[4] and is_settled(stamp, before)


def is_stamped_here(path: str, table: bytes) -> bool:
    """True when this machine stamps the files of the disk a path lies on.

    Args:
        path: absolute, without symlinks.
        table: what `/proc/self/mountinfo` holds.
    """
    from rectify.store.mounts import mount_of  # only who keeps something asks, not who looks it up

    mount = mount_of(path, table)
    return mount is not None and mount.kind in _STAMPED_HERE
