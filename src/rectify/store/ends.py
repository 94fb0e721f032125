"""The ends of a register and its trail as they were read, counted when somebody asks for them: a list needs none."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rectify.model.event import Run
    from rectify.store.trail_disk import TrailOnDisk


class LateEnds:
    """See `store.Ends`. `line` is the trail's last recorded line, `digest_of` gives the digest of the register."""

    def __init__(self, digest_of: Callable[[], str], line: bytes | None, trail: "TrailOnDisk") -> None:
        self._digest_of, self._line, self._trail = digest_of, line, trail

    @cached_property
    def digest(self) -> str:
        """See `Ends.digest`."""
        return self._digest_of()

    @cached_property
    def last(self) -> "Run | None":
        """See `Ends.last`."""
        return self._trail.last_run(self._line)

    @cached_property
    def head(self) -> str | None:
        """See `Ends.head`."""
        if self._line is None:
            return None
        from rectify.store.trail_lines import digest

        return digest(self._line)
