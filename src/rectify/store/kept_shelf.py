"""The shelf of what is kept: ids, traits and issues of a register, read from the cache when they are asked for.

Where the cache turns out to be spoilt, the register is read strictly, once, and all else is answered from that.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rectify.model.shelf import Shelf
from rectify.store.cache_file import Spoilt, texts

if TYPE_CHECKING:
    from rectify.model.columns import Column
    from rectify.model.issue import Issue
    from rectify.store.cache_file import Index

Make = Callable[[dict[str, Any]], "Issue"]
"""Makes an issue of the JSON data that its model has accepted."""

Told = TypeVar("Told")

_PASSES: Final = 16
"""So often the ids are gone through from their beginning for a few, before a table of all is made."""
_UNFIT: Final = (Spoilt, LookupError, TypeError, ValueError)
"""A row is spoilt, or no issue at all."""


class KeptShelf(Shelf):
    """Issues over an index.

    Args:
        index: what is kept.
        make: makes each issue.
        spare: reads the same register strictly; it raises where that is another by now.
        parse: reads the JSON of one issue.
    """

    def __init__(
        self, index: "Index", make: Make, spare: Callable[[], Shelf], parse: Callable[[bytes], Any] = json.loads
    ) -> None:
        self._index, self._make, self._read_spare, self._parse = index, make, spare, parse
        self._made: dict[str, Issue] = {}
        self._found: dict[str, int] = {}
        self._columns: dict[str, Column] = {}
        self._spare: Shelf | None = None
        self._passes = 0
        self._last = (0, 0)

    @cached_property
    def ids(self) -> Sequence[str]:
        """See `Shelf.ids`."""
        return self._either(lambda: tuple(texts(self._ids, len(self))), lambda spare: spare.ids)

    def column(self, trait: str) -> "Column":
        """See `Shelf.column`."""
        if trait not in self._columns:
            self._columns[trait] = self._either(lambda: self._index.column(trait), lambda spare: spare.column(trait))
        return self._columns[trait]

    def at(self, places: Iterable[int]) -> "Iterator[Issue]":
        """See `Shelf.at`."""
        wanted = [*places]
        given = 0
        if self._spare is None:
            try:
                for data in self._index.rows(wanted):
                    yield self._made.get(data["id"]) or self._make(data)
                    given += 1
            except _UNFIT:
                pass
            else:
                return
        yield from map(self._again, self._turned().at(wanted[given:]))

    def titles(self, places: Iterable[int]) -> Sequence[str]:
        """See `Shelf.titles`."""
        wanted = [*places]
        return self._either(lambda: self._index.titles(wanted), lambda spare: spare.titles(wanted))

    def place_of(self, id_: str) -> int:
        """See `Shelf.place_of`; a few, or many in their order, are found without making a table of all ids."""
        if id_ not in self._found:
            self._found[id_] = self._either(lambda: self._searched(id_), lambda spare: spare.place_of(id_))
        return self._found[id_]

    def __getitem__(self, id_: str) -> "Issue":
        if id_ not in self._made:
            self._made[id_] = self._one(self.place_of(id_))
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        try:
            return isinstance(id_, str) and (id_ in self._made or self.place_of(id_) >= 0)
        except KeyError:
            return False

    @property
    def asked_for(self) -> Collection[str]:
        """The ids of the issues that somebody has asked for one by one."""
        return self._made.keys()

    def values(self) -> "Iterable[Issue]":  # type: ignore[override]  # a view of the same issues
        """All issues, in their order."""
        return self.at(range(len(self)))

    def __len__(self) -> int:
        return self._index.count

    @cached_property
    def _ids(self) -> bytes:
        return self._index.section("ids")

    @cached_property
    def _lines(self) -> bytes:
        """The ids, each between line breaks."""
        return b"\n" + self._ids + b"\n"

    def _searched(self, id_: str) -> int:
        """The place of an id among the lines: looked for behind the last that was found, then from the beginning.

        Raises:
            KeyError, Spoilt.
        """
        if self._passes > _PASSES:
            return self._places[id_]
        if "\n" in id_ or not id_:
            raise KeyError(id_)
        line = b"\n" + id_.encode("utf-8", "surrogatepass") + b"\n"
        near, place = self._last
        if (at := self._lines.find(line, near)) < 0:
            self._passes += 1
            near, place = 0, 0
            if (at := self._lines.find(line)) < 0:
                raise KeyError(id_)
        self._last = at, place + self._lines.count(b"\n", near, at)
        return self._last[1]

    def _one(self, place: int) -> "Issue":
        """The issue at a place, asked for by itself."""
        if self._spare is None:
            try:
                return self._make(self._parse(self._index.row(place)))
            except _UNFIT:
                pass
        (issue,) = self._turned().at((place,))
        return self._again(issue)

    def _either(self, kept: Callable[[], Told], strict: Callable[[Shelf], Told]) -> Told:
        """What is kept, else what the register itself says."""
        if self._spare is None:
            try:
                return kept()
            except Spoilt:
                pass
        return strict(self._turned())

    def _turned(self) -> Shelf:
        if self._spare is None:
            self._spare = self._read_spare()
        return self._spare

    def _again(self, issue: "Issue") -> "Issue":
        """An issue of the strict reading as all others here are made."""
        return self._make(issue.data())
