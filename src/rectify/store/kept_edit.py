"""Changed issues of a register that was kept, not read: their blocks are read again, and they are edited in a window.

- A block must have the digest that is kept; the rest of the file is what its stamp vouches for, and is copied as it is.
- Only issues that were there before are edited so, and only they: all else is `Odd`, and done on the whole file.
- Of many issues a second process edits every other block; what it does not do is done here.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

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
    from rectify.store.second_process import SecondProcess
    from rectify.store.yaml_emit import Style

ReadAt = Callable[[Iterable[tuple[int, int]]], Iterator[bytes]]
"""Reads parts of the register, each from its start up to its end, in bytes."""

_MANY: Final = 256
"""To edit so many issues takes longer than to make a second process."""


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
    is_shared: bool | None = None,
) -> Spliced | None:
    """The register that holds `after`; None where it is the same to the last digit.

    Args:
        text: what is kept of its text.
        before: what is kept of its issues, as models.
        after: `before` with other issues in the places of some.
        stamp: of the register.
        read_at: reads it.
        seen: ids of issues that were decided on as well: they too must stand in the file.
        is_shared: whether a second process edits every other block; where not said, if they are many and it is safe.

    Raises:
        Odd: it is to be done on the whole file.
        OSError.
    """
    if not (by_place := _changes(before, after)):
        return None
    judged = {before.by_id.place_of(id_): id_ for id_ in seen} | {at: issue.id for at, issue in by_place.items()}
    splices, re_emitted = list[Splice](), list[str]()
    blocks: dict[int, NewBlock] = {}
    try:
        editor = _Editor(text.hand.dash, text.style(read_at), before.by_id, after.by_id, judged)
        wanted = _blocks(text, judged)
        for block, edit in zip(wanted, _edits(editor, wanted, read_at, is_shared), strict=True):
            blocks[block.first] = NewBlock(edit.size, edit.sha256)
            splices += (Splice(block.start + start, block.start + end, data) for start, end, data in edit.splices)
            re_emitted += edit.re_emitted
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


class _Block(NamedTuple):
    """A block in which issues are wanted: the places of its first issue and of these, where it stands, its digest."""

    first: int
    places: Sequence[int]
    start: int
    end: int
    sha256: bytes


class _Edit(NamedTuple):
    """What becomes of a block: its bytes and their digest, the splices of its own bytes, the entries written anew."""

    size: int
    sha256: bytes
    splices: Sequence[tuple[int, int, bytes]]
    re_emitted: Sequence[str]


class _Editor(NamedTuple):
    """Edits blocks: what an issue begins with, the habits of the file, its issues before and after, ids by place."""

    dash: bytes
    style: "Style"
    before: "Mapping[str, Issue]"
    after: "Mapping[str, Issue]"
    ids: Mapping[int, str]

    def edit(self, job: tuple[_Block, bytes]) -> tuple[int, bytes, tuple[tuple[int, int, bytes], ...], tuple[str, ...]]:
        """What an `_Edit` says, of a block and its bytes.

        Raises:
            Doubt: it is not what it was.
            Odd.
        """
        block, data = job
        if sha256(data).digest() != block.sha256:
            raise Doubt
        ends = _starts(data, self.dash, block.places[-1] - block.first + 1)
        spans = ((place, ends[place - block.first], ends[place - block.first + 1]) for place in block.places)
        items = [Item(self.ids[place], start, data[start:end]) for place, start, end in spans]
        splices, re_emitted = edited(items, self.style, self.before, self.after)
        new = spliced(data, splices)
        return len(new), sha256(new).digest(), tuple((*splice,) for splice in splices), re_emitted


def _blocks(text: KeptText, places: Iterable[int]) -> list[_Block]:
    """The blocks in which the issues at these places stand, in the order of the file."""
    kept = text.blocks
    firsts = [*accumulate((block.issues for block in kept), initial=0)]
    starts = [*accumulate((block.size for block in kept), initial=text.first)]
    wanted: dict[int, list[int]] = {}
    for place in sorted(places):
        wanted.setdefault(bisect_right(firsts, place) - 1, []).append(place)
    return [
        _Block(firsts[number], of_block, starts[number], starts[number + 1], kept[number].sha256)
        for number, of_block in wanted.items()
    ]


def _edits(editor: _Editor, blocks: Sequence[_Block], read_at: ReadAt, is_shared: bool | None) -> Iterator[_Edit]:
    """What becomes of each block, in their order; each is read once.

    Raises:
        Doubt, Odd, OSError.
    """
    with ExitStack() as stack:
        second = _second_process(stack, editor, _read(blocks[1::2], read_at), is_shared)
        own = _read(blocks[::2] if second else blocks, read_at)
        for number, block in enumerate(blocks):
            told = second.take() if second and number % 2 else editor.edit(next(own))
            yield _Edit(*(told or editor.edit(next(_read([block], read_at)))))


def _second_process(
    stack: ExitStack, editor: _Editor, jobs: Iterable[tuple[_Block, bytes]], is_shared: bool | None
) -> "SecondProcess | None":
    """A process that edits these blocks, ended with the stack; None for few issues, or where it is not safe."""
    if is_shared is False or (is_shared is None and len(editor.ids) < _MANY):
        return None
    from rectify.store.second_process import SecondProcess, is_safe

    with suppress(OSError):
        if is_shared or is_safe():
            return stack.enter_context(closing(SecondProcess(editor.edit, jobs)))
    return None


def _read(blocks: Sequence[_Block], read_at: ReadAt) -> Iterator[tuple[_Block, bytes]]:
    """Blocks, each with its bytes."""
    return zip(blocks, read_at((block.start, block.end) for block in blocks), strict=True)


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
