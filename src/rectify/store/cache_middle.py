"""What somebody has changed in a register that is kept: the blocks between those that are the same.

Blocks are compared by their sha256, from both ends. Of a big register a second process does so, while this one loads
what reads and judges the issues in between; what comes out is the same.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rectify.store.blocks import Doubt, Hand, Source, read_items

if TYPE_CHECKING:
    from rectify.store.cache_draft import Block

BIG: Final = 16 << 20
"""From so many bytes on, to hash them takes longer than to make a second process."""
_SMALL: Final = b"- id: A\n  title: a\n  status: open\n"
"""What reads and judges a piece is loaded when it reads one."""


class Middle(NamedTuple):
    """What is not as it was: blocks `first` up to `end`, for which bytes `start` up to `stop` stand now.

    `head` is where the first block begins now; `is_frame` says that what stands before it is new.
    """

    first: int
    end: int
    start: int
    stop: int
    head: int
    is_frame: bool = False

    @property
    def is_changed(self) -> bool:
        """True when there are other issues."""
        return self.first < self.end or self.start < self.stop


def found_between(
    register: Source, head: Mapping[str, Any], blocks: "Sequence[Block]", *, is_shared: bool | None = None
) -> Middle:
    """What differs, found from both ends.

    Args:
        register: as it is now.
        head: of the index.
        blocks: as they were.
        is_shared: whether a second process looks; where not said, if the register is big and it is safe.

    Raises:
        Doubt: what stands behind the issues differs, or what stands before them and some issue as well.
    """
    if is_shared is None:
        is_shared = len(register) >= BIG and _is_safe()
    told = _told_by_second_process(register, head, blocks) if is_shared else None
    return Middle(*told) if told else _found(register, head, blocks)


def _is_safe() -> bool:
    from rectify.store.second_process import is_safe

    return is_safe()


def _told_by_second_process(
    register: Source, head: Mapping[str, Any], blocks: "Sequence[Block]"
) -> tuple[Any, ...] | None:
    """What differs; None where no process is to be had, and where it has met a doubt, or its end."""
    from rectify.store.second_process import SecondProcess

    with suppress(OSError), closing(SecondProcess(lambda _: (*_found(register, head, blocks),), (None,))) as second:
        read_items(_SMALL, Hand(0, b"\n"))
        found: tuple[Any, ...] | None = second.take()
        return found
    return None


def _found(register: Source, head: Mapping[str, Any], blocks: "Sequence[Block]") -> Middle:
    """See `found_between`."""
    size, end = len(register), len(blocks)
    stop = size - head["tail"]
    if stop < 0 or sha256(register[stop:]).hexdigest() != head["tail_sum"]:
        raise Doubt
    start, first = head["first"], 0
    is_frame = start > stop or sha256(register[:start]).hexdigest() != head["head_sum"]
    while not is_frame and first < end and start + blocks[first].size <= stop:
        if sha256(register[start : start + blocks[first].size]).digest() != blocks[first].sha256:
            break
        start, first = start + blocks[first].size, first + 1
    low = 0 if is_frame else start
    while end > first and stop - blocks[end - 1].size >= low:
        if sha256(register[stop - blocks[end - 1].size : stop]).digest() != blocks[end - 1].sha256:
            break
        stop, end = stop - blocks[end - 1].size, end - 1
    if is_frame:
        if end > 0:
            raise Doubt
        return Middle(0, 0, stop, stop, stop, is_frame=True)
    return Middle(first, end, start, stop, head["first"])
