"""The ground a register stands on: what its disk can promise, and who may write past rectify."""

from typing import NamedTuple


class SharedDisk(NamedTuple):
    """A disk that other machines write to as well: its kind, where it is mounted, and what its options give up.

    `has_own_locks`: a lock is known to this machine alone; `is_lazy`: a sync may not reach the server.
    """

    kind: str
    point: str
    has_own_locks: bool = False
    is_lazy: bool = False

    def __str__(self) -> str:
        return f"{self.kind} at {self.point}"


class OpenPlace(NamedTuple):
    """A file or folder that everybody on the machine may write to, by the name the user would write.

    `inside` counts the files and folders in it of which that is true, where they are told together.
    """

    name: str
    inside: int = 0


class Ground(NamedTuple):
    """What was found of the disk; no `shared` is a disk of this machine, or one of which nothing is known."""

    shared: SharedDisk | None = None
    open_places: tuple[OpenPlace, ...] = ()
