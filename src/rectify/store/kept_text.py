"""What the cache knows of a register's text, for whoever edits a part of it."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rectify.store.blocks import Hand, read_frame, starts_in
from rectify.store.cache_draft import Block, blocks_of
from rectify.store.yaml_emit import Style

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.store.cache_file import Index
    from rectify.store.kept_edit import ReadAt


class IndexedText:
    """See `KeptText`; `size` is that of the register, in bytes.

    Raises:
        Spoilt: as everything here may.
    """

    def __init__(self, index: "Index", size: int) -> None:
        self._head, self._index, self._size = index.head, index, size
        self.first: int = index.head["first"]

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """See `KeptText.blocks`."""
        return blocks_of(self._index)

    @property
    def hand(self) -> Hand:
        """See `KeptText.hand`."""
        column, eol = self._head["hand"]
        return Hand(column, eol.encode())

    def header(self, read_at: "ReadAt") -> "Header":
        """The header as it stands in the file, read strictly.

        Raises:
            Doubt.
        """
        first, end = self.first, self.first + sum(block.size for block in self.blocks)
        head, block, tail = read_at([(0, first), (first, first + self.blocks[0].size), (end, self._size)])
        starts = starts_in(block, self.hand)
        return read_frame(head, tail, self.hand, [block[: starts[1]] if len(starts) > 1 else block])[0]

    def style(self, read_at: "ReadAt") -> Style:
        """See `KeptText.style`; where it is not kept, it is read off the file again."""
        if (told := self._head["style"]) is not None:
            return Style(*told)
        cuts = [*accumulate((block.size for block in self.blocks), initial=self.first)]
        head, tail = read_at([(0, self.first), (cuts[-1], self._size)])
        return read_frame(head, tail, self.hand, read_at(pairwise(cuts)))[1]
