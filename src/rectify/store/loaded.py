"""What a store hands out: a register as read, with its ends, and what became of a write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rectify.model.event import Run
    from rectify.model.flaw import Place
    from rectify.model.register import Register
    from rectify.store.store import Ends


class Known(NamedTuple):
    """Ends that are known."""

    digest: str
    last: Run | None
    head: str | None


class Loaded(NamedTuple):
    """A register as read: its ends, and where things stand.

    `place(entry, path)` gives the spot of a field in the file. `has_trail` is false before the first
    write; `has_case_files` is true when evidence lies beside the register, `is_trail_emptied` when the trail
    is a file without a run, which no store ever makes.
    `is_in_doubt` is true when an fsync of the trail has failed and nobody has made sure of it since; never under the
    lock.
    `unfinished` is what stood behind the last recorded line when the lock was taken; recovery has mended it.
    """

    register: Register
    ends: Ends
    place: Callable[[str, str], Place]
    has_trail: bool
    has_case_files: bool
    is_trail_emptied: bool = False
    is_in_doubt: bool = False
    unfinished: bytes = b""

    @property
    def digest(self) -> str:
        """See `Ends.digest`."""
        return self.ends.digest

    @property
    def last(self) -> Run | None:
        """See `Ends.last`."""
        return self.ends.last

    @property
    def head(self) -> str | None:
        """See `Ends.head`."""
        return self.ends.head

    def knows(self, run: Run) -> bool:
        """True for a run that is part of this state; without the lock others go on writing meanwhile."""
        return self.last is not None and run.seq <= self.last.seq


class Receipt(NamedTuple):
    """A committed run as it stands in the trail, and the issues that could not be edited in place."""

    run: Run
    re_emitted: tuple[str, ...] = ()


class Beside(NamedTuple):
    """The register that was put beside the one kept: its name, and what stands there already.

    `waiting` is the file of a run that is recorded and not published, as that run left the register; `in_the_way` is
    one that is not what the run left, and keeps anybody from writing until it is gone.
    """

    name: str
    has_register: bool = False
    waiting: str | None = None
    in_the_way: str | None = None
