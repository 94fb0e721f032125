"""What a store is: the one door between the session and where things are kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from rectify.model.event import Run
from rectify.model.evidence import Evidence
from rectify.model.flaw import Flaw, Place
from rectify.model.register import Register


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register as read: its digest (sha256 of the file's bytes), its last run, and where things stand.

    `place(entry, path)` gives the spot of a field in the file. `has_trail` is false before the first
    write; `has_case_files` is true when evidence lies beside the register. `last` is None where there
    is no trail, or where its last line is damaged: `damage` tells that, and no commit goes past it.
    `head` is the sha256 of the trail's last recorded line: whoever keeps it elsewhere anchors the trail.
    """

    register: Register
    digest: str
    last: Run | None
    place: Callable[[str, str], Place]
    has_trail: bool
    has_case_files: bool
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A committed run as it stands in the trail, and the issues that could not be edited in place."""

    run: Run
    re_emitted: tuple[str, ...] = ()


class Store(Protocol):
    """Load, runs, commit; everything inside `writing` has the register for itself."""

    name: str

    def load(self) -> Loaded:
        """Read the register.

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
            Unpublished, PendingConflict: it is recorded; the register waits.
        """

    def damage(self) -> Iterator[Flaw]:
        """What is wrong with the trail as a chain: broken links, sequence, form."""

    def blob_digests(self, register: Register) -> Mapping[tuple[str, str], str | None]:
        """For every (issue, sha256) of the register the digest found on disk; None when it is missing."""
