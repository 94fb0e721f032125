"""The doubt about a trail whose fsync failed, and how it is settled.

- A system may tell of a failed write once and then forget it: the bytes read well from memory, the next fsync
  succeeds, and the disk never had them. An fsync that failed is therefore never tried again on the same file.
- Whoever sees an fsync of the trail fail leaves a marker beside it. Before anybody goes by the trail again, its bytes
  are written into a new file, which takes its place once it is synced.
- The marker itself need not survive a power cut: what is read after one is what the disk has.
"""

from contextlib import suppress

from rectify.store.disk import Disk
from rectify.store.layout import Layout


def make_durable(layout: Layout, disk: Disk) -> None:
    """Have the trail, and its name, survive a power cut; one that is in doubt is written anew.

    Raises:
        OSError: it may not survive one; the doubt is left for the next to settle.
    """
    if disk.facts(layout.doubt) is not None:
        _write_anew(layout, disk)
    else:
        sync_trail(layout, disk)
        disk.sync(layout.folder)


def sync_trail(layout: Layout, disk: Disk) -> None:
    """Sync the trail; leave the doubt where that fails.

    Raises:
        OSError: it failed.
    """
    try:
        disk.sync(layout.log)
    except OSError:
        leave_doubt(layout, disk)
        raise


def leave_doubt(layout: Layout, disk: Disk) -> None:
    """Leave the marker, if the disk still lets us."""
    with suppress(OSError):
        disk.mark(layout.doubt)


def _write_anew(layout: Layout, disk: Disk) -> None:
    """May be stopped anywhere and begun again: until the last step the marker stands."""
    disk.remove(layout.anew)
    disk.write_new(layout.anew, disk.read(layout.log), 0o600, like=layout.log)
    disk.rename(layout.anew, layout.log)
    disk.sync(layout.folder)
    disk.remove(layout.doubt)
