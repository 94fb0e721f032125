"""The folder store: a YAML register, its trail and its evidence beside it; log first, then the register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from rectify.store.asking import asking
from rectify.store.cache import Keeper
from rectify.store.disk import Disk
from rectify.store.layout import Layout
from rectify.store.loaded import Beside, Loaded, Receipt
from rectify.store.register_disk import Held, Unread
from rectify.store.register_reading import RegisterReading
from rectify.store.trail_disk import TrailOnDisk
from rectify.store.trail_lines import digest
from rectify.store.watching import Watch, nobody_watches

if TYPE_CHECKING:
    from rectify.model.blob import Blob
    from rectify.model.event import Run
    from rectify.model.evidence import Evidence
    from rectify.model.flaw import Flaw
    from rectify.model.ground import Ground
    from rectify.model.register import Register
    from rectify.store.commit import Commit
    from rectify.store.evidence_files import EvidenceFiles
    from rectify.store.kept_held import KeptHeld
    from rectify.store.memory import MemoryStore
    from rectify.store.packed import Packed

DEFAULT_TIMEOUT = 30.0


class FolderStore:
    """A register in a folder. `name` is its path as the user wrote it; `timeout` is in seconds.

    `environment` says where what was read is kept for the next time (`cache.py`), if anywhere; on no disk but the real.
    `watch` is told of every file of evidence that is read, for a progress bar. What only a write or a check needs is
    imported where it is used: a list is read with little.
    """

    def __init__(
        self,
        name: str,
        *,
        disk: Disk | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        watch: Watch = nobody_watches,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name = name
        self._layout = Layout.of(name)
        self._disk = disk or Disk()
        self._timeout, self._watch = timeout, watch
        keeper = Keeper.of(environment, self._layout.register, self._disk.mount_table) if disk is None else None
        self.trail = TrailOnDisk(self._layout, name, self._disk, keeper)
        self._reading = RegisterReading(self._layout, name, self._disk, self.trail, keeper)
        self._register = self._reading.file
        self._held: Held | KeptHeld | Packed | Unread | None = None
        self.recorded: int | None = None
        """The number of the last run that this store has recorded."""

    def load(self, *, whole: bool = False) -> Loaded:
        """See `Store.load`."""
        return self._reading.load(whole=whole)

    def runs(self) -> Iterator[Run]:
        """See `Store.runs`."""
        return self.trail.runs()

    def runs_about(self, entries: Collection[str]) -> Iterator[Run]:
        """See `Store.runs_about`."""
        return self.trail.runs_about(entries)

    def runs_of_batch(self, batch_id: str) -> Iterator[Run]:
        """See `Store.runs_of_batch`."""
        return self.trail.runs_of_batch(batch_id)

    def run_count(self) -> int:
        """See `Store.run_count`."""
        return self.trail.run_count()

    def pending(self) -> bool:
        """See `Store.pending`."""
        return self._reading.pending()

    def take_in(self, path: str) -> Evidence:
        """See `Store.take_in`."""
        return self._files.take_in(path)

    def let_go(self) -> None:
        """See `Store.let_go`."""
        self._files.let_go()

    def rehearsal(self) -> MemoryStore:
        """A memory store in the same state, for a dry run; evidence is hashed, not copied."""
        from rectify.store.memory import MemoryStore

        loaded = self.load_as_published()
        return MemoryStore(loaded, list(filter(loaded.knows, self.runs())), name=self.name, look_at=self._files.look_at)

    def load_as_published(self) -> Loaded:
        """See `Store.load_as_published`."""
        from rectify.store.as_published import as_published

        return as_published(lambda: self.load(whole=True), self.trail.last_line, self._reading.waiting)

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[Loaded]:
        """See `Store.writing`."""
        with self._reading.or_what_is_gone():
            self._register.require_one_name()
        from rectify.store.neighbours import require_own_trail
        from rectify.store.recovery import recover
        from rectify.store.register_lock import lock_of

        require_own_trail(self._layout, self.name, self._disk)
        with lock_of(self._layout, self.name, self._disk, self._timeout):
            try:
                unfinished = self.trail.unfinished()
                with asking("recover", self.name):
                    recover(self._layout, self._disk, self.name, self.trail.name)
                    self._files.sweep()
                self._held = held = self._reading.hold(whole=whole)
                yield self._reading.loaded(held, self.trail.last_line())._replace(unfinished=unfinished)
            finally:
                self._held = None
                self._files.let_go()

    def create(self, data: bytes) -> None:
        """Make a new register file, and the git files beside it; see `make_register`."""
        from rectify.store.new_register import make_register

        make_register(self._layout, self.name, self._disk, self._timeout, data)

    def begin(self, runs: Sequence[Run]) -> None:
        """See `Store.begin`."""
        from rectify.store.git_files import set_up_git_files
        from rectify.store.log_jsonl import write_line
        from rectify.store.staging import put

        held = self._require_held()
        lines: list[bytes] = []
        for seq, run in enumerate(runs, 1):
            prev = (digest(lines[-1]),) if lines else ()
            lines.append(write_line(run._replace(prev=prev, seq=seq, before=held.digest, after=held.digest)))
        with asking("write", self.trail.name):
            set_up_git_files(self._layout, self._disk, self._register.mode())
            put(self._layout, self._disk, self._layout.log, b"".join(lines))

    def commit(self, run: Run, after: Register) -> Receipt:
        """See `Store.commit`."""
        held = self._require_held()
        draft = held.draft(after)
        steps = self._steps()(
            self._layout,
            self.name,
            self._disk,
            trail=self.trail,
            files=self._files,
            digest=held.digest,
            stamp=(held.stamp, self._register.stamp),
            tell=self._note,
        )
        done = steps.do(run, draft)
        held.keep_up(draft, done.run.after, done.stamp)
        self._held = Unread(self.name, done.run.after, done.stamp, self._reading.read) if draft else held
        return Receipt(done.run, draft.re_emitted if draft else ())

    def damage(self) -> Iterator[Flaw]:
        """See `Store.damage`."""
        return (flaw for link in self.trail.links() for flaw in link.flaws)

    def blobs(self, issues: Iterable[str] | None = None) -> Iterator[Blob]:
        """See `Store.blobs`."""
        from rectify.store.case_folders import CaseFolders

        return CaseFolders(self._layout, self._disk, self._watch).blobs(issues)

    def ground(self) -> Ground:
        """See `Store.ground`."""
        from rectify.store.survey import survey

        return survey(self._layout, self.name, self._disk)

    def put_beside(self, make: Callable[[], Register]) -> Beside:
        """See `Store.put_beside`."""
        from rectify.store.rebuilt import put_beside
        from rectify.store.register_lock import lock_of

        with lock_of(self._layout, self.name, self._disk, self._timeout):
            return put_beside(self._layout, self.name, self._disk, make())

    def _steps(self) -> type[Commit]:
        """The steps of a commit; only a write needs them."""
        from rectify.store.commit import Commit

        return Commit

    def _note(self, seq: int) -> None:
        self.recorded = seq

    @cached_property
    def _files(self) -> EvidenceFiles:
        """Where evidence is put; made when the first is handed in, or on the way to a write."""
        from rectify.store.evidence_files import EvidenceFiles

        return EvidenceFiles(self._layout, self._disk, lambda: self.load().register.header.policy, self._watch)

    def _require_held(self) -> Held | KeptHeld | Packed | Unread:
        if self._held is None:
            raise AssertionError("begin and commit belong inside writing()")
        return self._held
