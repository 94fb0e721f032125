"""Columns: one trait of many issues, as codes over the values that differ."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from rectify.model.traits import Trait

_WIDTHS: Final[tuple[tuple[int, Literal["B", "H", "I"]], ...]] = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))

_FEW: Final = 16
"""Of so many places, not one has a 1: then each is looked for."""

Codes: TypeAlias = "bytes | array[int]"
"""A number for each issue: which of the values it has. Bytes as long as they are enough."""


class Column:
    """A trait of issues, in their order: `values[codes[n]]` is that of the n-th. Nobody changes it.

    It is no dataclass: to make one of those takes longer than to choose among 10,000 issues.
    """

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[Trait], codes: Codes) -> None:
        self.values, self.codes = values, codes

    @classmethod
    def of(cls, traits: Iterable[Trait]) -> Column:
        """The column of these traits."""
        growing = Growing()
        for trait in traits:
            growing.add(trait)
        return growing.column()

    def spliced(self, start: int, end: int, traits: Iterable[Trait]) -> Column:
        """This column with other traits, more or fewer, in the places from `start` up to `end`."""
        known = {_key(value): code for code, value in enumerate(self.values)}
        values, new = list(self.values), array("I")
        for trait in traits:
            code = known.setdefault(_key(trait), len(values))
            if code == len(values):
                values.append(trait)
            new.append(code)
        gone = set(self.codes[start:end]).difference(new)
        if isinstance(self.codes, bytes) and len(values) <= 1 << 8:
            codes: Codes = self.codes[:start] + bytes([*new]) + self.codes[end:]
        else:
            codes = narrow(array("I", [*self.codes[:start], *new, *self.codes[end:]]), len(values))
        column = Column(values, codes)
        return Column.of(column) if any(code not in codes for code in gone) else column

    def changed(self, at: Mapping[int, Trait]) -> Column:
        """This column with other traits at some places; places behind the end, without a gap, make it longer.

        Where they are no other traits, it is this column.
        """
        known = {_key(value): code for code, value in enumerate(self.values)}
        values, told = list(self.values), dict[int, int]()
        for place, trait in sorted(at.items()):
            told[place] = known.setdefault(_key(trait), len(values))
            if told[place] == len(values):
                values.append(trait)
        if all(place < len(self.codes) and self.codes[place] == code for place, code in told.items()):
            return self
        codes = self._copied(len(values))
        for place, code in told.items():
            if place == len(codes):
                codes.append(code)
            else:
                codes[place] = code
        return Column(values, bytes(codes) if isinstance(codes, bytearray) else codes)

    def _copied(self, count: int) -> bytearray | array[int]:
        """The codes, to be changed, as wide as so many values need; code by code only where they become wider."""
        if isinstance(self.codes, bytes):
            return bytearray(self.codes) if _width(count) == "B" else array(_width(count), list(self.codes))
        return self.codes[:] if self.codes.typecode == _width(count) else array(_width(count), self.codes)

    def flags(self, test: Callable[[Trait], bool]) -> bytes:
        """A 1 for every issue whose trait meets the test, else a 0; the test is asked once a value."""
        told = bytes(map(bool, map(test, self.values)))
        if isinstance(self.codes, bytes):
            return self.codes.translate(told.ljust(1 << 8, b"\0"))
        return bytes(map(told.__getitem__, self.codes))

    def told(self, ask: Callable[[Trait], Trait]) -> Column:
        """A column of what is said of each trait; asked once a value."""
        said = Column.of(map(ask, self.values))
        if isinstance(self.codes, bytes) and isinstance(said.codes, bytes):
            return Column(said.values, self.codes.translate(said.codes.ljust(1 << 8, b"\0")))
        codes = map(said.codes.__getitem__, self.codes)
        return Column(said.values, bytes(codes) if isinstance(said.codes, bytes) else array(said.codes.typecode, codes))

    def at(self, places: Sequence[int]) -> Column:
        """The column of the issues at these places, in their order."""
        if places == range(len(self.codes)):
            return self
        codes = map(self.codes.__getitem__, places)
        return Column(self.values, bytes(codes) if isinstance(self.codes, bytes) else array(self.codes.typecode, codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Trait]:
        return map(self.values.__getitem__, self.codes)

    def __getitem__(self, place: int) -> Trait:
        return self.values[self.codes[place]]


class Growing:
    """A column in the making, one trait after the other; however many they are, those that are equal are held once."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}
        self._values: list[Trait] = []
        self._codes = array("I")

    def add(self, trait: Trait) -> None:
        """One more, at the end."""
        key = _key(trait)
        code = self._known.get(key)
        if code is None:
            code = self._known[key] = len(self._values)
            self._values.append(trait)
        self._codes.append(code)

    def column(self) -> Column:
        """What it has become."""
        return Column(self._values, narrow(self._codes, len(self._values)))


def all_of(flags: Sequence[bytes]) -> bytes:
    """A 1 where all of these, of one length and at least one, have it."""
    first, *others = flags
    if not others:
        return first
    found = int.from_bytes(first, "little")
    for other in others:
        found &= int.from_bytes(other, "little")
    return found.to_bytes(len(first), "little")


def places(flags: bytes) -> Iterator[int]:
    """The places that have a 1, in their order; few are found without looking at each place."""
    if flags.count(1) * _FEW > len(flags):
        yield from compress(range(len(flags)), flags)
        return
    place = flags.find(1)
    while place >= 0:
        yield place
        place = flags.find(1, place + 1)


def narrow(codes: array[int], count: int) -> Codes:
    """Codes of so many values in as few bytes as they need."""
    width = _width(count)
    return array(width, codes).tobytes() if width == "B" else array(width, codes)


def _width(count: int) -> Literal["B", "H", "I"]:
    return next(width for most, width in _WIDTHS if count <= most)


def _key(trait: Trait) -> object:
    """What tells traits apart: by type as well, since to Python 1 is True; lists cannot be looked up by themselves."""
    return trait if type(trait) is str else (repr(trait),)
