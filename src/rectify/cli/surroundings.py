"""What a command finds around it: the streams, the environment, the clock, the disk; faked in tests."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rectify.store.disk import Disk


def _now() -> datetime:
    return datetime.now(UTC)


def _read_stdin() -> bytes:
    if sys.stdin.isatty():
        sys.stderr.write("reading from the keyboard; Ctrl-D ends it\n")
    return sys.stdin.buffer.read()


class Surroundings:
    """The world outside: streams, environment, clock, disk; those of the process where none are given.

    Paths are of the process's own folder.
    """

    def __init__(
        self,
        *,
        stdin: Callable[[], bytes] = _read_stdin,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], datetime] = _now,
        disk: "Disk | None" = None,
    ) -> None:
        self.stdin: Final = stdin
        self.stdout: Final = sys.stdout if stdout is None else stdout
        self.stderr: Final = sys.stderr if stderr is None else stderr
        self.environment: Final = environment
        self.clock: Final = clock
        self.disk: Final = disk

    @property
    def is_terminal(self) -> bool:
        """True when a person looks at stdout."""
        return self.stdout.isatty() and self.environment.get("TERM") != "dumb"

    @property
    def has_color(self) -> bool:
        """True when colour is welcome on stdout."""
        return self.is_terminal and not self.environment.get("NO_COLOR")

    @property
    def width(self) -> int:
        """The terminal's width in columns."""
        columns = self.environment.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or 80
        except (OSError, ValueError):
            return 80
