"""A disk in memory that forgets: what was not fsynced may be lost, kept or torn when the power goes.

It stands in for `rectify.store.disk.Disk`. Content and names are apart, as on a real disk: `fsync` of a file
makes its bytes durable, `fsync` of a folder the names in it. Every change is announced to `on_step`, half-done
writes included, so that a test can ask at each step which states a power cut would leave (`cut_states`).
"""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

from rectify.store.disk import Disk, Facts
from tests.crash.power_cut import Move, Names, Tree, picks, put, remains, subsets, tree_of

_ROOT = 0


class SimulatedDisk(Disk):
    """The disk below `root`; what lies elsewhere (files handed in) is read from the real one.

    `unread` is how names end that nobody reads after a power cut; leaving them out keeps the states few.
    """

    unread = ".incoming"

    def __init__(self, root: str, tree: Tree = ()) -> None:
        self.root = root
        self.on_step: Callable[[SimulatedDisk], None] = lambda _disk: None
        self.skips_sync: Callable[[str], bool] = lambda _path: False
        self._next = _ROOT + 1
        self._data: dict[int, bytes] = {}
        self._names: dict[int, Names] = {_ROOT: {}}
        self._modes: dict[int, int] = {_ROOT: 0o755}
        self._versions: dict[int, list[bytes]] = {}
        self._moves: dict[int, list[Move]] = {}
        for path, data in tree:
            parent, name = self._parent(f"{root}{os.sep}{path}")
            self._names[parent][name] = self._new(data, 0o644)
        self.settle()

    # --- what a power cut leaves ---

    def settle(self) -> None:
        """Everything written so far is durable."""
        self._versions = {node: [data] for node, data in self._data.items()}
        self._moves = {}
        self._durable_names = deepcopy(self._names)

    def clone(self) -> "SimulatedDisk":
        """This disk as a killed process leaves it: nothing lost yet, nothing durable that was not."""
        other = SimulatedDisk(self.root)
        for name in ("_next", "_data", "_names", "_modes", "_versions", "_moves", "_durable_names"):
            setattr(other, name, deepcopy(getattr(self, name)))
        return other

    def tree(self) -> Tree:
        """What stands on it, as programs see it."""
        return tree_of(self._names, self._data)

    def cut_states(self) -> set[Tree]:
        """Every state that a power cut can leave in this moment, without the names that nobody reads then."""
        moves = {node: self._read_later(moves) for node, moves in self._moves.items()}
        named = {node for folder in self._durable_names.values() for node in folder.values()}
        named |= {node for of_folder in moves.values() for move in of_folder for _, node in move if node is not None}
        contents = {node: remains(versions) for node, versions in self._versions.items() if node in named}
        certain = {node: states[0] for node, states in contents.items() if len(states) == 1}
        choices: list[tuple[tuple[int, str], Sequence[object]]] = [
            *(((node, "data"), states) for node, states in contents.items() if len(states) > 1),
            *(((node, "names"), subsets(of_folder)) for node, of_folder in moves.items() if of_folder),
        ]
        return {
            self._after(dict(zip((key for key, _ in choices), pick, strict=True)), certain) for pick in picks(choices)
        }

    def _read_later(self, moves: list[Move]) -> list[Move]:
        read = (tuple(change for change in move if not change[0].endswith(self.unread)) for move in moves)
        return [move for move in read if move]

    def _after(self, pick: dict[tuple[int, str], object], certain: dict[int, bytes]) -> Tree:
        names = deepcopy(self._durable_names)
        data = dict(certain)
        for (node, what), state in pick.items():
            if what == "data":
                assert isinstance(state, bytes)
                data[node] = state
            else:
                assert isinstance(state, tuple)
                folder = names.setdefault(node, {})
                for name, target in state:
                    put(folder, name, target)
        return tuple((path, found) for path, found in tree_of(names, data) if not path.endswith(self.unread))

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

    def make_folder(self, path: str, mode: int) -> None:
        """See `Disk.make_folder`."""
        parent, name = self._parent(path)
        if name not in self._names[parent]:
            self._move(parent, (name, self._new(None, mode)))

    def write_new(self, path: str, data: bytes, mode: int) -> None:
        """See `Disk.write_new`."""
        parent, name = self._parent(path)
        if name in self._names[parent]:
            raise FileExistsError(errno.EEXIST, "File exists", path)
        node = self._new(b"", mode)
        self._move(parent, (name, node))
        self._grow(node, data)
        self._fsync(path)

    def copy_attributes(self, source: str, target: str) -> None:
        """See `Disk.copy_attributes`."""
        self._modes[self._find(target)] = self._modes[self._find(source)]
        self._fsync(target)

    def append(self, path: str, data: bytes) -> None:
        """See `Disk.append`."""
        self._grow(self._find(path), data)

    def truncate(self, path: str, size: int) -> None:
        """See `Disk.truncate`."""
        node = self._find(path)
        self._write(node, self._data[node][:size])

    def sync(self, path: str) -> None:
        """See `Disk.sync`."""
        self._fsync(path)

    def rename(self, source: str, target: str) -> None:
        """See `Disk.rename`. On some disks the new name may become durable without the old one going."""
        (parent, name), (other, new) = self._parent(source), self._parent(target)
        node = self._find(source)
        if parent == other:
            self._move(parent, (new, node), (name, None))
        else:
            self._move(other, (new, node))
            self._move(parent, (name, None))

    def copy(self, source: int, target: str, mode: int, limit: int) -> tuple[str, int]:
        """See `Disk.copy`."""
        data = b""
        while len(data) <= limit and (chunk := os.read(source, 1 << 20)):
            data += chunk
        self.write_new(target, data, mode)
        return sha256(data).hexdigest(), len(data)

    def remove(self, path: str) -> None:
        """See `Disk.remove`."""
        parent, name = self._parent(path)
        if name in self._names[parent]:
            self._move(parent, (name, None))

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

    def _is_mine(self, path: str) -> bool:
        return path == self.root or path.startswith(self.root + os.sep)

    def _find(self, path: str) -> int:
        node = _ROOT
        for name in Path(path.removeprefix(self.root).strip(os.sep)).parts:
            if name not in self._names.get(node, {}):
                raise FileNotFoundError(errno.ENOENT, "No such file or directory", path)
            node = self._names[node][name]
        return node

    def _parent(self, path: str) -> tuple[int, str]:
        folder, name = os.path.split(path)
        return self._find(folder), name

    def _new(self, data: bytes | None, mode: int) -> int:
        node, self._next = self._next, self._next + 1
        self._modes[node] = mode
        if data is None:
            self._names[node] = {}
        else:
            self._data[node] = data
            self._versions[node] = [data]
        return node

    def _grow(self, node: int, data: bytes) -> None:
        """Write in two halves: a process may be killed between them."""
        before = self._data[node]
        self._write(node, before + data[: len(data) // 2])
        self._write(node, before + data)

    def _write(self, node: int, data: bytes) -> None:
        self._data[node] = data
        self._versions[node].append(data)
        self.on_step(self)

    def _move(self, folder: int, *changes: tuple[str, int | None]) -> None:
        for name, node in changes:
            put(self._names[folder], name, node)
        self._moves.setdefault(folder, []).append(changes)
        self.on_step(self)

    def _fsync(self, path: str) -> None:
        node = self._find(path)
        if self.skips_sync(path):
            return
        if node in self._names:
            self._moves[node] = []
            self._durable_names[node] = dict(self._names[node])
        else:
            self._versions[node] = [self._data[node]]
        self.on_step(self)
