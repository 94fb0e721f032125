"""Recovery: what a stopped write left behind is completed or dropped; run before every write, as often as need be.

1. The trail and the folder are made durable first; a trail whose fsync failed before is written anew (`doubt`).
2. A torn last line is cut. A whole one that only lost its newline is completed where it was published before: the
   register equals its `after`, or nothing of it waits and the register is no longer its `before` (edited since).
3. A staged register whose run is not the trail's last is dropped; if the register equals the run's `before`
   it is published, if its `after` it is dropped, and anything else stops with both kept.
"""

import hashlib
import os

from rectify.faults import InvalidTrail, PendingConflict
from rectify.model.event import Run
from rectify.store.disk import Disk
from rectify.store.doubt import make_durable, sync_trail
from rectify.store.layout import Layout
from rectify.store.log_jsonl import read_line
from rectify.store.trail_end import last_line, run_of, torn_line
from rectify.store.trail_lines import digest


def recover(layout: Layout, disk: Disk, name: str, log_name: str) -> None:
    """Bring register and trail to one state; the caller holds the lock.

    Args:
        layout: where they lie.
        disk: what they lie on.
        name: how the register is called in errors.
        log_name: how the trail is called in errors.

    Raises:
        PendingConflict: the register was changed while a run waited to be published.
        InvalidTrail: a run waits to be published, but its line is damaged.
        OSError: the disk refused; nothing is lost, run it again.
    """
    if disk.facts(layout.log) is not None:
        make_durable(layout, disk)
        _mend_last_line(layout, disk)
    staged = [os.path.join(layout.folder, found) for found in disk.names(layout.folder) if layout.is_staged(found)]
    if staged:
        line = last_line(layout.log, disk)
        pending = layout.staged(digest(line)) if line is not None else None
        for path in staged:
            if path == pending and line is not None:
                _publish(layout, disk, name, path, run_of(line, layout.log, disk, log_name))
            else:
                disk.remove(path)
        disk.sync(layout.folder)


def _mend_last_line(layout: Layout, disk: Disk) -> None:
    torn = torn_line(layout.log, disk)
    facts = disk.facts(layout.log)
    if not torn or facts is None:
        return
    if _is_published(torn, layout, disk):
        disk.append(layout.log, b"\n")
    else:
        disk.truncate(layout.log, facts.size - len(torn))
    sync_trail(layout, disk)


def _is_published(line: bytes, layout: Layout, disk: Disk) -> bool:
    try:
        run = read_line(line, "", 0)
    except InvalidTrail:
        return False
    found = _digest_of(layout.register, disk)
    return found == run.after or (found != run.before and disk.facts(layout.staged(digest(line))) is None)


def _publish(layout: Layout, disk: Disk, name: str, staged: str, run: Run) -> None:
    found = _digest_of(layout.register, disk)
    if found == run.after:
        disk.remove(staged)
    elif found == run.before and _digest_of(staged, disk) == run.after:
        disk.sync(staged)
        disk.rename(staged, layout.register)
    else:
        raise PendingConflict(name=name, seq=run.seq, staged=staged)


def _digest_of(path: str, disk: Disk) -> str | None:
    try:
        return hashlib.sha256(disk.read(path)).hexdigest()
    except FileNotFoundError:
        return None
