"""All file access of the store, in one small object, so that a simulated disk can stand in for it."""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

_CHUNK = 1 << 20
_NO_XATTRS = {errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.ENODATA, errno.EINVAL}
_NO_FOLDER_SYNC = {errno.ENOTSUP, errno.EINVAL}


def _flags(*names: str) -> int:
    """Flags of `os.open` by name; 0 for those that the system does not have."""
    return sum(getattr(os, name, 0) for name in names)


_OPEN = _flags("O_CLOEXEC", "O_BINARY")
_READ = os.O_RDONLY | _flags("O_NONBLOCK")
_NOFOLLOW = _flags("O_NOFOLLOW")
_APPEND = os.O_WRONLY | os.O_APPEND | _NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW


@dataclass(frozen=True, slots=True)
class Facts:
    """What the disk says of a name: permission bits, number of names, size in bytes, sort (`stat.S_IFMT`).

    `stamp` differs when the file was replaced or written to since.
    """

    mode: int
    links: int
    size: int
    sort: int
    stamp: tuple[int, ...]

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
        with _opened(path, _READ) as file:
            _require_regular(file, path)
            with open(file, "rb", closefd=False) as reader:
                return reader.read()

    def read_tail(self, path: str, size: int) -> bytes:
        """At most the last `size` bytes of a file."""
        with _opened(path, _READ) as file, open(file, "rb", closefd=False) as reader:
            reader.seek(max(0, _require_regular(file, path).st_size - size))
            return reader.read()

    def facts(self, path: str) -> Facts | None:
        """What stands at a path, without following a symlink; None when there is nothing."""
        try:
            found = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        return Facts(stat.S_IMODE(found.st_mode), found.st_nlink, found.st_size, stat.S_IFMT(found.st_mode), stamp)

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

    def make_folder(self, path: str, mode: int) -> None:
        """Make a folder with these permission bits, unless it is there; never through a symlink."""
        try:
            os.mkdir(path, mode & 0o700)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, "not a folder (a symlink is not followed)", path) from None
        else:
            os.chmod(path, mode)

    def write_new(self, path: str, data: bytes, mode: int) -> None:
        """Write a file that must not be there yet, and fsync it; the umask narrows its permission bits."""
        with _made(path, mode) as file:
            _write_all(file, data)
            _sync(file)

    def copy_attributes(self, source: str, target: str) -> None:
        """Give `target` the owner, group, extended attributes (with them ACLs) and mode of `source`, and fsync it.

        Where the group cannot be given, its permission bits fall to those of others.
        """
        found = os.stat(source)
        mode = stat.S_IMODE(found.st_mode)
        with _opened(target, os.O_RDONLY | _NOFOLLOW) as file:
            if not _give(file, -1, found.st_gid):
                mode = mode & ~0o070 | (mode & 0o007) << 3
            _give(file, found.st_uid, -1)
            _copy_xattrs(source, file)
            os.fchmod(file, mode)
            _sync(file)

    def append(self, path: str, data: bytes) -> None:
        """Append to a file, never through a symlink; what could be written only in part is cut off again. No fsync."""
        with _opened(path, _APPEND) as file:
            size = os.fstat(file).st_size
            try:
                _write_all(file, data)
            except OSError:
                os.ftruncate(file, size)
                raise

    def truncate(self, path: str, size: int) -> None:
        """Cut a file to a size in bytes. No fsync."""
        with _opened(path, os.O_WRONLY | _NOFOLLOW) as file:
            os.ftruncate(file, size)

    def sync(self, path: str) -> None:
        """Make a file's content, or a folder's names, survive a power cut."""
        with _opened(path, os.O_RDONLY) as file:
            try:
                _sync(file)
            except OSError as error:
                is_folder = stat.S_ISDIR(os.fstat(file).st_mode)
                if not is_folder or error.errno not in _NO_FOLDER_SYNC:  # some network disks sync no folders
                    raise

    def rename(self, source: str, target: str) -> None:
        """Put a file in the place of another, at once."""
        os.rename(source, target)

    def copy(self, source: int, target: str, mode: int, limit: int) -> tuple[str, int]:
        """Copy an open file to a new one of this mode, and fsync it; its sha256 and its size in bytes.

        Copying ends soon after `limit` bytes, so that a file that grows meanwhile has an end.
        """
        sha, size = hashlib.sha256(), 0
        with _made(target, mode) as file:
            while size <= limit and (chunk := os.read(source, _CHUNK)):
                sha.update(chunk)
                size += len(chunk)
                _write_all(file, chunk)
            os.fchmod(file, mode)
            _sync(file)
        return sha.hexdigest(), size

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            os.unlink(path)

    def open_evidence(self, path: str) -> int:
        """Open a file somebody handed in, for reading; symlinks and waiting devices are not followed."""
        return os.open(path, _READ | _NOFOLLOW | _OPEN | _flags("O_NOCTTY"))

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of a plain file, a megabyte at a time, without following a symlink."""
        with _opened(path, _READ | _NOFOLLOW) as file:
            _require_regular(file, path)
            while chunk := os.read(file, _CHUNK):
                yield chunk


@contextmanager
def _opened(path: str, flags: int, mode: int = 0o600) -> Iterator[int]:
    file = os.open(path, flags | _OPEN, mode)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def _made(path: str, mode: int) -> Iterator[int]:
    """A new file, open for writing; removed again when anything goes wrong, also Ctrl-C."""
    with _opened(path, _NEW, mode) as file:
        try:
            yield file
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise


def _require_regular(file: int, path: str) -> os.stat_result:
    found = os.fstat(file)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", path)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", path)
    return found


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync(file: int) -> None:
    if sys.platform == "darwin":  # pragma: no cover  # there fsync leaves the data in the drive's own cache
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    os.fsync(file)


def _give(file: int, user: int, group: int) -> bool:
    """Change the owner or the group of a file (-1 leaves it); False when that is not allowed."""
    found = os.fstat(file)
    if user in (-1, found.st_uid) and group in (-1, found.st_gid):
        return True
    try:
        os.fchown(file, user, group)
    except PermissionError:
        return False
    return True


def _copy_xattrs(source: str, target: int) -> None:
    if not hasattr(os, "listxattr"):  # pragma: no cover  # macOS keeps none that matter here
        return
    names: list[str] = []
    with _xattrs_may_fail():
        names = os.listxattr(source)
    for name in names:  # one that may not be set (security.selinux) must not keep the others back
        with _xattrs_may_fail():
            os.setxattr(target, name, os.getxattr(source, name))


@contextmanager
def _xattrs_may_fail() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_XATTRS:
            raise
