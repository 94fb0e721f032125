"""All file access of the store, in one small object, so that a simulated disk can stand in for it."""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from rectify.login import owner_name
from rectify.store.attributes import for_group, take_after
from rectify.store.open_files import (
    NOFOLLOW,
    OPEN,
    READ,
    flags,
    made,
    opened,
    require_regular,
    stamp_of,
    sync,
    take_name,
    umask,
    write_all,
)

if TYPE_CHECKING:
    from rectify.store.splice import Splice

_CHUNK = 1 << 20
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What is said of hard links where there are none, or no more."""
_NO_FOLDER_SYNC = {errno.ENOTSUP, errno.EINVAL}


class Facts(NamedTuple):
    """What the disk says of a name: permission bits, number of names, size in bytes, sort (`stat.S_IFMT`), group.

    `stamp` differs when the file was replaced or written to since.
    """

    mode: int
    links: int
    size: int
    sort: int
    stamp: tuple[int, ...]
    group: int = -1

    @property
    def is_regular(self) -> bool:
        """True for a plain file: no folder, symlink, device or pipe."""
        return self.sort == stat.S_IFREG


class Disk:
    """The real disk. Paths are absolute; every method may raise OSError.

    A new file never has more permission bits than asked for, not even for a moment.
    """

    def read(self, path: str) -> bytes:
        """The whole file; a folder, a pipe or a device is refused, not waited for."""
        with opened(path, READ) as file:
            require_regular(file, path)
            with open(file, "rb", closefd=False) as reader:
                return reader.read()

    def read_tail(self, path: str, size: int) -> bytes:
        """At most the last `size` bytes of a file."""
        with opened(path, READ) as file, open(file, "rb", closefd=False) as reader:
            reader.seek(max(0, require_regular(file, path).st_size - size))
            return reader.read()

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a plain file one by one, each with its newline; the last may have none."""
        with opened(path, READ) as file:
            require_regular(file, path)
            with open(file, "rb", buffering=_CHUNK, closefd=False) as reader:
                yield from reader

    def facts(self, path: str) -> Facts | None:
        """What stands at a path, without following a symlink; None when there is nothing."""
        try:
            found = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        mode, sort = stat.S_IMODE(found.st_mode), stat.S_IFMT(found.st_mode)
        return Facts(mode, found.st_nlink, found.st_size, sort, stamp_of(found), found.st_gid)

    def mount_table(self) -> bytes:
        """The kernel's table of mounts (`mountinfo`); nothing on a system without one."""
        try:
            with open("/proc/self/mountinfo", "rb") as table:
                return table.read()
        except OSError:
            return b""

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none when there is no folder."""
        try:
            return sorted(os.listdir(folder))
        except FileNotFoundError:
            return []

    def has_names(self, folder: str) -> bool:
        """True when a folder holds anything but names that begin with a dot."""
        try:
            with os.scandir(folder) as found:
                return any(not entry.name.startswith(".") for entry in found)
        except (FileNotFoundError, NotADirectoryError):
            return False

    def age(self, path: str) -> float:
        """The seconds since a file was last written to."""
        return time.time() - os.lstat(path).st_mtime

    def make_folder(self, path: str, mode: int, group: int = -1) -> None:
        """Make a folder with these permission bits for this group, unless it is there; never through a symlink.

        One that is made in a folder that hands its group on (setgid) does so too.
        """
        try:
            os.mkdir(path, mode & 0o700)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, "not a folder (a symlink is not followed)", path) from None
        else:
            with opened(path, os.O_RDONLY | NOFOLLOW) as folder:
                mode = for_group(folder, group, mode) | os.fstat(folder).st_mode & stat.S_ISGID
                os.fchmod(folder, mode)

    def write_new(self, path: str, data: bytes, mode: int, *, like: str | None = None) -> None:
        """Write a file that must not be there yet, and fsync it; the umask narrows its permission bits.

        Where it is to be `like` another, it takes that one's owner, group, mode and extended attributes before the
        fsync; see `take_after`.
        """
        with made(path, mode) as file:
            write_all(file, data)
            if like is not None:
                take_after(like, file)
            sync(file)

    def splice(
        self, source: str, target: str, splices: "Iterable[Splice]", mode: int, *, stamp: tuple[int, ...] | None = None
    ) -> tuple[str, int]:
        """Write a new file that is another one with some bytes replaced, and fsync it; its sha256 and size in bytes.

        It takes after the source in all else, before the fsync. The digest is of what was handed to the system, not
        of what was read. A source that bears another `stamp` than it should (`Facts`), or is written to meanwhile, is
        an OSError.
        """
        from rectify.store.copying import splice  # only a write copies, and hashes

        return splice(source, target, splices, mode, stamp=stamp)

    def read_at(self, path: str, spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        """The bytes of a plain file from each start up to each end; fewer where the file ends before."""
        with opened(path, READ) as file:
            require_regular(file, path)
            for start, end in spans:
                yield _whole(file, start, end)

    def mark(self, path: str) -> None:
        """Make an empty file, unless it is there. No fsync."""
        with opened(path, os.O_WRONLY | os.O_CREAT | NOFOLLOW):
            pass

    def append(self, path: str, data: bytes) -> None:
        """Append to a file, never through a symlink; what could be written only in part is cut off again. No fsync."""
        with opened(path, os.O_WRONLY | os.O_APPEND | NOFOLLOW) as file:
            size = os.fstat(file).st_size
            try:
                write_all(file, data)
            except OSError:
                os.ftruncate(file, size)
                raise

    def truncate(self, path: str, size: int) -> None:
        """Cut a file to a size in bytes. No fsync."""
        with opened(path, os.O_WRONLY | NOFOLLOW) as file:
            os.ftruncate(file, size)

    def sync(self, path: str) -> None:
        """Make a file's content, or a folder's names, survive a power cut."""
        with opened(path, os.O_RDONLY) as file:
            try:
                sync(file)
            except OSError as error:
                is_folder = stat.S_ISDIR(os.fstat(file).st_mode)
                if not is_folder or error.errno not in _NO_FOLDER_SYNC:  # some network disks sync no folders
                    raise

    def rename(self, source: str, target: str) -> None:
        """Put a file in the place of another, at once."""
        os.rename(source, target)

    def copy(
        self,
        source: int,
        target: str,
        mode: int,
        limit: int,
        *,
        group: int = -1,
        step: Callable[[int], None] = lambda _size: None,
    ) -> tuple[str, int]:
        """Copy an open file to a new one of this mode and group, and fsync it; its sha256 and its size in bytes.

        Copying ends soon after `limit` bytes, so that a file that grows meanwhile has an end. `step` is told
        the size of each piece.
        """
        from rectify.store.copying import copy

        return copy(source, target, mode, limit, group=group, step=step)

    def put_new(self, source: str, target: str) -> None:
        """Give a file another name, unless something bears it: FileExistsError.

        The name comes with the whole file or not at all, also where the process is killed; see `take_name` for disks
        without links.
        """
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            take_name(source, target)
        else:
            with suppress(OSError):  # the new name is there and whole, whatever becomes of the old one
                os.unlink(source)

    @contextmanager
    def new_file(self, path: str, mode: int, group: int = -1) -> Iterator[BinaryIO]:
        """A file of this group that must not be there yet, to be written piece by piece; fsynced at the end.

        Others may open it only when it is whole; the umask narrows its permission bits. When anything goes wrong it is
        removed again.
        """
        with made(path, mode & 0o700) as file:
            with open(file, "wb", closefd=False) as writer:
                yield writer
            os.fchmod(file, for_group(file, group, mode) & ~umask())
            sync(file)

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty; any other is an OSError."""
        os.rmdir(path)

    def traces(self, path: str) -> tuple[str, str, str]:
        """Who owns what stands at a path, when its content and when its entry were last changed (UTC, RFC 3339)."""
        found = os.lstat(path)
        return (owner_name(found.st_uid), _utc(found.st_mtime), _utc(found.st_ctime))

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            os.unlink(path)

    def open_evidence(self, path: str) -> int:
        """Open a file somebody handed in, for reading; symlinks and waiting devices are not followed."""
        return os.open(path, READ | NOFOLLOW | OPEN | flags("O_NOCTTY"))

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of a plain file, a megabyte at a time, without following a symlink."""
        with opened(path, READ | NOFOLLOW) as file:
            require_regular(file, path)
            while chunk := os.read(file, _CHUNK):
                yield chunk


def _whole(file: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(file, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _utc(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
