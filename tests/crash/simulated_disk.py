"""A disk in memory that forgets: what was not fsynced may be lost, kept or torn when the power goes.

It stands in for `rectify.store.disk.Disk`. Content and names are apart, as on a real disk: `fsync` of a file
makes its bytes durable, `fsync` of a folder the names in it. Every change is announced to `on_step`, half-done
writes included, so that a test can ask at each step which states a power cut would leave (`cut_states`).
"""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO

from rectify.store.disk import Disk, Facts
from rectify.store.splice import Splice
from tests.crash.forgetful_memory import ForgetfulMemory


class SimulatedDisk(ForgetfulMemory, Disk):
    """The disk below `root`; what lies elsewhere (files handed in) is read from the real one."""

    # --- the disk, as the store knows it ---

    def read(self, path: str) -> bytes:
        """See `Disk.read`."""
        node = self._find(path)
        if node in self._names:
            raise IsADirectoryError(errno.EISDIR, "is a folder", path)
        return self._data[node]

    def read_tail(self, path: str, size: int) -> bytes:
        """See `Disk.read_tail`."""
        return self.read(path)[-size:]

    def lines(self, path: str) -> Iterator[bytes]:
        """See `Disk.lines`."""
        return iter(BytesIO(self.read(path)))

    def facts(self, path: str) -> Facts | None:
        """See `Disk.facts`."""
        if not self._is_mine(path):
            return super().facts(path)
        try:
            node = self._find(path)
        except FileNotFoundError:
            return None
        data = self._data.get(node, b"")
        sort = stat.S_IFDIR if node in self._names else stat.S_IFREG
        return Facts(self._modes[node], 1, len(data), sort, (node, len(data), hash(data)))

    def names(self, folder: str) -> list[str]:
        """See `Disk.names`."""
        try:
            return sorted(self._names[self._find(folder)])
        except FileNotFoundError:
            return []

    def has_names(self, folder: str) -> bool:
        """See `Disk.has_names`."""
        return any(not name.startswith(".") for name in self.names(folder))

    def age(self, path: str) -> float:
        """Nothing is old here."""
        self._find(path)
        return 0.0

    def make_folder(self, path: str, mode: int, group: int = -1) -> None:
        """See `Disk.make_folder`."""
        parent, name = self._parent(path)
        if name not in self._names[parent]:
            self._move(parent, (name, self._new(None, mode)), path=path)

    def write_new(self, path: str, data: bytes, mode: int, *, like: str | None = None) -> None:
        """See `Disk.write_new`."""
        half = len(data) // 2
        self._write_pieces(path, (data[:half], data[half:]), mode if like is None else self._modes[self._find(like)])

    def splice(
        self, source: str, target: str, splices: Iterable[Splice], mode: int, *, stamp: tuple[int, ...] | None = None
    ) -> tuple[str, int]:
        """See `Disk.splice`; every part kept and every part put in is a piece of its own."""
        old, facts = self.read(source), self.facts(source)
        if facts is None or stamp not in (None, facts.stamp):
            raise OSError(errno.EIO, "it was changed while it was copied", source)
        parts, at = [], 0
        for start, end, new in splices:
            parts += [old[at:start], new]
            at = end
        parts.append(old[at:])
        self._write_pieces(target, filter(None, parts), self._modes[self._find(source)])
        data = b"".join(parts)
        return sha256(data).hexdigest(), len(data)

    def read_at(self, path: str, spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        """See `Disk.read_at`."""
        data = self.read(path)
        for start, end in spans:
            yield data[start:end]

    def mark(self, path: str) -> None:
        """See `Disk.mark`."""
        parent, name = self._parent(path)
        if name not in self._names[parent]:
            self._move(parent, (name, self._new(b"", 0o600)), path=path)

    def append(self, path: str, data: bytes) -> None:
        """See `Disk.append`."""
        node = self._find(path)
        size = len(self._data[node])
        try:
            self._grow(node, data, path)
        except OSError:
            self.truncate(path, size)
            raise

    def truncate(self, path: str, size: int) -> None:
        """See `Disk.truncate`."""
        node = self._find(path)
        self._write(node, self._data[node][:size], path)
        start, end = self._holes.pop(node, (size, size))
        if start < size:
            self._holes[node] = (start, min(end, size))

    def sync(self, path: str) -> None:
        """See `Disk.sync`."""
        self._fsync(path)

    def rename(self, source: str, target: str) -> None:
        """See `Disk.rename`. On some disks the new name may become durable without the old one going."""
        (parent, name), (other, new) = self._parent(source), self._parent(target)
        node = self._find(source)
        if parent == other:
            self._move(parent, (new, node), (name, None), path=target)
        else:
            self._move(other, (new, node), path=target)
            self._move(parent, (name, None), path=target)

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
        """See `Disk.copy`."""
        data = b""
        while len(data) <= limit and (chunk := os.read(source, 1 << 20)):
            data += chunk
        self.write_new(target, data, mode)
        step(len(data))
        return sha256(data).hexdigest(), len(data)

    def remove_folder(self, path: str) -> None:
        """See `Disk.remove_folder`."""
        if self.names(path):
            raise OSError(errno.ENOTEMPTY, "Directory not empty", path)
        self.remove(path)

    def remove(self, path: str) -> None:
        """See `Disk.remove`."""
        parent, name = self._parent(path)
        if name in self._names[parent]:
            self._move(parent, (name, None), path=path)

    def open_evidence(self, path: str) -> int:
        """See `Disk.open_evidence`; a blob of this disk is handed out as a real file."""
        if not self._is_mine(path):
            return super().open_evidence(path)
        file, name = tempfile.mkstemp()
        os.unlink(name)  # noqa: PTH108  # paths are text here, as in the store
        os.write(file, self.read(path))
        os.lseek(file, 0, os.SEEK_SET)
        return file

    def chunks(self, path: str) -> Iterator[bytes]:
        """See `Disk.chunks`."""
        yield self.read(path)

    # --- inside ---

    def _write_pieces(self, path: str, pieces: Iterable[bytes], mode: int) -> None:
        """A new file, piece by piece, fsynced; gone again when the disk refuses."""
        parent, name = self._parent(path)
        if name in self._names[parent]:
            raise FileExistsError(errno.EEXIST, "File exists", path)
        node = self._new(b"", mode)
        self._move(parent, (name, node), path=path)
        try:
            for piece in pieces:
                self._write(node, self._data[node] + piece, path)
            self._fsync(path)
        except OSError:
            with suppress(OSError):
                self.remove(path)
            raise

    def _is_mine(self, path: str) -> bool:
        return path == self.root or path.startswith(self.root + os.sep)
