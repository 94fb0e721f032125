"""PROOF: the state that a trail leads to, held in little memory: of 100,000 entries all but a few are packed.

An entry of a dozen fields takes ten kilobytes as Python data, and one as bytes. A trail asks for one entry after the
other, and most often for those it has just asked for.
"""

import marshal
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

Data = dict[str, Any]
OPEN: Final = 512
"""So many entries are held unpacked, at most."""


class Entries(MutableMapping[str, Data]):
    """The JSON data of entries by name, in the order in which they came in; `most` of them unpacked.

    What is handed out may be changed, and is the entry itself, until another is asked for or put in.
    """

    def __init__(self, most: int = OPEN) -> None:
        self._most = most
        self._kept: dict[str, bytes | Data] = {}
        self._open: dict[str, Data] = {}

    def __getitem__(self, name: str) -> Data:
        data = self._open.get(name)
        if data is None:
            kept = self._kept[name]
            data = marshal.loads(kept) if isinstance(kept, bytes) else kept  # noqa: S302  # packed here
            self._hold(name, data)
        return data

    def __setitem__(self, name: str, data: Data) -> None:
        self._kept.setdefault(name, b"")
        self._hold(name, data)

    def __delitem__(self, name: str) -> None:
        del self._kept[name]
        self._open.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def _hold(self, name: str, data: Data) -> None:
        if len(self._open) >= self._most:
            self._pack()
        self._open[name] = data

    def _pack(self) -> None:
        """Pack what is open; an entry that a forged trail has nested beyond all measure stays as it is."""
        for name, data in self._open.items():
            try:
                self._kept[name] = marshal.dumps(data)
            except ValueError:
                self._kept[name] = data
        self._open.clear()
