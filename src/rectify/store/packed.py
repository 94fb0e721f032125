"""THE DISK: a register that was read strictly, block by block, and is held packed: for who judges all of it.

- It is what the whole strict reading gives (`blocks.py`), in a tenth of its memory. Whatever that reading would refuse,
  and whatever is unusual, is a `Doubt`.
- Nothing that was kept of an earlier reading is used.
- Where something stands is found by reading that issue again, of the very bytes that were read.
"""

from array import array
from typing import TYPE_CHECKING
from zlib import compress, decompress

from rectify.model.flaw import Place
from rectify.model.names import RESERVED_ID
from rectify.model.path import read_path
from rectify.model.register import Register
from rectify.store.blocks import ABOVE, BLOCK, node_of_header, node_of_issue
from rectify.store.cache_build import Building
from rectify.store.packed_shelf import FAST, PackedShelf
from rectify.store.register_disk import Held
from rectify.store.yaml_fields import spot_of
from rectify.store.yaml_nodes import Lines, Mapping

if TYPE_CHECKING:
    from rectify.store.blocks import Cuts
    from rectify.store.drafts import Draft


class Packed:
    """See `Held`; it is unpacked for who has something to change in it.

    Raises:
        Doubt: it is to be read whole.
    """

    def __init__(self, name: str, data: bytes, stamp: tuple[int, ...], *, size: int = BLOCK) -> None:
        building = Building(data, size=size, traits={})
        shelf, places = PackedShelf(size), Places(name, data, building.cuts, size)
        for built in building.pieces():
            shelf.add(built.ids, built.rows)
            places.add(data[built.start : built.end])
        self.digest, self.stamp = building.digest, stamp
        self.register = Register(building.header, shelf)
        self._name, self._shelf, self._places = name, shelf, places

    def place(self, entry: str, path: str = "") -> Place:
        """See `RegisterFile.place`."""
        if entry == RESERVED_ID:
            return self._places.of_header(path)
        if entry not in self._shelf:
            return Place(self._name)
        return self._places.of_issue(self._shelf.place_of(entry), path)

    def draft(self, after: Register) -> "Draft | None":
        """See `Held.draft`."""
        from rectify.store.register_yaml import read_register

        if after is self.register:
            return None
        data = self._places.data()
        return Held(read_register(data, self._name), data, self.stamp).draft(after)

    def keep_up(self, draft: "Draft | None", digest: str, stamp: tuple[int, ...]) -> None:
        """See `Held.keep_up`."""


class Places:
    """Where things stand in a file: what stands around its issues, and these, packed in blocks of so many (`size`)."""

    def __init__(self, name: str, data: bytes, cuts: "Cuts", size: int) -> None:
        self._name, self._cuts, self._size = name, cuts, size
        self._starts = array("Q", [*cuts.starts, cuts.end])
        self._frame = data[: cuts.first], data[cuts.first : self._starts[1]], data[cuts.end :]
        self._blocks: list[bytes] = []
        self._lines = array("Q", [data.count(b"\n", 0, cuts.first)])
        self._open: tuple[int, bytes] = -1, b""
        self._read: tuple[int, Lines, Mapping] | None = None

    def add(self, piece: bytes) -> None:
        """One more block."""
        self._lines.append(self._lines[-1] + piece.count(b"\n"))
        self._blocks.append(compress(piece, FAST))

    def data(self) -> bytes:
        """The bytes of the file."""
        head, _, tail = self._frame
        return b"".join((head, *map(decompress, self._blocks), tail))

    def of_issue(self, place: int, path: str) -> Place:
        """Where a path of the issue at a place leads; the issue is kept for the next who asks."""
        block = place // self._size
        if self._open[0] != block:
            self._open = block, decompress(self._blocks[block])
        piece, start = self._open[1], self._starts[block * self._size]
        begin, end = self._starts[place] - start, self._starts[place + 1] - start
        if self._read is None or self._read[0] != place:
            text, node = node_of_issue(piece[begin:end], self._cuts.hand)
            self._read = place, Lines(text), node
        line, column = self._read[1].at(spot_of(self._read[2], read_path(path)))
        return Place(self._name, line - ABOVE + self._lines[block] + piece.count(b"\n", 0, begin), column)

    def of_header(self, path: str) -> Place:
        """Where a path of the header leads: before the issues, or behind all of them."""
        head, first, tail = self._frame
        text, node = node_of_header(head, first, tail, self._cuts.hand)
        line, column = Lines(text).at(spot_of(node, read_path(path)))
        above = self._lines[0] + first.count(b"\n")
        return Place(self._name, line if line <= above else line - above + self._lines[-1], column)
