"""The trail's file on disk: its lines, its end, and the append that makes a run recorded."""

from collections.abc import Collection, Iterator

from rectify.faults import DiskRefused, InvalidTrail, OutcomeUnknown
from rectify.model.event import Run
from rectify.model.link import Link
from rectify.store.asking import asking, why
from rectify.store.disk import Disk
from rectify.store.layout import Layout, beside
from rectify.store.trail_end import last_line, run_of, torn_line


class TrailOnDisk:
    """The trail beside a register. `name` is how errors call it."""

    def __init__(self, layout: Layout, register: str, disk: Disk) -> None:
        self._layout, self._path, self._disk = layout, layout.log, disk
        self.name = beside(register, layout.log)

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
        with asking("read", self.name):
            return run_of(line, self._path, self._disk, self.name)

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
