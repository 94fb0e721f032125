"""Making what is kept: of a whole register, block by block, or only of what was changed since.

- Both read the register in parts from one open file, and only where its stamp is the same before and after.
- A block whose sha256 is the same was accepted before, under the same rules, and is not read again (`cache_middle.py`);
  what lies between such blocks is read strictly, as is what stands around the issues where that was changed.
- Any doubt of the content is `Doubt`: then the register is read whole, and only that says what is wrong with it.
"""

import os
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from time import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rectify.model.traits import TRAITS
from rectify.store.blocks import BLOCK, Doubt, Hand, read_frame, read_items, starts_in
from rectify.store.cache_build import Building, OpenFile, row_of
from rectify.store.cache_draft import Block, Draft, Patch, Rows, Told, blocks_of, patched
from rectify.store.cache_file import Index, Spoilt, put_index
from rectify.store.cache_fresh import is_settled, is_stamped_here, moment, stamp_of
from rectify.store.cache_middle import Middle, found_between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rectify.model.header import Header
    from rectify.store.cache_folder import CacheFolder, Opened

_LEFT_OVER: Final = 3600.0
"""Seconds after which a file that nobody names is of somebody who was stopped."""
_ROOM: Final = 1 << 20
"""Bytes of rows that are no longer of any issue, at least, before all is made anew."""


class Place(NamedTuple):
    """Where something is kept: the folder, the name of the index, the path of the register, the rules.

    `table` gives what `/proc/self/mountinfo` holds.
    """

    folder: "CacheFolder"
    name: str
    register: str
    rules: str
    table: "Callable[[], bytes]"


class OpenRegister(OpenFile):
    """An open register, read in parts; `stamp` is that of before.

    Where its stamp does not tell every later edit (`is_trusted`), it is read at once, so that all that is said of it is
    said of the same bytes.
    """

    def __init__(self, file: "Opened", place: Place) -> None:
        before = moment()
        self._file = file  # stays open with this
        self.stamp = stamp_of(os.fstat(file.file))
        super().__init__(file.file, self.stamp[2])
        self.is_trusted = is_settled(self.stamp, before) and is_stamped_here(place.register, place.table())
        self._data = None if self.is_trusted else super().__getitem__(slice(None))

    def __getitem__(self, part: slice, /) -> bytes:
        return super().__getitem__(part) if self._data is None else self._data[part]

    @property
    def digest(self) -> str | None:
        """The sha256 of the bytes, in hex; None where it can be counted later as well."""
        return None if self._data is None else sha256(self._data).hexdigest()

    def require_unchanged(self) -> None:
        """Refuse what somebody has written to meanwhile.

        Raises:
            Doubt.
        """
        if stamp_of(os.fstat(self._file.file)) != self.stamp:
            raise Doubt


def build(place: Place, register: OpenRegister) -> None:
    """Keep a register anew.

    Raises:
        Doubt, OSError.
    """
    name = f"{place.name}.{os.urandom(8).hex()}.rows"
    draft = Draft(Rows(place.folder.made(name)))
    try:
        building = Building(register)
        for built in building.pieces():
            block = Block(built.end - built.start, len(built.ids), built.sha256)
            draft.add(block, Told(built.ids, built.rows, built.traits))
        told, sections = draft.sections()
        hand, first = building.cuts.hand, building.cuts.first
        frame = _frame(building.header, register, first, building.cuts.end)
        head = told | frame | {"hand": (hand.column, hand.eol.decode()), "rows": name, "style": building.style}
        _put(place, register, head | {"digest": building.digest}, sections)
    except BaseException:
        with suppress(OSError):
            place.folder.remove(name)
        raise
    _sweep(place, name)


def mend(place: Place, index: Index, register: OpenRegister) -> bool:
    """Keep what was changed since an index was made; where that is nothing, only that it is so.

    False when it is too much, or spoilt, or in doubt: then all of it is to be read.

    Raises:
        OSError.
    """
    try:
        _mend(place, index, register)
    except (Doubt, Spoilt):
        return False
    return True


