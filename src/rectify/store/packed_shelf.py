"""The shelf of a register that was read strictly and packed: the issues are there as data, many in few bytes.

An issue is made when it is asked for by its id. Who asks for all of them, or for a trait of all, will ask again: then
all are made at once, and kept.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from zlib import compress, decompress

from rectify.model.issue import Issue
from rectify.model.shelf import Shelf, Whole

if TYPE_CHECKING:
    from rectify.model.columns import Column

FAST: Final = 1
"""The first level of zlib makes an eighth of a register; the others gain little and take long."""
_OPEN: Final = 8
"""So many blocks are held unpacked, at most: a file is seldom in another order than its trail."""


class PackedShelf(Shelf):
    """Issues in blocks of so many (`size`), the last of fewer."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._ids: list[str] = []
        self._blocks: list[bytes] = []
        self._open: dict[int, list[bytes]] = {}
        self._made: dict[str, Issue] = {}

    def add(self, ids: Sequence[str], rows: Iterable[bytes]) -> None:
        """One more block: ids, and the data of each issue as JSON without a line break."""
        self._ids += ids
        self._blocks.append(compress(b"\n".join(rows), FAST))

    @property
    def ids(self) -> Sequence[str]:
        """See `Shelf.ids`."""
        return self._ids

    def data(self, id_: str) -> dict[str, Any]:
        """See `Shelf.data`."""
        block, nth = divmod(self.place_of(id_), self._size)
        data: dict[str, Any] = json.loads(self._rows(block)[nth])
        return data

    def column(self, trait: str) -> "Column":
        """See `Shelf.column`."""
        return self._all.column(trait)

    def at(self, places: Iterable[int]) -> Iterator[Issue]:
        """See `Shelf.at`."""
        return (self[self._ids[place]] for place in places)

    def values(self) -> Iterable[Issue]:  # type: ignore[override]  # a view of the same issues
        """All issues, in their order."""
        return self._all.values()

    def __getitem__(self, id_: str) -> Issue:
        if id_ not in self._made:
            self._made[id_] = Issue.model_validate(self.data(id_))
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._places

    @cached_property
    def _all(self) -> Whole:
        return Whole(self[id_] for id_ in self._ids)

    def _rows(self, block: int) -> list[bytes]:
        rows = self._open.get(block)
        if rows is None:
            if len(self._open) >= _OPEN:
                self._open.clear()
            rows = self._open[block] = decompress(self._blocks[block]).split(b"\n")
        return rows
