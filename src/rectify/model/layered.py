"""Mappings that are added to entry by entry, each a value of its own."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

_V = TypeVar("_V")

_RECENT: Final = 32
"""So many entries are copied for one more, at most; all others every so many."""


class Layered(Mapping[str, _V]):
    """A frozen mapping; with one more entry it makes another, which shares most of it."""

    __slots__ = ("_recent", "_settled")

    def __init__(self, settled: Mapping[str, _V] | None = None, recent: Mapping[str, _V] | None = None) -> None:
        self._settled: Mapping[str, _V] = settled or {}
        self._recent: Mapping[str, _V] = recent or {}

    def with_(self, key: str, value: _V) -> "Layered[_V]":
        """This mapping with an entry put in: in its place, else at the end."""
        recent = {**self._recent, key: value}
        return Layered(self._settled, recent) if len(recent) <= _RECENT else Layered({**self._settled, **recent})

    def get(self, key: str, default: Any = None) -> Any:
        """See `Mapping.get`."""
        return self._recent[key] if key in self._recent else self._settled.get(key, default)

    def __getitem__(self, key: str) -> _V:
        return self._recent[key] if key in self._recent else self._settled[key]

    def __contains__(self, key: object) -> bool:
        return key in self._recent or key in self._settled

    def __iter__(self) -> Iterator[str]:
        return iter({**self._settled, **self._recent})

    def __len__(self) -> int:
        return len({**self._settled, **self._recent})
