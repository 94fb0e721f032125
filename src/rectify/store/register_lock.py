"""The lock of a register: where it lies, for whom a new lock file is, and what is said where none is to be had."""

from contextlib import AbstractContextManager
from functools import partial

from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.layout import Layout
from rectify.store.lock import locked, this_process
from rectify.store.survey import shared_below


def lock_of(layout: Layout, name: str, disk: Disk, timeout: float) -> AbstractContextManager[None]:
    """The lock of a register called `name`; see `locked`.

    A new lock file is for those who may write the register, or, where that is gone, its trail.
    """
    with asking("read", name):
        like = disk.facts(kept_file(layout, disk))
    mode, group = (like.mode & 0o666, like.group) if like else (0o600, -1)
    ground = partial(shared_below, layout, disk)
    return locked(layout.lock, name, timeout, mode, this_process(), group=group, ground=ground)


def kept_file(layout: Layout, disk: Disk) -> str:
    """The file whose mode and group new ones beside it take: the register, or its trail where it is gone."""
    facts = disk.facts(layout.register)
    return layout.register if facts is not None and facts.is_regular else layout.log
