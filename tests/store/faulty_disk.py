"""A real disk that refuses what it is told to refuse; and what happens in between can be watched."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rectify.store.disk import Disk, Facts
from rectify.store.splice import Splice


@dataclass(frozen=True)
class Fault:
    """The `nth` call of a method whose path ends so fails; with `after` it does its work first."""

    method: str
    path_end: str
    number: int = errno.EIO
    nth: int = 1
    after: bool = False
    for_ever: bool = True

    def is_of(self, method: str, path: str) -> bool:
        """True for the calls that are counted."""
        return method == self.method and path.endswith(self.path_end)

    def strikes(self, count: int) -> bool:
        """True when the call of this number is to fail."""
        return count == self.nth or (self.for_ever and count > self.nth)


class FaultyDisk(Disk):
    """A disk with faults. `calls` lists what was asked that changes something; `watch` is called before each."""

    def __init__(self, *faults: Fault, watch: Callable[[str, str], None] = lambda _method, _path: None) -> None:
        self.faults = list(faults)
        self.calls: list[tuple[str, str]] = []
        self.watch = watch
        self._counts: Counter[int] = Counter()

    def _do(self, method: str, path: str, work: Callable[[], Any]) -> Any:
        self.watch(method, path)
        self.calls.append((method, path.rpartition(os.sep)[2]))
        fault = self._struck_by(method, path)
        if fault and not fault.after:
            raise OSError(fault.number, os.strerror(fault.number), path)
        done = work()
        if fault:
            raise OSError(fault.number, os.strerror(fault.number), path)
        return done

    def _struck_by(self, method: str, path: str) -> Fault | None:
        """The first fault whose turn it is; those behind it do not count this call."""
        for fault in self.faults:
            if fault.is_of(method, path):
                self._counts[id(fault)] += 1
                if fault.strikes(self._counts[id(fault)]):
                    return fault
        return None

    def read(self, path: str) -> bytes:
        """See `Disk.read`."""
        return bytes(self._do("read", path, lambda: super(FaultyDisk, self).read(path)))

    def facts(self, path: str) -> Facts | None:
        """See `Disk.facts`."""
        found: Facts | None = self._do("facts", path, lambda: super(FaultyDisk, self).facts(path))
        return found

    def make_folder(self, path: str, mode: int, group: int = -1) -> None:
        """See `Disk.make_folder`."""
        self._do("make_folder", path, lambda: super(FaultyDisk, self).make_folder(path, mode, group))

    def write_new(self, path: str, data: bytes, mode: int, *, like: str | None = None) -> None:
        """See `Disk.write_new`."""
        self._do("write_new", path, lambda: super(FaultyDisk, self).write_new(path, data, mode, like=like))

    def splice(
        self, source: str, target: str, splices: Iterable[Splice], mode: int, *, stamp: tuple[int, ...] | None = None
    ) -> tuple[str, int]:
        """See `Disk.splice`."""
        splice = super().splice
        digest, size = self._do("splice", target, lambda: splice(source, target, splices, mode, stamp=stamp))
        return str(digest), int(size)

    def mark(self, path: str) -> None:
        """See `Disk.mark`."""
        self._do("mark", path, lambda: super(FaultyDisk, self).mark(path))

    def append(self, path: str, data: bytes) -> None:
        """See `Disk.append`."""
        self._do("append", path, lambda: super(FaultyDisk, self).append(path, data))

    def truncate(self, path: str, size: int) -> None:
        """See `Disk.truncate`."""
        self._do("truncate", path, lambda: super(FaultyDisk, self).truncate(path, size))

    def sync(self, path: str) -> None:
        """See `Disk.sync`."""
        self._do("sync", path, lambda: super(FaultyDisk, self).sync(path))

    def rename(self, source: str, target: str) -> None:
        """See `Disk.rename`."""
        self._do("rename", target, lambda: super(FaultyDisk, self).rename(source, target))

    def put_new(self, source: str, target: str) -> None:
        """See `Disk.put_new`."""
        self._do("put_new", target, lambda: super(FaultyDisk, self).put_new(source, target))

    def remove(self, path: str) -> None:
        """See `Disk.remove`."""
        self._do("remove", path, lambda: super(FaultyDisk, self).remove(path))

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
        copy = super().copy
        digest, size = self._do("copy", target, lambda: copy(source, target, mode, limit, group=group, step=step))
        return str(digest), int(size)
