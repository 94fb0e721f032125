"""Changed issues of a register that was kept, not read: their blocks are read again, and they are edited in a window.

- A block must have the digest that is kept; the rest of the file is what its stamp vouches for, and is copied as it is.
- Only issues that were there before are edited so, and only they: all else is `Odd`, and done on the whole file.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rectify.model.register import Register
from rectify.model.shelf import changes_of
from rectify.store.blocks import Doubt, Hand
from rectify.store.drafts import NewBlock, Spliced
from rectify.store.splice import Splice, spliced
from rectify.store.window import Item, Odd, edited
from rectify.store.yaml_edit import differs

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.store.cache_draft import Block
    from rectify.store.yaml_emit import Style

ReadAt = Callable[[Iterable[tuple[int, int]]], Iterator[bytes]]
"""Reads parts of the register, each from its start up to its end, in bytes."""


class KeptText(Protocol):
    """What is kept of a register's text."""

    @property
    def first(self) -> int:
        """Where the first block begins, in bytes."""

    @property
    def blocks(self) -> "Sequence[Block]":
        """The blocks of whole issues, in the order of the file."""

    @property
    def hand(self) -> Hand:
        """How the list of the issues is written."""

    def style(self, read_at: ReadAt) -> "Style":
        """The habits of the whole file.

        Raises:
            Doubt: they cannot be told.
        """


def changed(
    text: KeptText,
    before: Register,
    after: Register,
    stamp: tuple[int, ...],
    read_at: ReadAt,
    *,
    seen: Collection[str] = (),
) -> Spliced | None:
    """The register that holds `after`; None where it is the same to the last digit.

    Args:
        text: what is kept of its text.
        before: what is kept of its issues, as models.
        after: `before` with other issues in the places of some.
        stamp: of the register.
        read_at: reads it.
        seen: ids of issues that were decided on as well: they too must stand in the file.

    Raises:
        Odd: it is to be done on the whole file.
        OSError.
    """
    by_place = _changes(before, after)
    if not by_place:
        return None
    judged = {before.by_id.place_of(id_): id_ for id_ in seen} | {at: issue.id for at, issue in by_place.items()}
    splices: list[Splice] = []
    blocks: dict[int, NewBlock] = {}
    re_emitted: list[str] = []
    try:
        style = text.style(read_at)
        for part in _parts(text, judged, read_at):
            windowed = edited(part.items, style, before.by_id, after.by_id)
            blocks[part.first] = _new_block(part, windowed.splices)
            splices += windowed.splices
            re_emitted += windowed.re_emitted
    except Doubt:
        raise Odd("a block is not what it was") from None
    return Spliced(stamp, tuple(splices), by_place, blocks, tuple(sorted(re_emitted)))


def _changes(before: Register, after: Register) -> "dict[int, Issue]":
    """The issues that are no longer the same, by their places.

    Raises:
        Odd: something else has changed as well.
    """
    changes = changes_of(after.by_id, before.by_id)
    if changes is None or differs(before.header, after.header):
        raise Odd("not only issues that were there have changed")
    of = before.by_id
    return {of.place_of(id_): issue for id_, issue in changes.items() if differs(of[id_], issue)}


def is_same(one: Register, other: Register) -> bool:
    """True when two registers have the same entries in the same order, to the last digit."""
    if differs(one.header, other.header) or [*one.ids] != [*other.ids]:
        return False
    return not any(differs(*pair) for pair in zip(one.issues, other.issues, strict=True))


class _Part(NamedTuple):
    """A block: the place of its first issue, where it starts, its bytes, and some of its issues."""

    first: int
    start: int
    data: bytes
    items: Sequence[Item]


def _parts(text: KeptText, judged: Mapping[int, str], read_at: ReadAt) -> Iterator[_Part]:
    """The blocks in which these issues stand, each an id by its place; each is read once, in the order of the file.

    Raises:
        Doubt: one is not what it was.
    """
    blocks = text.blocks
    firsts = [*accumulate((block.issues for block in blocks), initial=0)]
    starts = [*accumulate((block.size for block in blocks), initial=text.first)]
    wanted: dict[int, list[int]] = {}
    for place in sorted(judged):
        wanted.setdefault(bisect_right(firsts, place) - 1, []).append(place)
    read = read_at((starts[number], starts[number + 1]) for number in wanted)
    for (number, of_block), data in zip(wanted.items(), read, strict=True):
        if sha256(data).digest() != blocks[number].sha256:
            raise Doubt
        first, start = firsts[number], starts[number]
        ends = _starts(data, text.hand.dash, of_block[-1] + 1 - first)
        spans = ((judged[place], ends[place - first], ends[place - first + 1]) for place in of_block)
        yield _Part(first, start, data, [Item(id_, start + begin, data[begin:end]) for id_, begin, end in spans])


def _starts(data: bytes, dash: bytes, count: int) -> list[int]:
    """Where the first issues of a block start, so many, and where the last of them ends.

    Raises:
        Doubt: it has not so many.
    """
    gap = b"\n" + dash
    parts = data.split(gap, count)
    if len(parts) < count or not data.startswith(dash):
        raise Doubt
    starts = [*accumulate((len(part) + len(gap) for part in parts), initial=-len(dash))]
    starts[0], starts[-1] = 0, len(data)
    return starts


def _new_block(part: _Part, splices: Iterable[Splice]) -> NewBlock:
    """What these splices make of a block."""
    own = (Splice(start - part.start, end - part.start, data) for start, end, data in splices)
    data = spliced(part.data, own)
    return NewBlock(len(data), sha256(data).digest())
