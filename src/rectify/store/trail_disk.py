"""The trail's file on disk: its lines, its end, and the append that makes a run recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from rectify.faults import DiskRefused, InvalidTrail, OutcomeUnknown
from rectify.store.asking import asking, why
from rectify.store.layout import beside
from rectify.store.trail_end import last_line, run_of, torn_line

if TYPE_CHECKING:
    from rectify.model.event import Run
    from rectify.model.link import Link
    from rectify.store.cache import Keeper
    from rectify.store.cache_trail import KeptTrail
    from rectify.store.disk import Disk
    from rectify.store.layout import Layout


class TrailOnDisk:
    """The trail beside a register. `name` is how errors call it; a `keeper` keeps what is known of it, if there is one.

    What reads runs is imported where it is used: a list reads none.
    """

    def __init__(self, layout: Layout, register: str, disk: Disk, keeper: Keeper | None = None) -> None:
        self._layout, self._path, self._disk, self._keeper = layout, layout.log, disk, keeper
        self.name = beside(register, layout.log)
        self._last: tuple[bytes, Run] | None = None

    def runs(self) -> Iterator[Run]:
        """See `Store.runs`."""
        from rectify.store.log_jsonl import read_lines

        return read_lines(self.lines(), self.name)

    def runs_about(self, entries: Collection[str]) -> Iterator[Run]:
        """See `Store.runs_about`; by what is kept of it, where that may be."""
        from rectify.model.event import only_about

        found = self._kept.about(entries, self.name) if self._kept else None
        yield from found if found is not None else (told for run in self._noted() if (told := only_about(run, entries)))

    def runs_of_batch(self, batch_id: str) -> Iterator[Run]:
        """See `Store.runs_of_batch`; as above."""
        found = self._kept.of_batch(batch_id, self.name) if self._kept else None
        yield from found if found is not None else (run for run in self._noted() if run.batch_id == batch_id)

    def run_count(self) -> int:
        """See `Store.run_count`; as above."""
        found = self._kept.count() if self._kept else None
        return found if found is not None else sum(1 for _ in self._noted())

    @cached_property
    def _kept(self) -> KeptTrail | None:
        return self._keeper.trail(self._path) if self._keeper else None

    def _noted(self) -> Iterator[Run]:
        """The runs, read strictly; that they could be is kept."""
        return self._kept.noted(self.lines(), self.name) if self._kept else self.runs()

    def links(self, wanted: Collection[int] | None = None) -> Iterator[Link]:
        """See `Trail.links`."""
        from rectify.store.chain import bare_links, links

        return links(self.lines(), self.name) if wanted is None else bare_links(self.lines(), self.name, wanted)

    def lines(self) -> Iterator[bytes]:
        """The lines as they lie there, each with its newline, one at a time; nothing where there is no file.

        Raises:
            DiskRefused.
        """
        with asking("read", self.name):
            try:
                yield from self._disk.lines(self._path)
            except FileNotFoundError:
                return

    def unfinished(self) -> bytes:
        """What follows the last recorded line; nothing in a sound trail.

        Raises:
            DiskRefused.
        """
        with asking("read", self.name):
            return torn_line(self._path, self._disk)

    def last_line(self) -> bytes | None:
        """The last recorded line, without its newline; None when there is none.

        Raises:
            DiskRefused.
        """
        with asking("read", self.name):
            return last_line(self._path, self._disk)

    def last_run(self, line: bytes | None) -> Run | None:
        """The run of the last line; None where there is no line, or one that is damaged.

        A check must still be able to tell all that is wrong.

        Raises:
            DiskRefused.
        """
        try:
            return self.require_run(line) if line is not None else None
        except InvalidTrail:
            return None

    def require_run(self, line: bytes) -> Run:
        """The run of the last line.

        Raises:
            InvalidTrail: the line is no run.
            DiskRefused.
        """
        if self._last is None or self._last[0] != line:  # a write asks twice, and a batch is a long line
            with asking("read", self.name):
                self._last = line, run_of(line, self._path, self._disk, self.name)
        return self._last[1]

    def record(self, line: bytes) -> None:
        """The point of no return: append a line, with its newline, and make it durable.

        What cannot be appended leaves nothing; what cannot be synced leaves a doubt. So does a line that stands in
        the trail although the disk told of an error, as a network disk may on closing.

        Raises:
            DiskRefused: nothing was recorded.
            OutcomeUnknown: it may be recorded.
        """
        from rectify.store.doubt import leave_doubt, sync_trail  # before anything is written

        try:
            with asking("write", self.name):
                self._disk.append(self._path, line)
        except DiskRefused as error:
            if self.may_end_in(line):
                leave_doubt(self._layout, self._disk)
                raise OutcomeUnknown(why=error.facts["why"]) from None
            raise
        try:
            sync_trail(self._layout, self._disk)
        except OSError as error:
            raise OutcomeUnknown(why=why(error)) from None

    def may_end_in(self, line: bytes) -> bool:
        """True unless the trail can be read and does not end in this line."""
        try:
            return last_line(self._path, self._disk) == line.removesuffix(b"\n")
        except OSError:
            return True
