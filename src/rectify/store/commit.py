"""THE DISK: the steps of a commit, in their order, which no step may leave.

Evidence in place → new register staged → trail line appended and synced (committed) → staged file renamed over the
register → folder synced. The new register is written under a name that no run has, since the line tells its digest and
gives it its own; one folder sync makes that durable.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from rectify.faults import EditedMeanwhile, NotLasting, OutcomeUnknown, SavedMeanwhile, Unpublished
from rectify.model.event import Run
from rectify.store.asking import asking, why
from rectify.store.layout import Layout, beside
from rectify.store.log_jsonl import write_line
from rectify.store.staging import drop, name_staged
from rectify.store.trail_lines import digest as digest_of

if TYPE_CHECKING:
    from rectify.store.disk import Disk
    from rectify.store.drafts import Draft
    from rectify.store.evidence_files import EvidenceFiles
    from rectify.store.trail_disk import TrailOnDisk


class Done(NamedTuple):
    """What has become of a run: itself as it stands in the trail, its line, and the stamp of the register now."""

    run: Run
    line: bytes
    stamp: tuple[int, ...]


class Commit:
    """One run on its way.

    Args:
        layout: where the register lies.
        name: how it is called in errors.
        disk: what it lies on.
        trail: its trail.
        files: the evidence taken in.
        digest: sha256 of the register it starts from, in hex.
        stamp: of that register as it was read, and what tells the stamp now.
        tell: is told the number of the run as soon as it is recorded.
    """

    def __init__(
        self,
        layout: Layout,
        name: str,
        disk: "Disk",
        *,
        trail: "TrailOnDisk",
        files: "EvidenceFiles",
        digest: str,
        stamp: tuple[tuple[int, ...], Callable[[], tuple[int, ...]]],
        tell: Callable[[int], None],
    ) -> None:
        self._layout, self._name, self._disk, self._trail = layout, name, disk, trail
        self._files, self._digest, self._tell = files, digest, tell
        self._stamp, self._stamp_now = stamp

    def do(self, run: Run, draft: "Draft | None") -> Done:
        """Go all the steps.

        Args:
            run: what is recorded.
            draft: the new register; None where it stays as it is.

        Raises:
            DiskRefused, BadEvidence, Damaged, EditedMeanwhile, InvalidTrail: nothing was recorded.
            OutcomeUnknown: it may be recorded.
            Unpublished: it is recorded; the register waits, or may not last.
        """
        run = self._linked(run)
        with asking("write", self._name):
            run, line, staged = self.prepare(run, draft)
        self._record(run, line, staged)
        return Done(run, line, self.publish(run, staged) if staged else self._stamp)

    def prepare(self, run: Run, draft: "Draft | None") -> tuple[Run, bytes, str | None]:
        """All that comes before the line: the run, its line, and the name under which the new register waits."""
        self.put_evidence(run)
        if draft is None:
            run, line = self._told(run, self._digest)
            self._require_unedited()
            return run, line, None
        try:
            run, line = self._told(run, self._written(draft))
            staged = self._layout.staged(digest_of(line))
            name_staged(self._layout, self._disk, self._layout.drafted, staged)
        except OSError:
            drop(self._disk, self._layout.drafted)
            self._require_unedited()  # else that is what is wrong, not the disk
            raise
        self._require_unedited(staged)
        return run, line, staged

    def put_evidence(self, run: Run) -> None:
        """Give the files that a run names their places."""
        self._files.put_in_place((event.issue, event.evidence) for event in run.events)

    def publish(self, run: Run, staged: str) -> tuple[int, ...]:
        """Put the new register in the place of the old one; its stamp."""
        failed: type[Unpublished] = Unpublished
        try:
            if self._is_edited():
                raise SavedMeanwhile(name=self._name, seq=run.seq, staged=beside(self._name, staged))
            self._disk.rename(staged, self._layout.register)
            failed = NotLasting
            self._disk.sync(self._layout.folder)
            return self._stamp_now()
        except OSError as error:
            raise failed(seq=run.seq, name=self._name, why=why(error)) from None

    def _linked(self, run: Run) -> Run:
        """The run as the next link of the chain."""
        line = self._trail.last_line()
        if line is None:
            raise AssertionError("a trail starts with begin()")
        return run._replace(prev=(digest_of(line),), seq=self._trail.require_run(line).seq + 1)

    def _told(self, run: Run, after: str) -> tuple[Run, bytes]:
        """The run with the digests of the register before and after it, and its line."""
        run = run._replace(before=self._digest, after=after)
        return run, write_line(run)

    def _is_edited(self) -> bool:
        """True when somebody has changed the register since it was read."""
        return self._stamp_now() != self._stamp

    def _require_unedited(self, staged: str | None = None) -> None:
        if self._is_edited():
            drop(self._disk, staged)
            raise EditedMeanwhile(name=self._name)

    def _written(self, draft: "Draft") -> str:
        """The sha256 of the new register, which is now on the disk under a name of its own."""
        self._disk.remove(self._layout.drafted)
        return draft.write(self._disk, self._layout.register, self._layout.drafted)

    def _record(self, run: Run, line: bytes, staged: str | None) -> None:
        """Have the line recorded; where it certainly is not, nothing of the run stays."""
        try:
            self._trail.record(line)
            self._tell(run.seq)
        except OutcomeUnknown:
            raise
        except BaseException:  # also Ctrl-C: the line may stand by then, and must not be asked for again
            if self._trail.may_end_in(line):
                self._tell(run.seq)
            else:
                drop(self._disk, staged)
            raise
