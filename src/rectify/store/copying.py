"""Open files copied to new ones: as they are, or with some bytes replaced; hashed on the way."""

import errno
import os
from collections.abc import Callable, Iterable

from rectify.store.attributes import for_group, take_after
from rectify.store.hashing import hashing
from rectify.store.open_files import READ, made, opened, require_regular, stamp_of, sync, write_all
from rectify.store.splice import PIECE, Splice, pieces


def copy(
    source: int, target: str, mode: int, limit: int, *, group: int, step: Callable[[int], None]
) -> tuple[str, int]:
    """See `Disk.copy`."""
    size = 0
    with made(target, mode & 0o700) as file:
        with hashing(beside=False) as sha:
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
        written = 0
        with hashing(beside=size > PIECE) as sha:
            for piece in pieces(lambda start, most: os.pread(old, most, start), size, splices):
                sha.update(piece)
                write_all(new, piece)
                written += len(piece)
        if stamp_of(os.fstat(old)) != found:
            raise _changed(source)
        take_after(old, new)
        sync(new)
    return sha.hexdigest(), written


def _changed(path: str) -> OSError:
    return OSError(errno.EIO, "it was changed while it was copied", path)
