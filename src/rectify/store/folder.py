"""The folder store: a YAML register, its trail and its evidence beside it; log first, then the register.

Order of a commit, under the lock: evidence in place → new register staged → trail line appended and
synced (committed) → staged file renamed over the register → folder synced.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rectify.faults import (
    EditedMeanwhile,
    NoRegister,
    NotLasting,
    OutcomeUnknown,
    PendingConflict,
    SavedMeanwhile,
    Unpublished,
)
from rectify.model.blob import Blob
from rectify.model.event import Run
from rectify.model.evidence import Evidence
from rectify.model.flaw import Flaw
from rectify.model.ground import Ground
from rectify.model.register import Register
from rectify.store.asking import asking, why
from rectify.store.disk import Disk
from rectify.store.layout import Layout, beside
from rectify.store.log_jsonl import digest, read_lines, write_line
from rectify.store.neighbours import require_own_trail, require_register
from rectify.store.register_disk import Held, RegisterOnDisk
from rectify.store.staging import drop, put, stage
from rectify.store.store import Beside, Loaded, Receipt
from rectify.store.trail_disk import TrailOnDisk
from rectify.store.watching import Watch, nobody_watches

if TYPE_CHECKING:
    from rectify.store.evidence_files import EvidenceFiles
    from rectify.store.memory import MemoryStore

DEFAULT_TIMEOUT = 30.0
_LOOKS = 8


class FolderStore:
    """A register in a folder. `name` is its path as the user wrote it; `timeout` is in seconds.

    `watch` is told of every file of evidence that is read, for a progress bar. What only a write or a check needs is
    imported where it is used: a list is read with little.
    """

    def __init__(
        self, name: str, *, disk: Disk | None = None, timeout: float = DEFAULT_TIMEOUT, watch: Watch = nobody_watches
    ) -> None:
        self.name = name
        self._layout = Layout.of(name)
        self._disk = disk or Disk()
        self._timeout, self._watch = timeout, watch
        self.trail = TrailOnDisk(self._layout, name, self._disk)
        self._register = RegisterOnDisk(self._layout.register, name, self._disk)
        self._held: Held | None = None
        self.recorded: int | None = None
        """The number of the last run that this store has recorded."""

    def load(self) -> Loaded:
        """See `Store.load`; register and last run are of one moment, though others may be writing."""
        line = self.trail.last_line()
        for _ in range(_LOOKS):
            held, before, line = self._read(), line, self.trail.last_line()
            if line == before:
                break
        return self._loaded(held, line)

    def runs(self) -> Iterator[Run]:
        """See `Store.runs`."""
        return read_lines(self.trail.lines(), self.trail.name)

    def pending(self) -> bool:
        """See `Store.pending`."""
        line = self.trail.last_line()
        with asking("read", self.name):
            return line is not None and self._disk.facts(self._layout.staged(digest(line))) is not None

    def take_in(self, path: str) -> Evidence:
        """See `Store.take_in`."""
        return self._files.take_in(path)

    def let_go(self) -> None:
        """See `Store.let_go`."""
        self._files.let_go()

    def rehearsal(self) -> "MemoryStore":
        """A memory store in the same state, for a dry run; evidence is hashed, not copied."""
        from rectify.store.memory import MemoryStore

        loaded = self.load_as_published()
        return MemoryStore(loaded, list(filter(loaded.knows, self.runs())), name=self.name, look_at=self._files.look_at)

    def load_as_published(self) -> Loaded:
        """See `Store.load_as_published`."""
        from rectify.store.as_published import as_published

        return as_published(self.load, self.trail.last_line, self._waiting)

    @contextmanager
    def writing(self) -> Iterator[Loaded]:
        """See `Store.writing`."""
        with self._or_what_is_gone():
            self._register.require_one_name()
        require_own_trail(self._layout, self.name, self._disk)
        from rectify.store.recovery import recover
        from rectify.store.register_lock import lock_of

        with lock_of(self._layout, self.name, self._disk, self._timeout):
            try:
                unfinished = self.trail.unfinished()
                with asking("recover", self.name):
                    recover(self._layout, self._disk, self.name, self.trail.name)
                    self._files.sweep()
                self._held = self._read()
                yield replace(self._loaded(self._held, self.trail.last_line()), unfinished=unfinished)
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

        held = self._require_held()
        lines: list[bytes] = []
        for seq, run in enumerate(runs, 1):
            prev = (digest(lines[-1]),) if lines else ()
            lines.append(write_line(replace(run, prev=prev, seq=seq, before=held.digest, after=held.digest)))
        with asking("write", self.trail.name):
            set_up_git_files(self._layout, self._disk, self._register.mode())
            put(self._layout, self._disk, self._layout.log, b"".join(lines))

    def commit(self, run: Run, after: Register) -> Receipt:
        """See `Store.commit`."""
        held = self._require_held()
        new, re_emitted = self._rewritten(held, after)
        run = self._chained(run, held.digest, new.digest)
        line = write_line(run)
        staged = self._layout.staged(digest(line)) if new is not held else None
        with asking("write", self.name):
            self._prepare(run, staged, new.data)
        self._record(run, line, staged)
        if staged:
            new = self._publish(run, staged, new)
        self._held = new
        return Receipt(run, re_emitted)

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

    # --- the steps of a commit ---

    def _rewritten(self, held: Held, after: Register) -> tuple[Held, tuple[str, ...]]:
        if after is held.file.register:
            return held, ()
        from rectify.store.yaml_edit import rewrite  # only a write pays for the editor

        new = rewrite(held.file, after)
        return (replace(held, file=new.file, data=new.data) if new.data != held.data else held), new.re_emitted

    def _chained(self, run: Run, before: str, after: str) -> Run:
        line = self.trail.last_line()
        if line is None:
            raise AssertionError("a trail starts with begin()")
        seq = self.trail.require_run(line).seq + 1
        return replace(run, prev=(digest(line),), seq=seq, before=before, after=after)

    def _prepare(self, run: Run, staged: str | None, data: bytes) -> None:
        self._files.put_in_place((event.issue, event.evidence) for event in run.events)
        if staged:
            stage(self._layout, self._disk, staged, data)
        if self._is_edited():
            drop(self._disk, staged)
            raise EditedMeanwhile(name=self.name)

    def _record(self, run: Run, line: bytes, staged: str | None) -> None:
        """Have the line recorded; where it certainly is not, nothing of the run stays."""
        try:
            self.trail.record(line)
            self.recorded = run.seq
        except OutcomeUnknown:
            raise
        except BaseException:  # also Ctrl-C: the line may stand by then, and must not be asked for again
            if self.trail.may_end_in(line):
                self.recorded = run.seq
            else:
                drop(self._disk, staged)
            raise

    def _publish(self, run: Run, staged: str, new: Held) -> Held:
        failed: type[Unpublished] = Unpublished
        try:
            if self._is_edited():
                raise SavedMeanwhile(name=self.name, seq=run.seq, staged=beside(self.name, staged))
            self._disk.rename(staged, self._layout.register)
            failed = NotLasting
            self._disk.sync(self._layout.folder)
            return replace(new, stamp=self._register.stamp())
        except OSError as error:
            raise failed(seq=run.seq, name=self.name, why=why(error)) from None

    # --- reading ---

    @cached_property
    def _files(self) -> "EvidenceFiles":
        """Where evidence is put; made when the first is handed in, or on the way to a write."""
        from rectify.store.evidence_files import EvidenceFiles

        return EvidenceFiles(self._layout, self._disk, lambda: self.load().register.header.policy, self._watch)

    def _waiting(self, line: bytes) -> Loaded | None:
        """The register that waits for the run of this line to be published; None where none does."""
        staged = RegisterOnDisk(self._layout.staged(digest(line)), self.name, self._disk)
        with suppress(NoRegister):
            return self._loaded(staged.read(), line)
        return None

    def _read(self) -> Held:
        with self._or_what_is_gone():
            return self._register.read()

    @contextmanager
    def _or_what_is_gone(self) -> Iterator[None]:
        """A register that is not there is another matter where its trail is, and a run may even wait for it."""
        try:
            yield
        except NoRegister:
            line = self.trail.last_line()
            if line is not None and self.pending():
                staged, seq = self._layout.staged(digest(line)), self.trail.require_run(line).seq
                raise PendingConflict(name=self.name, seq=seq, staged=staged) from None
            require_register(self._layout, self.name, self._disk)
            raise

    def _is_edited(self) -> bool:
        """True when somebody has changed the register since it was read."""
        return self._register.stamp() != self._require_held().stamp

    def _loaded(self, held: Held, line: bytes | None) -> Loaded:
        with asking("read", self.name):
            has_case_files = self._disk.has_names(self._layout.evidence)
            is_in_doubt = self._disk.facts(self._layout.doubt) is not None
            is_emptied = line is None and self._disk.facts(self._layout.log) is not None
        return Loaded(
            register=held.file.register,
            digest=held.digest,
            last=self.trail.last_run(line),
            place=held.file.place,
            has_trail=line is not None,
            has_case_files=has_case_files,
            head=digest(line) if line is not None else None,
            is_trail_emptied=is_emptied,
            is_in_doubt=is_in_doubt,
        )

    def _require_held(self) -> Held:
        if self._held is None:
            raise AssertionError("begin and commit belong inside writing()")
        return self._held
