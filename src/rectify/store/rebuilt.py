"""THE DISK: the register that the trail implies, written beside the one that is kept; never over anything."""

from contextlib import suppress

from rectify.faults import RebuiltExists
from rectify.model.register import Register
from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.layout import Layout, beside
from rectify.store.log_jsonl import digest
from rectify.store.register_lock import kept_file


def put_beside(layout: Layout, name: str, disk: Disk, register: Register) -> str:
    """Write a register to `X.rebuilt.yaml`; the caller holds the lock, so that nobody sweeps away what is staged.

    Args:
        layout: where the register lies, or would.
        name: how the register is called in errors.
        disk: what it lies on.
        register: what is written.

    Returns:
        The name of the new file, as the user would write it.

    Raises:
        RebuiltExists: another file is there.
        DiskRefused.
    """
    from rectify.store.yaml_edit import fresh  # only a write pays for the editor

    data = fresh(register)
    path, shown, staged = layout.rebuilt, beside(name, layout.rebuilt), layout.staged(digest(data))
    with asking("write", shown):
        found = disk.facts(path)
        if found is not None and found.is_regular and disk.read(path) == data:
            return shown
        if found is not None:
            raise RebuiltExists(name=shown)
        try:
            disk.remove(staged)
            disk.write_new(staged, data, 0o600)
            disk.copy_attributes(kept_file(layout, disk), staged)
            disk.rename(staged, path)
            disk.sync(layout.folder)
        except OSError:
            with suppress(OSError):
                disk.remove(staged)
            raise
    return shown
