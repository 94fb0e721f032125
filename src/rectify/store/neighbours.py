"""What stands beside a register: a trail that was left alone, or another register that would have the same trail."""

import os

from rectify.faults import RegisterGone, SharedTrail
from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.layout import Layout, beside


def require_own_trail(layout: Layout, name: str, disk: Disk) -> None:
    """Refuse a register beside `X.yml` where it is `X.yaml` itself: both would write into one trail.

    Raises:
        SharedTrail, DiskRefused.
    """
    with asking("read", name):
        for found in disk.names(layout.folder):
            path = os.path.join(layout.folder, found)
            if path == layout.register or not layout.has_suffix(found) or Layout(path).stem != layout.stem:
                continue
            if _is_another_file(path, layout.register, disk):
                raise SharedTrail(name=name, other=beside(name, path), trail=beside(name, layout.log))


def _is_another_file(path: str, register: str, disk: Disk) -> bool:
    """False for a symlink, whose trail lies beside its target, and where the disk does not tell big letters apart."""
    facts, here = disk.facts(path), disk.facts(register)
    return facts is not None and facts.is_regular and (here is None or facts.stamp != here.stamp)


def require_register(layout: Layout, name: str, disk: Disk) -> None:
    """Refuse a trail whose register is gone: a new one in its place would hide what was recorded.

    Raises:
        RegisterGone, DiskRefused.
    """
    with asking("read", name):
        if disk.facts(layout.register) is None and disk.facts(layout.log) is not None:
            raise RegisterGone(name=name, trail=beside(name, layout.log))