def _mend(place: Place, index: Index, register: OpenRegister) -> None:
    head, blocks = index.head, blocks_of(index)
    hand = Hand(head["hand"][0], head["hand"][1].encode())
    middle = found_between(register, head, blocks)
    told: dict[str, Any] = {} if register.is_trusted else {"digest": register.digest}
    sections: Mapping[str, bytes] = {}
    if middle.is_changed:
        patch = _reread(register, hand, middle)
        changed, sections = _patched(place, index, patch)
        blocks[patch.first : patch.end] = patch.blocks
        told |= {**changed, "style": None, "digest": register.digest}
    if middle.is_frame or (middle.is_changed and middle.first == 0):
        end = middle.head + sum(block.size for block in blocks)
        first = register[middle.head : middle.head + blocks[0].size]
        header, _ = read_frame(register[: middle.head], register[end:], hand, [first])
        told |= {**_frame(header, register, middle.head, end), "style": None, "digest": register.digest}
    _put(place, register, {**head, **told}, sections or index)


def _reread(register: OpenRegister, hand: Hand, middle: Middle) -> Patch:
    """The issues that stand in the middle now, read strictly.

    Raises:
        Doubt.
    """
    piece = register[middle.start : middle.stop]
    if middle.start and register[middle.start - 1 : middle.start] != b"\n":
        raise Doubt  # what was the end of the file is not the end of a line
    starts = [*starts_in(piece, hand)[::BLOCK], len(piece)] if piece else []
    blocks, issues = [], []
    for start, end in pairwise(starts):
        part = piece[start:end]
        found = read_items(part, hand, is_last=middle.start + end == len(register))
        blocks.append(Block(len(part), len(found), sha256(part).digest()))
        issues += found
    traits = {trait: list(map(told, issues)) for trait, told in TRAITS.items()}
    told = Told([issue.id for issue in issues], [row_of(issue) for issue in issues], traits)
    return Patch(middle.first, middle.end, blocks, told)


def _patched(place: Place, index: Index, patch: Patch) -> tuple[dict[str, Any], dict[str, bytes]]:
    """See `patched`; an index of whose rows most are of no issue any more is a Doubt."""
    rows = place.folder.grown(index.head["rows"])
    if rows.size > 2 * sum(index.numbers("rows.size")) + _ROOM:
        raise Doubt
    told, sections = patched(index, patch, Rows(rows))
    if not told["count"]:
        raise Doubt
    return told, sections


def _frame(header: "Header", register: OpenRegister, first: int, end: int) -> dict[str, Any]:
    """What the head of an index says of what stands around the issues."""
    tail = register[end:]
    sums = {"head_sum": sha256(register[:first]).hexdigest(), "tail_sum": sha256(tail).hexdigest()}
    return {"header": header.data(), "first": first, "tail": len(tail), **sums}


def _put(
    place: Place, register: OpenRegister, head: "Mapping[str, Any]", sections: "Mapping[str, bytes] | Index"
) -> None:
    """Put the index in its place, if the register is still the one that was read."""
    register.require_unchanged()
    stamp = [*register.stamp]
    told = {"rules": place.rules, "path": place.register, "stamp": stamp, "trusted": register.is_trusted}
    if isinstance(sections, Index):
        if sections.head == {**head, **told}:
            return  # all is as it was, and it could not be trusted
        sections = {name: sections.section(name) for name in sections.head["sections"]}
    put_index(place.folder, place.name, {**head, **told}, sections)


def _sweep(place: Place, rows: str) -> None:
    """Remove what is of nobody any more: the rows of earlier indexes, and what others have left."""
    with suppress(OSError):
        for name in place.folder.names():
            is_own = name.startswith((f"{place.name}.", f"{place.name}-trail.")) and name != rows
            if is_own and (name.endswith(".rows") or time() - place.folder.changed_at(name) > _LEFT_OVER):
                place.folder.remove(name)
