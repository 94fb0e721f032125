"""A new register file: written beside its place, then renamed, so that it is never there by half."""

import secrets
from contextlib import suppress

from rectify.faults import RegisterExists
from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.git_files import set_up_git_files
from rectify.store.layout import Layout
from rectify.store.lock import locked, this_process
from rectify.store.neighbours import require_own_trail, require_register

_MODE = 0o666  # the umask narrows it


def make_register(layout: Layout, name: str, disk: Disk, timeout: float, data: bytes) -> None:
    """Make a register, and the git files beside it; nothing that is there is overwritten.

    Raises:
        RegisterExists: there is one already.
        RegisterGone: there was one, and its trail is still there.
        SharedTrail: another register has the trail that this one would have.
        Locked: another process is making one.
        DiskRefused.
    """
    _require_free(layout, name, disk)
    staged = layout.staged(secrets.token_hex(8))
    with asking("make", name):
        try:
            disk.write_new(staged, data, _MODE)
            facts = disk.facts(staged)
            with locked(layout.lock, name, timeout, facts.mode & 0o666 if facts else 0o600, this_process()):
                _require_free(layout, name, disk)
                set_up_git_files(layout, disk, _MODE)
                disk.rename(staged, layout.register)
                disk.sync(layout.folder)
        finally:
            with suppress(OSError):
                disk.remove(staged)


def _require_free(layout: Layout, name: str, disk: Disk) -> None:
    with asking("make", name):
        if disk.facts(layout.register) is not None:
            raise RegisterExists(name=name)
    require_register(layout, name, disk)
    require_own_trail(layout, name, disk)
