"""The format of what is kept of a register: an index, replaced whole, and rows, only appended to.

- The index is `RCTCACH1`, the length and the crc32 of its head (4 bytes each, little-endian), the head (JSON), and the
  sections one behind the other. The head names every section with its place, length and crc32.
- The rows are the JSON of one issue each, what `Issue.data()` gives; the index says where each begins, how long it is,
  and its crc32. An issue that is changed gets a new row at the end, and the old one is left there.
- Nothing is believed unread: what is short, missing, or has another checksum is `Spoilt`, and then the register itself
  is read.
"""

import json
from array import array
from binascii import crc32
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rectify.model.columns import Column
    from rectify.store.cache_folder import CacheFolder, Opened

_MAGIC: Final = b"RCTCACH1"
_BEGINNING: Final = 1 << 15
"""So many bytes are read at first; more only where the head is longer."""
_FAR_APART: Final = 8
"""Of so many rows not one is wanted: then each is read by itself."""
_AT_ONCE: Final = 64
"""So many rows are parsed together."""
_SELDOM: Final = 128
"""Of so many titles not one is wanted: then each is read of its row."""
_NUMBERS: Final[Mapping[str, Any]] = {"rows.at": "Q", "rows.size": "I", "rows.sum": "I", "blocks": "Q", "counts": "I"}
"""Sections that are numbers, with their widths."""
Unproven = tuple[bytes, int]
"""The bytes of a section, and the checksum that they are said to have."""


class Spoilt(Exception):
    """What is kept cannot be used."""


class Index:
    """An open index with its rows.

    Raises:
        Spoilt: as everything here may.
    """

    def __init__(self, folder: "CacheFolder", name: str) -> None:
        try:
            self._file = folder.opened(name)
            self.head, self._base = _head(self._file)
            self._rows = folder.opened(_own(name, self.head["rows"]))
            self.count: int = self.head["count"]
            self._sections: Mapping[str, Sequence[int]] = self.head["sections"]
        except (OSError, LookupError, TypeError, AttributeError, ValueError) as error:
            raise Spoilt from error

    def section(self, name: str) -> bytes:
        """The bytes of a section."""
        data, told = self._unproven(name)
        if crc32(data) != told:
            raise Spoilt
        return data

    def others(self, names: Collection[str]) -> dict[str, Unproven]:
        """All sections but these, for an index that carries them on: whoever reads one there finds what is spoilt."""
        return {name: self._unproven(name) for name in self._sections if name not in names}

    def _unproven(self, name: str) -> Unproven:
        try:
            at, size, told = self._sections[name]
            data = self._file.read(self._base + at, size)
        except (OSError, KeyError, TypeError, ValueError, OverflowError) as error:
            raise Spoilt from error
        if len(data) != size:
            raise Spoilt
        return data, told

    def numbers(self, name: str) -> "array[int]":
        """A section of numbers."""
        found = array(_NUMBERS[name])
        try:
            found.frombytes(self.section(name))
        except ValueError as error:
            raise Spoilt from error
        return found

    def column(self, trait: str) -> "Column":
        """A trait of all issues.

        Raises:
            KeyError: no trait is called so.
            Spoilt.
        """
        from rectify.model.columns import Column

        width = self.head["codes"][trait]
        codes = self.section(f"codes.{trait}")
        try:
            column = Column(json.loads(self.section(f"values.{trait}")), codes if width == "B" else array(width, codes))
        except (TypeError, ValueError) as error:
            raise Spoilt from error
        if len(column) != self.count:
            raise Spoilt
        return column

    def lines(self, name: str) -> list[bytes]:
        """A section of lines, in UTF-8: `ids`, or `titles` with their ids."""
        found = self.section(name).split(b"\n") if self.count else []
        if len(found) != self.count:
            raise Spoilt
        return found

    def titles(self, places: Sequence[int]) -> list[str]:
        """The titles of the issues at these places; of few their rows are read, which takes less than all titles."""
        try:
            if len(places) * _SELDOM < self.count:
                return [row["title"] for row in self.rows(places)]
            lines = self.section("titles").split(b"\n")
            return [told_title(lines[place])[1] for place in places]
        except (LookupError, TypeError, ValueError) as error:
            raise Spoilt from error

    def rows(self, places: Iterable[int]) -> Iterator[dict[str, Any]]:
        """The data of the issues at these places; neighbours are read together where many are wanted."""
        wanted = list(places)
        at, sizes, sums = self.spans
        if len(wanted) * _FAR_APART < self.count:
            pieces: Iterable[bytes] = (self._piece(at[place], sizes[place]) for place in wanted)
        else:
            pieces = self._together(wanted)
        found = zip(wanted, pieces, strict=True)
        while some := [*islice(found, _AT_ONCE)]:
            if any(len(piece) != sizes[place] or crc32(piece) != sums[place] for place, piece in some):
                raise Spoilt
            yield from _parsed([piece for _, piece in some])

    def row(self, place: int) -> bytes:
        """The data of the issue at a place, as JSON."""
        at, sizes, sums = self.spans
        piece = self._piece(at[place], sizes[place])
        if len(piece) != sizes[place] or crc32(piece) != sums[place]:
            raise Spoilt
        return piece

    @cached_property
    def spans(self) -> tuple["array[int]", "array[int]", "array[int]"]:
        """Where each row begins, how long it is, and its crc32; nobody may change them."""
        at, sizes, sums = self.numbers("rows.at"), self.numbers("rows.size"), self.numbers("rows.sum")
        if not len(at) == len(sizes) == len(sums) == self.count:
            raise Spoilt
        return at, sizes, sums

    def _together(self, wanted: Sequence[int]) -> Iterator[bytes]:
        """Rows that mostly follow each other, read some hundred kilobytes at a time."""
        at, sizes, _ = self.spans
        start, held = 0, b""
        for place in wanted:
            begin, end = at[place], at[place] + sizes[place]
            if begin < start or end > start + len(held):
                start, held = begin, self._piece(begin, max(sizes[place], 1 << 18))
            yield held[begin - start : end - start]

    def _piece(self, start: int, size: int) -> bytes:
        try:
            return self._rows.read(start, size)
        except (OSError, OverflowError) as error:
            raise Spoilt from error


