"""The memory store: the same promises without a disk, for dry runs and tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rectify.errors import BadEvidence
from rectify.faults import RebuiltExists
from rectify.model.blob import Blob
from rectify.model.event import Mention, Run, only_about
from rectify.model.flaw import Flaw, Place
from rectify.model.ground import Ground
from rectify.model.link import Link
from rectify.model.register import Register
from rectify.store.chain import bare_links, links
from rectify.store.loaded import Beside, Known, Loaded, Receipt
from rectify.store.log_jsonl import write_line
from rectify.store.trail_lines import digest

if TYPE_CHECKING:
    from rectify.model.evidence import Evidence


def _nothing_there(path: str) -> Evidence:
    raise BadEvidence(path=path, why="there is no such file")


@dataclass(frozen=True, slots=True)
class MemoryTrail:
    """The trail of runs that are kept as lines nowhere."""

    name: str
    runs: Sequence[Run]

    def links(self, wanted: Collection[int] | None = None) -> Iterator[Link]:
        """See `Trail.links`."""
        lines = map(write_line, self.runs)
        return links(lines, self.name) if wanted is None else bare_links(lines, self.name, wanted)


class MemoryStore:
    """A register and its runs in memory. `look_at` hashes an evidence file without keeping it."""

    def __init__(
        self,
        start: Loaded | Register,
        runs: Sequence[Run] = (),
        *,
        name: str = "memory",
        look_at: Callable[[str], Evidence] = _nothing_there,
    ) -> None:
        self.name = name
        self._look_at = look_at
        self._runs = list(runs)
        self._start = start if isinstance(start, Loaded) else None
        self._register = start.register if isinstance(start, Loaded) else start
        self._blobs: dict[tuple[str, str], Mention] = {}
        self._beside: Register | None = None
        self._is_open = False

    @property
    def trail(self) -> MemoryTrail:
        """See `Store.trail`."""
        return MemoryTrail(self.name, self._runs)

    def load(self, *, whole: bool = False) -> Loaded:  # in memory all is whole
        """See `Store.load`."""
        start = self._start
        return Loaded(
            register=self._register,
            ends=Known(
                digest=start.digest if start else _digest_of(self._register),
                last=self._runs[-1] if self._runs else None,
                head=digest(write_line(self._runs[-1])) if self._runs else None,
            ),
            place=start.place if start else lambda _entry, _path: Place(self.name),
            has_trail=bool(self._runs),
            is_trail_emptied=not self._runs and start is not None and start.is_trail_emptied,
            has_case_files=bool(self._blobs) or (start is not None and start.has_case_files),
        )

    def load_as_published(self) -> Loaded:
        """Nothing ever waits in memory."""
        return self.load()

    def runs(self) -> Iterator[Run]:
        """See `Store.runs`."""
        return iter(tuple(self._runs))

    def runs_about(self, entries: Collection[str]) -> Iterator[Run]:
        """See `Store.runs_about`."""
        return (told for run in self.runs() if (told := only_about(run, entries)))

    def runs_of_batch(self, batch_id: str) -> Iterator[Run]:
        """See `Store.runs_of_batch`."""
        return (run for run in self.runs() if run.batch_id == batch_id)

    def run_count(self) -> int:
        """See `Store.run_count`."""
        return len(self._runs)

    def pending(self) -> bool:
        """Nothing is ever half done in memory."""
        return False

    def take_in(self, path: str) -> Evidence:
        """See `Store.take_in`; nothing is kept."""
        return self._look_at(path)

    def let_go(self) -> None:
        """Nothing was kept."""

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[Loaded]:  # see `load`
        """See `Store.writing`."""
        self._is_open = True
        try:
            yield self.load()
        finally:
            self._is_open = False

    def begin(self, runs: Sequence[Run]) -> None:
        """See `Store.begin`."""
        self._require_open()
        found = self.load().digest
        for run in runs:
            self._append(run, found, found)

    def commit(self, run: Run, after: Register) -> Receipt:
        """See `Store.commit`."""
        self._require_open()
        if not self._runs:
            raise AssertionError("a trail starts with begin()")
        before = self.load().digest
        if after is not self._register:  # equal is not enough: 35.0 equals 35, and is written otherwise
            self._register, self._start = after, None
        for event in run.events:
            for item in event.evidence:
                self._blobs.setdefault((event.issue, item.sha256), item)
        return Receipt(self._append(run, before, self.load().digest))

    def damage(self) -> Iterator[Flaw]:
        """See `Store.damage`."""
        return (flaw for link in self.trail.links() for flaw in link.flaws)

    def ground(self) -> Ground:
        """Memory is nobody else's."""
        return Ground()

    def put_beside(self, make: Callable[[], Register]) -> Beside:
        """See `Store.put_beside`."""
        register = make()
        name = f"{self.name}.rebuilt"
        if self._beside not in (None, register):
            raise RebuiltExists(name=name)
        self._beside = register
        return Beside(name, has_register=True)

    def blobs(self, issues: Iterable[str] | None = None) -> Iterator[Blob]:
        """See `Store.blobs`."""
        wanted = None if issues is None else set(issues)
        for (issue, _), item in sorted(self._blobs.items(), key=lambda one: one[0][0]):
            if wanted is None or issue in wanted:
                yield Blob(issue, f"{item.sha256[:16]}-{item.name}", item.sha256, item.size)

    def _require_open(self) -> None:
        if not self._is_open:
            raise AssertionError("begin and commit belong inside writing()")

    def _append(self, run: Run, before: str, after: str) -> Run:
        prev = (digest(write_line(self._runs[-1])),) if self._runs else ()
        self._runs.append(run._replace(prev=prev, seq=len(self._runs) + 1, before=before, after=after))
        return self._runs[-1]


def _digest_of(register: Register) -> str:
    return hashlib.sha256(json.dumps(dict(register.entries()), ensure_ascii=False).encode()).hexdigest()
