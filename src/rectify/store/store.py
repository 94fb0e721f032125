"""What a store is: the one door between the session and where things are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rectify.model.blob import Blob
    from rectify.model.event import Run
    from rectify.model.evidence import Evidence
    from rectify.model.flaw import Flaw
    from rectify.model.ground import Ground
    from rectify.model.link import Link
    from rectify.model.register import Register
    from rectify.store.loaded import Beside, Loaded, Receipt


class Ends(Protocol):
    """What tells a register and its trail from all others; it may be counted only when it is asked for."""

    @property
    def digest(self) -> str:
        """The sha256 of the register's bytes, in hex."""

    @property
    def last(self) -> Run | None:
        """The last run; None where there is no trail, or where its last line is damaged.

        `Store.damage` tells that, and no commit goes past it.
        """

    @property
    def head(self) -> str | None:
        """The sha256 of the trail's last recorded line: whoever keeps it elsewhere anchors the trail."""


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

    def load(self, *, whole: bool = False) -> Loaded:
        """Read the register.

        Args:
            whole: read all of it strictly, whatever was kept of an earlier reading; for who judges the file itself.

        Raises:
            InvalidRegister: with every flaw of the file.
            EditedMeanwhile: it was changed while more of it was wanted than was kept.
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

    def runs_about(self, entries: Collection[str]) -> Iterator[Run]:
        """The runs with an event on one of these entries, oldest first, each with no other events.

        Raises:
            InvalidTrail: a line is no run.
        """

    def runs_of_batch(self, batch_id: str) -> Iterator[Run]:
        """The runs that were recorded under a batch id, oldest first.

        Raises:
            InvalidTrail: a line is no run.
        """

    def run_count(self) -> int:
        """How many runs the trail has.

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

    def writing(self, *, whole: bool = False) -> AbstractContextManager[Loaded]:
        """Lock, recover, load; release at the end.

        Args:
            whole: see `load`.

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
        """What lies in the case folders of these issues, or in all there are, folder by folder; each file is read.

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
