"""A folder store that writes as one does whose register was kept: it edits windows, but keeps nothing itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from hashlib import sha256
from typing import NamedTuple

from rectify.model.register import Register
from rectify.store.blocks import Hand, cuts
from rectify.store.cache_draft import Block
from rectify.store.drafts import Draft, Spliced
from rectify.store.folder import FolderStore
from rectify.store.kept_edit import ReadAt, changed
from rectify.store.loaded import Loaded
from rectify.store.register_disk import Held, Unread
from rectify.store.window import Odd
from rectify.store.yaml_emit import Style
from rectify.store.yaml_layout import habits

FEW = 2
"""Issues in a block of a test."""


class Blocked(NamedTuple):
    """What a cache knows of a text; see `KeptText`."""

    first: int
    blocks: Sequence[Block]
    hand: Hand
    habits: Style

    def style(self, _read_at: ReadAt) -> Style:
        """See `KeptText.style`."""
        return self.habits


def blocked(held: Held, size: int = FEW) -> Blocked:
    """What a cache knows of a register, in blocks of so many issues."""
    found = cuts(held.data)
    blocks = [
        Block(end - start, count, sha256(held.data[start:end]).digest()) for start, end, count in found.blocks(size)
    ]
    return Blocked(found.first, blocks, found.hand, habits(held.file.text, held.file.root))


class HeldInBlocks(Unread):
    """A register that is edited in windows; `drafts` lists those that were made so."""

    def __init__(self, held: Held, read_at: ReadAt, drafts: list[Spliced]) -> None:
        super().__init__("issues.yaml", held.digest, held.stamp, lambda: held)
        self._here, self._read_at, self._drafts = held, read_at, drafts

    def draft(self, after: Register) -> Draft | None:
        """See `Held.draft`."""
        try:
            draft = changed(blocked(self._here), self._here.register, after, self.stamp, self._read_at)
        except Odd:
            return super().draft(after)
        self._drafts += [draft] if draft else []
        return draft


class BlockStore(FolderStore):
    """See above."""

    @cached_property
    def drafts(self) -> list[Spliced]:
        """What was edited in windows."""
        return []

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[Loaded]:
        """See `Store.writing`."""
        with super().writing() as loaded:
            assert isinstance(self._held, Held)
            self._held = HeldInBlocks(self._held, partial(self._disk.read_at, self._layout.register), self.drafts)
            yield loaded