def _own(name: str, rows: str) -> str:
    """The name of rows, if it is one of this index's: nothing else is ever read or written to in their place."""
    if not (rows.startswith(f"{name}.") and rows.endswith(".rows") and "/" not in rows):
        raise Spoilt
    return rows


def _parsed(rows: Sequence[bytes]) -> list[dict[str, Any]]:
    """The data of some rows, parsed as one text: that takes less time, and they share their keys."""
    found: list[dict[str, Any]] = json.loads(str(b"[%s]" % b",".join(rows), "utf-8"))  # bytes are looked at first
    if len(found) != len(rows):
        raise Spoilt
    return found


def told_title(line: bytes) -> tuple[str, str]:
    """The id and the title that a line of `titles` tells (`cache_draft.titled`)."""
    id_, _, title = line.decode().partition("\t")
    return id_, title.replace("\0", "\n")


def texts(section: bytes, count: int) -> list[str]:
    """The lines of a section."""
    found = section.decode().split("\n") if count else []
    if len(found) != count:
        raise Spoilt
    return found


def packed(columns: "Mapping[str, Column]") -> tuple[dict[str, str], dict[str, bytes]]:
    """The widths and the sections of columns."""
    widths: dict[str, str] = {}
    sections: dict[str, bytes] = {}
    for trait, column in columns.items():
        codes = column.codes
        widths[trait] = "B" if isinstance(codes, bytes) else codes.typecode
        sections[f"codes.{trait}"] = codes if isinstance(codes, bytes) else codes.tobytes()
        sections[f"values.{trait}"] = to_json(column.values)
    return widths, sections


def put_index(
    folder: "CacheFolder",
    name: str,
    head: Mapping[str, Any],
    sections: Mapping[str, bytes],
    others: Mapping[str, Unproven] = MappingProxyType({}),
) -> None:
    """Put an index in its place; it has these sections, and others of the index before it.

    Raises:
        OSError.
    """
    at, table = 0, {}
    summed = {**{section: (data, crc32(data)) for section, data in sections.items()}, **others}
    for section, (data, told_sum) in summed.items():
        table[section] = (at, len(data), told_sum)
        at += len(data)
    told = to_json({**head, "sections": table})
    beginning = _MAGIC + len(told).to_bytes(4, "little") + crc32(told).to_bytes(4, "little")
    folder.put(name, (beginning + told, *(data for data, _ in summed.values())))


def to_json(value: Any) -> bytes:
    """JSON as it is kept: UTF-8, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _head(file: "Opened") -> tuple[dict[str, Any], int]:
    """The head of an index, and where its sections begin."""
    begun = file.read(0, _BEGINNING)
    size, told = int.from_bytes(begun[8:12], "little"), int.from_bytes(begun[12:16], "little")
    data = begun[16 : 16 + size]
    if len(data) < size <= file.size:
        data += file.read(16 + len(data), size - len(data))
    if begun[:8] != _MAGIC or len(data) != size or crc32(data) != told:
        raise Spoilt
    head: dict[str, Any] = json.loads(data)
    return head, 16 + size
