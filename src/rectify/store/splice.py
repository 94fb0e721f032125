"""THE DISK: a file written anew with some of its bytes replaced, piece by piece, however large it is."""

import errno
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

PIECE: Final = 1 << 20
"""At least so many bytes are written at once, and not many more read."""

Read = Callable[[int, int], bytes]
"""Gives at most so many bytes (second) from an offset (first); none behind the end."""


class Splice(NamedTuple):
    """Bytes of a file to be replaced, from `start` up to `end`; an insertion where both are one."""

    start: int
    end: int
    data: bytes


def pieces(read: Read, size: int, splices: Iterable[Splice]) -> Iterator[bytes]:
    """A file of `size` bytes with the splices made, in pieces of at least a megabyte, the last one aside.

    Args:
        read: reads the old file.
        size: how many bytes it has.
        splices: in the order of the file; no two touch the same bytes.

    Raises:
        OSError: the file has become shorter.
        ValueError: the splices are none of this file.
    """
    held: list[bytes] = []
    weight = 0
    for part in _parts(read, size, splices):
        held.append(part)
        weight += len(part)
        if weight >= PIECE:
            yield b"".join(held)
            held, weight = [], 0
    if held:
        yield b"".join(held)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Bytes with the splices made; see `pieces`."""
    return b"".join(pieces(lambda start, size: data[start : start + size], len(data), splices))


def _parts(read: Read, size: int, splices: Iterable[Splice]) -> Iterator[bytes]:
    at = 0
    for start, end, data in splices:
        if not at <= start <= end <= size:
            raise ValueError(f"bytes {start} to {end} cannot be replaced after byte {at} of {size}")
        yield from _kept(read, at, start)
        yield data
        at = end
    yield from _kept(read, at, size)


def _kept(read: Read, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        part = read(start, min(PIECE, end - start))
        if not part:
            raise OSError(errno.EIO, "it became shorter while it was copied")
        yield part
        start += len(part)
