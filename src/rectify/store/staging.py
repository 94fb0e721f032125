"""Staging: a new file written whole under a local name, before it takes its own."""

from contextlib import suppress

from rectify.store.disk import Disk
from rectify.store.layout import Layout
from rectify.store.trail_lines import digest


def stage(layout: Layout, disk: Disk, path: str, data: bytes, *, like: str | None = None) -> None:
    """Write a file under its local name, durable, and so is its name; where that fails, nothing of it stays.

    Args:
        layout: where it lies.
        disk: what it lies on.
        path: the local name; what a stopped write has left there is removed first.
        data: what is written.
        like: the file whose attributes it takes; the register, unless told.

    Raises:
        OSError: the disk refused.
    """
    try:
        disk.remove(path)
        disk.write_new(path, data, 0o600, like=like or layout.register)
        disk.sync(layout.folder)
    except OSError:
        drop(disk, path)
        raise


def name_staged(layout: Layout, disk: Disk, drafted: str, staged: str) -> None:
    """Give a file that was written under one local name its own, durable; where that fails, nothing of it stays.

    Raises:
        OSError: the disk refused.
    """
    try:
        disk.rename(drafted, staged)
        disk.sync(layout.folder)
    except OSError:
        drop(disk, drafted)
        drop(disk, staged)
        raise


def put(layout: Layout, disk: Disk, path: str, data: bytes, *, like: str | None = None) -> None:
    """Stage a file and rename it to `path`, which others find there wholly or not at all.

    Raises:
        OSError: the disk refused; nothing of it stays, but for what could not be made durable.
    """
    staged = layout.staged(digest(data))
    stage(layout, disk, staged, data, like=like)
    try:
        disk.rename(staged, path)
        disk.sync(layout.folder)
    except OSError:
        drop(disk, staged)
        raise


def drop(disk: Disk, staged: str | None) -> None:
    """Remove a staged file, if there is one and the disk lets us; what stays is swept away by the next write."""
    with suppress(OSError):
        if staged:
            disk.remove(staged)
