"""The shelf of what is kept: ids, traits and issues of a register, read from the cache when they are asked for.

Where the cache turns out to be spoilt, the register is read strictly, once, and all else is answered from that.
"""

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

_FEW: Final = 16
"""So many ids are looked for before a table of all is made."""


class KeptShelf(Shelf):
    """Issues over an index. `spare` reads the same register strictly; it raises where that is another by now."""

    def __init__(self, index: "Index", make: Make, spare: Callable[[], Shelf]) -> None:
        self._index, self._make, self._read_spare = index, make, spare
        self._made: dict[str, Issue] = {}
        self._columns: dict[str, Column] = {}
        self._spare: Shelf | None = None
        self._asked = 0

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
            except (Spoilt, LookupError, TypeError, ValueError):  # or no issue at all
                pass
            else:
                return
        yield from map(self._again, self._turned().at(wanted[given:]))

    def place_of(self, id_: str) -> int:
        """See `Shelf.place_of`; the first few are found without making a table of all ids."""
        return self._either(lambda: self._found(id_), lambda spare: spare.place_of(id_))

    def __getitem__(self, id_: str) -> "Issue":
        if id_ not in self._made:
            (self._made[id_],) = self.at((self.place_of(id_),))
        return self._made[id_]

    def __contains__(self, id_: object) -> bool:
        try:
            return isinstance(id_, str) and self.place_of(id_) >= 0
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

    def _found(self, id_: str) -> int:
        """The place of an id among the lines.

        Raises:
            KeyError, Spoilt.
        """
        self._asked += 1
        if self._asked > _FEW:
            return self._places[id_]
        lines = b"\n" + self._ids + b"\n"
        at = -1 if "\n" in id_ else lines.find(b"\n" + id_.encode("utf-8", "surrogatepass") + b"\n")
        if at < 0 or not id_:
            raise KeyError(id_)
        return lines.count(b"\n", 0, at)

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
