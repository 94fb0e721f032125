"""What is handed to every check: the register, the trail, and what the disk said of both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from rectify.model.blob import Blob
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw, Place
from rectify.model.ground import Ground
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.terms import Severity

_UNKNOWN: Final = Ground()


@dataclass(frozen=True, slots=True)
class Inspected:
    """A register as an inspector has it before him.

    `runs` is the trail as far as it could be read, `chain` what is wrong with it as a chain, `edits` what
    was edited by hand; `blobs` is what lies in the case folders;
    `recorded_on` the day of a run in the register's time zone; `place` the spot of a field in the file;
    `digest` is the sha256 of the register's bytes, `head` that of the trail's last line.
    """

    register: Register
    today: date
    place: Callable[[str, str], Place]
    recorded_on: Callable[[Run], date]
    runs: tuple[Run, ...] = ()
    chain: tuple[Flaw, ...] = ()
    edits: tuple[Event, ...] = ()
    blobs: tuple[Blob, ...] | None = None
    is_trail_missing: bool = False
    is_trail_emptied: bool = False
    digest: str = ""
    head: str | None = None
    ground: Ground = _UNKNOWN

    def flaw(
        self, check: str, severity: Severity, issue: Issue, path: str, message: str, *, hint: str | None = None
    ) -> Flaw:
        """A flaw of an issue, at the place of a path in it."""
        place = self.place(issue.id, path)
        return Flaw(check, severity, f"{issue.id} {message}", issue=issue.id, path=path, place=place, hint=hint)
