"""Open files copied to new ones: as they are, or with some bytes replaced; hashed on the way."""

import errno
import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

from rectify.store.attributes import for_group, take_after
from rectify.store.beside import beside
from rectify.store.open_files import READ, made, opened, require_regular, stamp_of, sync, sync_so_far, write_all
from rectify.store.splice import PIECE, Splice, pieces

STRETCH: Final = 32 << 20
"""When so many more bytes are written, the drive is asked to take them while the rest is written."""


def copy(
    source: int, target: str, mode: int, limit: int, *, group: int, step: Callable[[int], None]
) -> tuple[str, int]:
    """See `Disk.copy`."""
    size, sha = 0, sha256()
    with made(target, mode & 0o700) as file:
        while size <= limit and (piece := os.read(source, PIECE)):
            sha.update(piece)
            size += len(piece)
            write_all(file, piece)
            step(len(piece))
        os.fchmod(file, for_group(file, group, mode))
        sync(file)
    return sha.hexdigest(), size


def splice(
    source: str, target: str, splices: Iterable[Splice], mode: int, *, stamp: tuple[int, ...] | None
) -> tuple[str, int]:
    """See `Disk.splice`."""
    with opened(source, READ) as old, made(target, mode) as new:
        size, found = require_regular(old, source).st_size, stamp_of(os.fstat(old))
        if stamp not in (None, found):
            raise _changed(source)
        digest, written = _written(new, pieces(lambda start, most: os.pread(old, most, start), size, splices), size)
        if stamp_of(os.fstat(old)) != found:
            raise _changed(source)
        take_after(old, new)
        sync(new)
    return digest, written


def _written(file: int, parts: Iterable[bytes], size: int) -> tuple[str, int]:
    """Write parts of about `size` bytes together; the sha256 of what was written, and its size.

    Of a large file hashing takes as long as writing, and the drive as long again: each is done beside the others.
    """
    written, stretch, sha = 0, STRETCH, sha256()
    with (
        beside(sha.update, is_apart=size > PIECE) as hash_part,
        beside(sync_so_far, is_apart=size > STRETCH) as send,
    ):
        for part in parts:
            hash_part(part)
            write_all(file, part)
            written += len(part)
            if written >= stretch:
                send(file)
                stretch += STRETCH
    return sha.hexdigest(), written


def _changed(path: str) -> OSError:
    return OSError(errno.EIO, "it was changed while it was copied", path)
