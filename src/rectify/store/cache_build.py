"""THE DISK: a register read piece by piece, in the memory of one piece at a time.

- What comes out is what the whole strict reading gives (`blocks.py`), as data: of every issue its JSON and its traits.
- An id that stands twice in any letter case, in whatever pieces, is a `Doubt`, as every other fault is.
- Bytes are read once and hashed as they were read. Whether the file changed meanwhile is for the caller to see.
- Of a big register every other piece is read by a second process where that is safe; what comes out is the same.
"""

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.model.traits import TRAITS, Trait
from rectify.store.blocks import BLOCK, Doubt, Source, cuts, read_frame, read_items
from rectify.store.second_process import SecondProcess, is_safe

if TYPE_CHECKING:
    from rectify.model.issue import Issue

BIG: Final = 1 << 20
"""From so many bytes on, a second process is worth its start."""


class Built(NamedTuple):
    """One piece of a register, as it was read: its place in the file, and its issues in their order.

    `rows` is the JSON of each (`row_of`), `traits` by name the trait of each.
    """

    start: int
    end: int
    sha256: bytes
    ids: list[str]
    rows: list[bytes]
    traits: dict[str, list[Trait]]


class OpenFile:
    """An open file of a known size, as a `Source`; its position is left alone."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor = descriptor
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        """Some of its bytes.

        Raises:
            Doubt: the file has become shorter.
        """
        start, end, _ = part.indices(self._size)
        data = b""
        while start + len(data) < end:
            more = os.pread(self._descriptor, end - start - len(data), start + len(data))
            if not more:
                raise Doubt
            data = data + more if data else more
        return data


class Building:
    """A register that is being read: where its issues are and what is around them at once, the rest piece by piece.

    Args:
        data: the bytes of the file.
        size: issues in a piece.
        is_shared: whether a second process reads every other piece; where not said, if the file is big and it is safe.
        traits: which traits of each issue to tell; all, for the cache.

    Raises:
        Doubt: it is to be read whole.
    """

    def __init__(
        self,
        data: Source,
        *,
        size: int = BLOCK,
        is_shared: bool | None = None,
        traits: "Mapping[str, Callable[[Issue], Trait]]" = TRAITS,
    ) -> None:
        self.cuts = cuts(data)
        self._data, self._traits = data, traits
        self._head, self._tail = data[: self.cuts.first], data[self.cuts.end :]
        self._blocks = list(self.cuts.blocks(size))
        self.header, self.style = read_frame(self._head, self._tail, self.cuts.hand, self._first_to_last())
        self._is_shared = len(data) >= BIG and is_safe() if is_shared is None else is_shared
        self._digest = sha256(self._head)
        self._is_done = False

    @property
    def digest(self) -> str:
        """The sha256 of the file, in hex, once all pieces are taken.

        Raises:
            Doubt: not all are.
        """
        if not self._is_done:
            raise Doubt
        return self._digest.hexdigest()

    def pieces(self) -> Iterator[Built]:
        """The pieces in their order, once; no garbage is collected meanwhile, for there is none.

        Raises:
            Doubt: the file is to be read whole.
        """
        is_collecting = gc.isenabled()
        gc.disable()
        try:
            folds: set[str] = set()
            for built in self._pieces():
                known = len(folds)
                folds.update(id_.casefold() for id_ in built.ids)
                if len(folds) < known + len(built.ids):
                    raise Doubt
                yield built
            self._digest.update(self._tail)
            self._is_done = True
        finally:
            if is_collecting:
                gc.enable()

    def _first_to_last(self) -> Iterator[bytes]:
        """The first issue, which most often is enough, then all others."""
        _, at, _ = next(self.cuts.blocks(1))
        yield self._data[self.cuts.first : at]
        for _, end, _ in self._blocks:
            yield self._data[at:end]
            at = end

    def _pieces(self) -> Iterator[Built]:
        with contextlib.ExitStack() as stack:
            second = self._second_process(stack)
            for number, (start, end, _) in enumerate(self._blocks):
                piece = self._data[start:end]
                self._digest.update(piece)
                told = second.take() if second and number % 2 else None
                built = Built(*told) if told else self._read(number, piece)
                if told and built.sha256 != sha256(piece).digest():
                    raise Doubt
                yield built

    def _second_process(self, stack: contextlib.ExitStack) -> SecondProcess | None:
        """The process that reads the second piece, the fourth and so on, ended with the stack."""
        if not self._is_shared:
            return None
        with contextlib.suppress(OSError):
            return stack.enter_context(contextlib.closing(SecondProcess(self._reread, range(1, len(self._blocks), 2))))
        return None

    def _reread(self, number: int) -> tuple[object, ...]:
        start, end, _ = self._blocks[number]
        return tuple(self._read(number, self._data[start:end]))

    def _read(self, number: int, piece: bytes) -> Built:
        """A piece as data."""
        start, end, count = self._blocks[number]
        issues = read_items(piece, self.cuts.hand, is_last=end == len(self._data))
        if len(issues) != count:
            raise Doubt
        traits = {name: list(map(trait, issues)) for name, trait in self._traits.items()}
        return Built(
            start, end, sha256(piece).digest(), [issue.id for issue in issues], list(map(row_of, issues)), traits
        )


def row_of(issue: "Issue") -> bytes:
    """The data of an issue as JSON, in UTF-8 and without blanks: what `json.dumps` makes of `issue.data()`."""
    return issue.model_dump_json(by_alias=True, exclude_defaults=True).encode()
