"""What the simulated disk holds: content and names apart, and of both what is durable and what may be lost."""

import errno
import os
from collections.abc import Callable, Sequence
from typing import Any, Self

from tests.crash.power_cut import MOST_STATES, Move, Names, Tree, picks, put, remains, shared, subsets, tree_of

_ROOT = 0


def copied(value: Any) -> Any:
    """A copy two levels deep, which is as deep as anything here changes."""
    if isinstance(value, dict):
        return {key: part.copy() if isinstance(part, dict | list) else part for key, part in value.items()}
    return value


class ForgetfulMemory:
    """The files below `root`. Every change is announced to `on_step`; a test may skip or refuse any.

    `unread` is how names end that nobody reads after a power cut; leaving them out keeps the states few. A step that
    `refuses` a path fails with EIO; a refused fsync drops what it should have written, and tells so only once.
    """

    unread = ".incoming"
    most_states = MOST_STATES

    def __init__(self, root: str, tree: Tree = ()) -> None:
        self.root = root
        self.on_step: Callable[[Any], None] = lambda _disk: None
        self.skips_sync: Callable[[str], bool] = lambda _path: False
        self.refuses: Callable[[str], bool] = lambda _path: False
        self._next = _ROOT + 1
        self._data: dict[int, bytes] = {}
        self._names: dict[int, Names] = {_ROOT: {}}
        self._modes: dict[int, int] = {_ROOT: 0o755}
        self._versions: dict[int, list[bytes]] = {}
        self._moves: dict[int, list[Move]] = {}
        self._holes: dict[int, tuple[int, int]] = {}
        for path, data in tree:
            parent, name = self._parent(f"{root}{os.sep}{path}")
            self._names[parent][name] = self._new(data, 0o644)
        self.settle()

    # --- what a power cut leaves ---

    def settle(self) -> None:
        """Everything written so far is durable."""
        self._versions = {node: [data] for node, data in self._data.items()}
        self._moves = {}
        self._durable_names = copied(self._names)

    def clone(self) -> Self:
        """This disk as a killed process leaves it: nothing lost yet, nothing durable that was not."""
        other = type(self)(self.root)
        other.most_states = self.most_states
        for name in ("_next", "_data", "_names", "_modes", "_versions", "_moves", "_durable_names", "_holes"):
            setattr(other, name, copied(getattr(self, name)))
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
            self._after(dict(zip((key for key, _ in choices), pick, strict=True)), certain)
            for pick in picks(choices, self.most_states)
        }

    def forget(self) -> None:
        """What the disk refused to take is dropped from memory too: from here on everybody reads what the disk has."""
        for node, (start, _) in self._holes.items():
            self._data[node] = self._data[node][:start]
            self._versions[node] = [self._data[node]]
        self._holes = {}

    def _read_later(self, moves: list[Move]) -> list[Move]:
        read = (tuple(change for change in move if not change[0].endswith(self.unread)) for move in moves)
        return [move for move in read if move]

    def _after(self, pick: dict[tuple[int, str], object], certain: dict[int, bytes]) -> Tree:
        names = copied(self._durable_names)
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

    # --- inside ---

    def _find(self, path: str) -> int:
        node = _ROOT
        for name in filter(None, path.removeprefix(self.root).split(os.sep)):  # noqa: PTH206 - called a million times
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

    def _grow(self, node: int, data: bytes, path: str) -> None:
        """Write in two halves: a process may be killed, or refused, between them."""
        before = self._data[node]
        self._write(node, before + data[: len(data) // 2], path)
        self._write(node, before + data, path)

    def _write(self, node: int, data: bytes, path: str) -> None:
        self._or_refuse(path)
        self._data[node] = data
        self._versions[node].append(data)
        self.on_step(self)

    def _move(self, folder: int, *changes: tuple[str, int | None], path: str) -> None:
        self._or_refuse(path)
        for name, node in changes:
            put(self._names[folder], name, node)
        self._moves.setdefault(folder, []).append(changes)
        self.on_step(self)

    def _fsync(self, path: str) -> None:
        node = self._find(path)
        if self.skips_sync(path):
            return
        try:
            self._or_refuse(path)
        except OSError:
            if node in self._data:
                self._drop(node)
            raise
        if node in self._names:
            self._moves[node] = []
            self._durable_names[node] = dict(self._names[node])
        else:
            self._versions[node] = [self._on_disk(node)]
        self.on_step(self)

    def _or_refuse(self, path: str) -> None:
        if self.refuses(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    def _drop(self, node: int) -> None:
        """Take what could not be written for written, as systems do: only memory has it, and no later fsync helps."""
        durable, data = self._versions[node][0], self._data[node]
        start = shared(durable, data)
        if start < len(data):
            self._holes[node] = (min(start, self._holes.get(node, (start, 0))[0]), len(data))

    def _on_disk(self, node: int) -> bytes:
        """What an fsync that succeeds makes durable: all but what was dropped before."""
        data = self._data[node]
        start, end = self._holes.get(node, (len(data), len(data)))
        return data[:start] + b"\0" * (end - start) + data[end:] if end < len(data) else data[:start]
