"""What a store is: the one door between the session and where things are kept."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from rectify.model.blob import Blob
from rectify.model.event import Run
from rectify.model.evidence import Evidence
from rectify.model.flaw import Flaw, Place
from rectify.model.ground import Ground
from rectify.model.link import Link
from rectify.model.register import Register


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register as read: its digest (sha256 of the file's bytes), its last run, and where things stand.

    `place(entry, path)` gives the spot of a field in the file. `has_trail` is false before the first
    write; `has_case_files` is true when evidence lies beside the register, `is_trail_emptied` when the trail
    is a file without a run, which no store ever makes. `last` is None where there
    is no trail, or where its last line is damaged: `damage` tells that, and no commit goes past it.
    `head` is the sha256 of the trail's last recorded line: whoever keeps it elsewhere anchors the trail.
    `is_in_doubt` is true when an fsync of the trail has failed and nobody has made sure of it since; never under the
    lock.
    `unfinished` is what stood behind the last recorded line when the lock was taken; recovery has mended it.
    """

    register: Register
    digest: str
    last: Run | None
    place: Callable[[str, str], Place]
    has_trail: bool
    has_case_files: bool
    head: str | None = None
    is_trail_emptied: bool = False
    is_in_doubt: bool = False
    unfinished: bytes = b""

    def knows(self, run: Run) -> bool:
        """True for a run that is part of this state; without the lock others go on writing meanwhile."""
        return self.last is not None and run.seq <= self.last.seq


@dataclass(frozen=True, slots=True)
class Receipt:
    """A committed run as it stands in the trail, and the issues that could not be edited in place."""

    run: Run
    re_emitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The register that was put beside the one kept: its name, and what stands there already.

    `waiting` is the file of a run that is recorded and not published, as that run left the register; `in_the_way` is
    one that is not what the run left, and keeps anybody from writing until it is gone.
    """

    name: str
    has_register: bool = False
    waiting: str | None = None
    in_the_way: str | None = None


class Trail(Protocol):
    """The trail as it lies there, sound or not."""

    @property
    def name(self) -> str:
        """How errors and flaws call it."""

    def links(self, wanted: Collection[int] | None = None) -> Iterator[Link]:
        """Its lines as links of a chain, one at a time; no damage stops it.

        Args:
            wanted: give only what breaks the chain, the links of these numbers and the last; parse no others.

        Raises:
            DiskRefused.
        """


class Store(Protocol):
    """Load, runs, commit; everything inside `writing` has the register for itself."""

    name: str

    @property
    def trail(self) -> Trail:
        """The trail, for those who judge it."""

    def load(self) -> Loaded:
        """Read the register.

        Raises:
            InvalidRegister: with every flaw of the file.
        """

    def load_as_published(self) -> Loaded:
        """The register as it will be once a recorded run that still waits is published; for who may not write.

        Raises:
            InvalidRegister: with every flaw of the file.
        """

    def runs(self) -> Iterator[Run]:
        """The runs of the trail, oldest first.

        Raises:
            InvalidTrail: a line is no run.
        """

    def pending(self) -> bool:
        """True when a run is recorded but not published yet (another process is at it, or was stopped)."""

    def take_in(self, path: str) -> Evidence:
        """Copy and hash a file under a temporary name, before the lock is taken.

        Raises:
            BadEvidence: missing, no regular file, or changed while it was copied.
            DiskRefused: there is no room for the copy.
        """

    def let_go(self) -> None:
        """Remove what was taken in and not committed."""

    def writing(self) -> AbstractContextManager[Loaded]:
        """Lock, recover, load; release at the end.

        Raises:
            Locked, PendingConflict, InvalidRegister, InvalidTrail, NoRegister, HardLinked, DiskRefused.
        """

    def begin(self, runs: Sequence[Run]) -> None:
        """Make the trail, with the issues as found; wholly there or wholly absent; inside `writing` only.

        Raises:
            DiskRefused.
        """

    def commit(self, run: Run, after: Register) -> Receipt:
        """Record the run, then publish the register; inside `writing` only, and after `begin`.

        Raises:
            DiskRefused, BadEvidence, Damaged, EditedMeanwhile, InvalidTrail: nothing was recorded.
            OutcomeUnknown: it may be recorded.
            Unpublished: it is recorded; the register waits, or may not last.
        """

    def damage(self) -> Iterator[Flaw]:
        """What is wrong with the trail as a chain: broken links, sequence, form."""

    def blobs(self, issues: Iterable[str] | None = None) -> Iterator[Blob]:
        """What lies in the case folders of these issues, or in all there are; every file is read to its end.

        Raises:
            DiskRefused.
        """

    def ground(self) -> Ground:
        """What there is to say of the disk below, and of who may write past rectify; only a check asks."""

    def put_beside(self, make: Callable[[], Register]) -> Beside:
        """Write a register beside the one that is kept, as a file of its own.

        Nothing is written over: the same text there already is left as it is. The register kept may be missing,
        or no register at all.

        Args:
            make: gives the register; called under the lock, so that it may read the trail. What it raises is raised.

        Raises:
            RebuiltExists: something else is there.
            Locked, NoLocks, DiskRefused.
        """
