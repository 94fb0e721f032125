"""What the cache knows of a register's text, for whoever edits a part of it."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
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
        self._frame: tuple[Header, Style] | None = None

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
        return self._around(read_at)[0]

    def style(self, read_at: "ReadAt") -> Style:
        """See `KeptText.style`; where it is not kept, it is read off the file again."""
        told = self._head["style"]
        return self._around(read_at)[1] if told is None else Style(*told)

    def _around(self, read_at: "ReadAt") -> "tuple[Header, Style]":
        """What stands around the issues, read once: the first issue most often shows the habits, else all are read."""
        if self._frame is None:
            cuts = [*accumulate((block.size for block in self.blocks), initial=self.first)]
            head, block, tail = read_at([(0, cuts[0]), (cuts[0], cuts[1]), (cuts[-1], self._size)])
            starts = starts_in(block, self.hand)
            first = block[: starts[1]] if len(starts) > 1 else block
            others = read_at(pairwise(cuts)) if self._head["style"] is None else ()
            self._frame = read_frame(head, tail, self.hand, chain([first], others))
        return self._frame
