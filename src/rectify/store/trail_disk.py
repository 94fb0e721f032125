"""The trail's file on disk: its lines, its end, and the append that makes a run recorded."""

import os

from rectify.faults import DiskRefused, InvalidTrail, OutcomeUnknown
from rectify.model.event import Run
from rectify.store.asking import asking, why
from rectify.store.disk import Disk
from rectify.store.layout import Layout
from rectify.store.trail_end import last_line, run_of


class TrailOnDisk:
    """The trail beside a register. `name` is how errors call it."""

    def __init__(self, layout: Layout, register: str, disk: Disk) -> None:
        self._path, self._disk = layout.log, disk
        self.name = _beside(register, layout)

    def read(self) -> bytes:
        """The whole file; nothing where there is none.

        Raises:
            DiskRefused.
        """
        with asking("read", self.name):
            try:
                return self._disk.read(self._path)
            except FileNotFoundError:
                return b""

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
        try:
            with asking("write", self.name):
                self._disk.append(self._path, line)
        except DiskRefused as error:
            if self.may_end_in(line):
                raise OutcomeUnknown(why=error.facts["why"]) from None
            raise
        try:
            self._disk.sync(self._path)
        except OSError as error:
            raise OutcomeUnknown(why=why(error)) from None

    def may_end_in(self, line: bytes) -> bool:
        """True unless the trail can be read and does not end in this line."""
        try:
            return last_line(self._path, self._disk) == line.removesuffix(b"\n")
        except OSError:
            return True


def _beside(name: str, layout: Layout) -> str:
    """The trail's name as the user would write it: beside the register, or in full where that is a symlink."""
    folder = os.path.dirname(name)
    if os.path.realpath(folder or ".") != layout.folder:
        return layout.log
    return os.path.join(folder, os.path.basename(layout.log))
