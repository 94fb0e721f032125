"""The user's cache folder: files of this user alone, found and put there without following anybody else.

- `$XDG_CACHE_HOME/rectify`, else `~/.cache/rectify` (macOS: `~/Library/Caches/rectify`); `RECTIFY_CACHE=off`: none.
- The folder must be this user's, no symlink, and nobody else may write to it; the same holds for every file in it that
  is read. It is made 0700 where its parent is this user's too, and its files 0600.
- Everything here may raise OSError; whoever calls goes on without a cache then.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from rectify.store.open_files import NOFOLLOW, OPEN, READ, flags, write_all

SWITCH: Final = "RECTIFY_CACHE"
_FOLDER: Final = os.O_RDONLY | NOFOLLOW | OPEN | flags("O_DIRECTORY")
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | NOFOLLOW | OPEN
_OTHERS_WRITE: Final = 0o022


class Opened:
    """An open file of the cache; closed with the last who holds it."""

    def __init__(self, file: int) -> None:
        self.file = file

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self.file)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self.file).st_size

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there on; fewer where the file ends before."""
        data = os.pread(self.file, size, start)
        while data and len(data) < size and (more := os.pread(self.file, size - len(data), start + len(data))):
            data += more
        return data

    def append(self, data: bytes) -> int:
        """Put bytes at the end; where they stand. For one opened with `grown`."""
        write_all(self.file, data)
        return os.lseek(self.file, 0, os.SEEK_CUR) - len(data)


class CacheFolder:
    """The folder at a path; it need not be there yet."""

    def __init__(self, path: str) -> None:
        self.path = path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "CacheFolder | None":
        """The folder that a process's environment asks for; None where it asks for none, or says nothing of it."""
        if environment.get(SWITCH, "").strip().lower() == "off":
            return None
        base = environment.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # a relative one is to be ignored, says the XDG specification
            home = environment.get("HOME", "")
            if not os.path.isabs(home):
                return None
            base = os.path.join(home, *(("Library", "Caches") if sys.platform == "darwin" else (".cache",)))
        return cls(os.path.join(base, "rectify"))

    def opened(self, name: str) -> Opened:
        """A file to read."""
        return self._open(name, READ)

    def grown(self, name: str) -> Opened:
        """A file to append to."""
        return self._open(name, os.O_WRONLY | os.O_APPEND | flags("O_NONBLOCK"))

    def made(self, name: str) -> Opened:
        """A new file, to write to and to read; the folder is made where it is missing."""
        with suppress(FileNotFoundError):
            return self._make(name)
        _make_folder(self.path)
        return self._make(name)

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """Put a whole file in the place of another, at once; nothing is left of it where that fails."""
        temporary = f"{name}.{os.urandom(8).hex()}.tmp"
        made = self.made(temporary)
        folder = Opened(_folder(self.path))
        try:
            for part in parts:
                write_all(made.file, part)
            os.rename(temporary, name, src_dir_fd=folder.file, dst_dir_fd=folder.file)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=folder.file)
            raise

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        folder = Opened(_folder(self.path))
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder.file)

    def names(self) -> list[str]:
        """What lies in the folder."""
        folder = Opened(_folder(self.path))
        return os.listdir(folder.file)

    def changed_at(self, name: str) -> float:
        """When a file was last written to, in seconds."""
        folder = Opened(_folder(self.path))
        return os.stat(name, dir_fd=folder.file, follow_symlinks=False).st_mtime

    def _make(self, name: str) -> Opened:
        folder = Opened(_folder(self.path))
        return Opened(os.open(name, _NEW, 0o600, dir_fd=folder.file))

    def _open(self, name: str, how: int) -> Opened:
        folder = Opened(_folder(self.path))
        opened = Opened(os.open(name, how | NOFOLLOW | OPEN, dir_fd=folder.file))
        found = os.fstat(opened.file)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", name)
        _require_own(found, name)
        return opened


def _folder(path: str) -> int:
    """The folder, open; a PermissionError unless it is this user's, and no one else's to write to."""
    file = os.open(path, _FOLDER)
    try:
        _require_own(os.fstat(file), path)
    except OSError:
        os.close(file)
        raise
    return file


def _require_own(found: os.stat_result, path: str) -> None:
    if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & _OTHERS_WRITE:
        raise PermissionError(errno.EPERM, "not this user's alone", path)


def _make_folder(path: str) -> None:
    """Make the folder, and those above it that are missing, below one that is this user's."""
    above = os.path.dirname(path)
    if above != path and not os.path.exists(above):
        _make_folder(above)
    if os.stat(above).st_uid != os.geteuid():  # what one user makes in the home of another is in the way there
        raise PermissionError(errno.EPERM, "not this user's", above)
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
