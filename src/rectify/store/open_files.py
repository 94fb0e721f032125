"""Files opened for the disk: never left open, never through a symlink unless asked, new ones removed when it fails."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def flags(*names: str) -> int:
    """Flags of `os.open` by name; 0 for those that the system does not have."""
    return sum(getattr(os, name, 0) for name in names)


OPEN = flags("O_CLOEXEC", "O_BINARY")
READ = os.O_RDONLY | flags("O_NONBLOCK")
NOFOLLOW = flags("O_NOFOLLOW")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW


@contextmanager
def opened(path: str, how: int, mode: int = 0o600) -> Iterator[int]:
    """A file open with these flags, closed in the end."""
    file = os.open(path, how | OPEN, mode)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def made(path: str, mode: int) -> Iterator[int]:
    """A new file, open for writing; removed again when anything goes wrong, also Ctrl-C."""
    with opened(path, NEW, mode) as file:
        try:
            yield file
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise


def require_regular(file: int, path: str) -> os.stat_result:
    """What the disk says of an open file; an OSError unless it is a plain one."""
    found = os.fstat(file)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", path)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", path)
    return found


def stamp_of(found: os.stat_result) -> tuple[int, ...]:
    """What differs when a file was replaced or written to since, also where its time of change was restored."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def write_all(file: int, data: bytes) -> None:
    """Write to the last byte, however little the system takes at once."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def sync(file: int) -> None:
    """Have the drive itself keep what was written to an open file."""
    if sys.platform == "darwin":  # pragma: no cover  # there fsync leaves the data in the drive's own cache
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    os.fsync(file)


def sync_so_far(file: int) -> None:
    """Have the drive take what was written to an open file until now, while it grows; no substitute for `sync`."""
    getattr(os, "fdatasync", os.fsync)(file)


def take_name(source: str, target: str) -> None:
    """Give a file a name that nothing bears, on a disk without links: reserve it, then rename; FileExistsError.

    A kill between the two leaves an empty file under the name; anything else leaves the file there, or nothing.
    """
    with opened(target, NEW) as reserved:
        try:
            os.rename(source, target)
        except BaseException:
            with suppress(OSError):
                if os.path.samestat(os.fstat(reserved), os.lstat(target)):  # Ctrl-C may have come after the renaming
                    os.unlink(target)
            raise


def umask() -> int:
    """The permission bits that this process gives no new file."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
