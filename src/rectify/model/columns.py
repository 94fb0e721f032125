"""Columns: one trait of many issues, as codes over the values that differ."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, Literal, TypeAlias

from rectify.model.traits import Trait

_WIDTHS: Final[tuple[tuple[int, Literal["B", "H", "I"]], ...]] = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))

_FEW: Final = 16
"""Of so many places, not one has a 1: then each is looked for."""

Codes: TypeAlias = "bytes | array[int]"
"""A number for each issue: which of the values it has. Bytes as long as they are enough."""


@dataclass(frozen=True, slots=True)
class Column:
    """A trait of issues, in their order: `values[codes[n]]` is that of the n-th."""

    values: Sequence[Trait]
    codes: Codes

    @classmethod
    def of(cls, traits: Iterable[Trait]) -> "Column":
        """The column of these traits."""
        known: dict[object, int] = {}
        values: list[Trait] = []
        codes = array("I")
        for trait in traits:
            key = _key(trait)
            code = known.get(key)
            if code is None:
                code = known[key] = len(values)
                values.append(trait)
            codes.append(code)
        return cls(values, narrow(codes, len(values)))

    def changed(self, at: Mapping[int, Trait]) -> "Column":
        """This column with other traits at some places; places behind the end, without a gap, make it longer."""
        known = {_key(value): code for code, value in enumerate(self.values)}
        values, codes = list(self.values), array("I", list(self.codes))
        for place, trait in sorted(at.items()):
            code = known.setdefault(_key(trait), len(values))
            if code == len(values):
                values.append(trait)
            if place == len(codes):
                codes.append(code)
            else:
                codes[place] = code
        return Column(values, narrow(codes, len(values)))

    def flags(self, test: Callable[[Trait], bool]) -> bytes:
        """A 1 for every issue whose trait meets the test, else a 0; the test is asked once a value."""
        told = bytes(map(bool, map(test, self.values)))
        if isinstance(self.codes, bytes):
            return self.codes.translate(told.ljust(1 << 8, b"\0"))
        return bytes(map(told.__getitem__, self.codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Trait]:
        return map(self.values.__getitem__, self.codes)

    def __getitem__(self, place: int) -> Trait:
        return self.values[self.codes[place]]


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


def narrow(codes: "array[int]", count: int) -> Codes:
    """Codes of so many values in as few bytes as they need."""
    width = next(width for most, width in _WIDTHS if count <= most)
    return array(width, codes).tobytes() if width == "B" else array(width, codes)


def _key(trait: Trait) -> object:
    """What tells traits apart: by type as well, since to Python 1 is True; lists cannot be looked up by themselves."""
    return trait if type(trait) is str else repr(trait)
