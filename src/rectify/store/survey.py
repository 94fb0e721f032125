"""A survey of the ground: the disk a register lies on, and what of it everybody may write to; only `check` asks."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from rectify.model.ground import Ground, OpenPlace, SharedDisk
from rectify.store.disk import Disk, Facts
from rectify.store.layout import Layout, beside
from rectify.store.mounts import shared_disk


def survey(layout: Layout, name: str, disk: Disk) -> Ground:
    """What there is to say of the ground under a register; `name` is how the user calls the register.

    What may not be looked at is left out.
    """
    return Ground(shared_below(layout, disk), tuple(_open_places(layout, name, disk)))


def shared_below(layout: Layout, disk: Disk) -> SharedDisk | None:
    """The disk the register lies on, if other machines may write to it too; None when that cannot be told."""
    with suppress(OSError):
        return shared_disk(layout.folder, disk.mount_table())
    return None


def _open_places(layout: Layout, name: str, disk: Disk) -> Iterator[OpenPlace]:
    if _is_open(disk, layout.folder):
        yield OpenPlace(os.path.dirname(beside(name, layout.register)) or ".")
    yield from (OpenPlace(beside(name, path)) for path in (layout.register, layout.log) if _is_open(disk, path))
    inside = sum(_is_open(disk, path) for path in _tree(disk, layout.evidence))
    if inside:
        yield OpenPlace(beside(name, layout.evidence), inside)


def _tree(disk: Disk, path: str) -> Iterator[str]:
    """A folder and all that lies in it."""
    yield path
    facts = _facts(disk, path)
    if facts is not None and facts.sort == stat.S_IFDIR:
        with suppress(OSError):
            for name in disk.names(path):
                yield from _tree(disk, os.path.join(path, name))


def _is_open(disk: Disk, path: str) -> bool:
    """True when everybody may write there: to a file, or, without the sticky bit, to the names in a folder."""
    facts = _facts(disk, path)
    if facts is None or facts.sort not in (stat.S_IFREG, stat.S_IFDIR):
        return False
    return bool(facts.mode & stat.S_IWOTH) and not (facts.sort == stat.S_IFDIR and facts.mode & stat.S_ISVTX)


def _facts(disk: Disk, path: str) -> Facts | None:
    with suppress(OSError):
        return disk.facts(path)
    return None
