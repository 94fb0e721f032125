"""THE DISK: the register that the trail implies, written beside the one that is kept; never over anything."""

import hashlib

from rectify.faults import RebuiltExists
from rectify.model.register import Register
from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.layout import Layout, beside
from rectify.store.loaded import Beside
from rectify.store.log_jsonl import read_line
from rectify.store.register_lock import kept_file
from rectify.store.staging import put
from rectify.store.trail_end import last_line
from rectify.store.trail_lines import digest


def put_beside(layout: Layout, name: str, disk: Disk, register: Register) -> Beside:
    """Write a register to `X.rebuilt.yaml`; the caller holds the lock, so that nobody sweeps away what is staged.

    Args:
        layout: where the register lies, or would.
        name: how the register is called in errors.
        disk: what it lies on.
        register: what is written.

    Raises:
        RebuiltExists: another file is there.
        DiskRefused.
    """
    from rectify.store.yaml_edit import fresh  # only a write pays for the editor

    data, shown = fresh(register), beside(name, layout.rebuilt)
    with asking("write", shown):
        _put(layout, shown, disk, data)
        has_register = disk.facts(layout.register) is not None
        staged, is_whole = _waiting(layout, disk)
    waiting = beside(name, staged) if staged else None
    return Beside(shown, has_register, waiting if is_whole else None, None if is_whole else waiting)


def _waiting(layout: Layout, disk: Disk) -> tuple[str | None, bool]:
    """The staged register of the trail's last run, if it is there, and whether it is what that run left."""
    line = last_line(layout.log, disk)
    staged = layout.staged(digest(line)) if line is not None else None
    if line is None or staged is None or disk.facts(staged) is None:
        return None, False
    return staged, hashlib.sha256(disk.read(staged)).hexdigest() == read_line(line, layout.log, 0).after


def _put(layout: Layout, shown: str, disk: Disk, data: bytes) -> None:
    found = disk.facts(layout.rebuilt)
    if found is None:
        put(layout, disk, layout.rebuilt, data, like=kept_file(layout, disk))
    elif not found.is_regular or disk.read(layout.rebuilt) != data:
        raise RebuiltExists(name=shown)
