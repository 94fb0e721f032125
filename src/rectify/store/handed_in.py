"""A file somebody hands in: opened without following anything, measured, and watched for changes."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rectify.errors import BadEvidence
from rectify.store.asking import why
from rectify.store.case_folders import SORTS
from rectify.store.disk import Disk


@contextmanager
def opened(disk: Disk, path: str) -> Iterator[int]:
    """A file handed in, open for reading.

    Raises:
        BadEvidence: it cannot be opened; the reason names what stands there.
    """
    try:
        source = disk.open_evidence(path)
    except ValueError:
        raise BadEvidence(path=path, why="the name holds a NUL") from None
    except OSError as error:
        raise BadEvidence(path=path, why=SORTS.get(_sort(disk, path), why(error))) from None
    try:
        yield source
    finally:
        os.close(source)


def regular(source: int, path: str) -> os.stat_result:
    """What the disk says of an open file.

    Raises:
        BadEvidence: it is no regular file, or it is empty.
    """
    facts = os.fstat(source)
    sort = stat.S_IFMT(facts.st_mode)
    if sort != stat.S_IFREG:
        raise BadEvidence(path=path, why=SORTS.get(sort, "it is no regular file"))
    if facts.st_size == 0 and not os.read(source, 1):
        raise BadEvidence(path=path, why="it is empty", hint="an empty file proves nothing; hand in the right one")
    return facts


def is_same(source: int, before: os.stat_result, size: int) -> bool:
    """True when nobody wrote to an open file since, and so many bytes of it were read.

    The time of its entry tells also of who set the time of writing back, or put another file in its place.
    """
    after = os.fstat(source)
    return _stamp(before) == _stamp(after) and size == after.st_size


def changed(path: str) -> BadEvidence:
    """The error of a file that changed meanwhile."""
    return BadEvidence(path=path, why="it changed while it was copied", hint="wait until it is finished")


def _stamp(facts: os.stat_result) -> tuple[int, int, int]:
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _sort(disk: Disk, path: str) -> int:
    """What stands at a path, 0 when that cannot be told."""
    with suppress(OSError):
        facts = disk.facts(path)
        return facts.sort if facts else 0
    return 0
