"""What is to be kept of a register, gathered block by block: traits in columns, rows written as they come."""

import json
from array import array
from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.model.columns import Growing
from rectify.model.traits import TRAITS, Trait
from rectify.store.blocks import Doubt
from rectify.store.cache_file import Index, packed

if TYPE_CHECKING:
    from rectify.store.cache_folder import Opened


class Block(NamedTuple):
    """Bytes of a register that are whole issues: how many bytes, how many issues, and their sha256."""

    size: int
    issues: int
    sha256: bytes


class Told(NamedTuple):
    """Issues that follow each other, as data: their ids, their rows, and by name their traits."""

    ids: Sequence[str]
    rows: Sequence[bytes]
    traits: Mapping[str, Sequence[Trait]]

    def titles(self) -> Iterator[str]:
        """The line of each in `titles`."""
        for id_, row in zip(self.ids, self.rows, strict=True):
            yield titled(id_, json.loads(row)["title"])


class Rows:
    """Rows that are being written, with the place, the size and the crc32 of each."""

    def __init__(self, file: "Opened") -> None:
        self._file = file
        self.at, self.sizes, self.sums = array("Q"), array("I"), array("I")

    def write(self, rows: Sequence[bytes]) -> None:
        """Some more, in one piece.

        Raises:
            OSError.
        """
        at = self._file.append(b"".join(rows))
        for row in rows:
            self.at.append(at)
            self.sizes.append(len(row))
            self.sums.append(crc32(row))
            at += len(row)


class Draft:
    """The sections of an index in the making; but for what these are, it is no larger than one block."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._blocks: list[Block] = []
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._growing = {trait: Growing() for trait in TRAITS}

    def add(self, block: Block, told: Told) -> None:
        """One more block, read strictly.

        Raises:
            OSError.
        """
        self._blocks.append(block)
        self.rows.write(told.rows)
        self._ids += told.ids
        self._titles += told.titles()
        for trait, growing in self._growing.items():
            for value in told.traits[trait]:
                growing.add(value)

    def sections(self) -> tuple[dict[str, Any], dict[str, bytes]]:
        """What the head of the index has to say of them, and the sections themselves."""
        widths, sections = packed({trait: growing.column() for trait, growing in self._growing.items()})
        sections |= {"ids": lines(self._ids), "titles": lines(self._titles)}
        sections |= numbers(self.rows.at, self.rows.sizes, self.rows.sums) | block_sections(self._blocks)
        return {"count": len(self._ids), "codes": widths}, sections


class Patch(NamedTuple):
    """Blocks of an index from `first` up to `end`, and what stands there by now."""

    first: int
    end: int
    blocks: Sequence[Block]
    told: Told


def patched(index: Index, patch: Patch, rows: Rows) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The sections of an index with other issues in the place of some; `rows` are those of the new ones.

    Raises:
        Doubt: an id stands twice now.
        Spoilt, OSError.
    """
    blocks = blocks_of(index)
    start = sum(block.issues for block in blocks[: patch.first])
    end = start + sum(block.issues for block in blocks[patch.first : patch.end])
    told = patch.told
    columns = {trait: index.column(trait).spliced(start, end, told.traits[trait]) for trait in TRAITS}
    rows.write(told.rows)
    ids, titles = index.lines("ids"), index.lines("titles")
    here = [id_.encode() for id_ in told.ids]
    if ids[start:end] != here:
        ids[start:end] = here
        require_each_once(map(bytes.decode, ids))
    titles[start:end] = map(str.encode, told.titles())
    blocks[patch.first : patch.end] = patch.blocks
    spans = [index.numbers(name) for name in ("rows.at", "rows.size", "rows.sum")]
    for span, new in zip(spans, (rows.at, rows.sizes, rows.sums), strict=True):
        span[start:end] = new
    widths, sections = packed(columns)
    sections |= {"ids": b"\n".join(ids), "titles": b"\n".join(titles)} | numbers(*spans) | block_sections(blocks)
    return {"count": len(ids), "codes": widths}, sections


def blocks_of(index: Index) -> list[Block]:
    """The blocks of an index, in the order of the file.

    Raises:
        Spoilt.
    """
    sizes, counts, sums = index.numbers("blocks"), index.numbers("counts"), index.section("digests")
    digests = [sums[at : at + 32] for at in range(0, len(sums), 32)]
    return [Block(*block) for block in zip(sizes, counts, digests, strict=True)]


def block_sections(blocks: Sequence[Block]) -> dict[str, bytes]:
    """The sections in which blocks are kept."""
    return {
        "blocks": array("Q", [block.size for block in blocks]).tobytes(),
        "counts": array("I", [block.issues for block in blocks]).tobytes(),
        "digests": b"".join(block.sha256 for block in blocks),
    }


def numbers(at: "array[int]", sizes: "array[int]", sums: "array[int]") -> dict[str, bytes]:
    """The sections that say where the rows are."""
    return {"rows.at": at.tobytes(), "rows.size": sizes.tobytes(), "rows.sum": sums.tobytes()}


def lines(texts: Iterable[str]) -> bytes:
    """Texts without line breaks as a section."""
    return "\n".join(texts).encode()


def require_each_once(ids: Iterable[str]) -> None:
    """Refuse ids of which two differ in letter case only.

    Raises:
        Doubt.
    """
    ids = list(ids)
    if len({id_.casefold() for id_ in ids}) < len(ids):
        raise Doubt


def titled(id_: str, title: str) -> str:
    """An issue's line in `titles`: its id, a tab, its title with a NUL, which no text has, for every line break."""
    return f"{id_}\t{title.replace(chr(10), chr(0))}"
