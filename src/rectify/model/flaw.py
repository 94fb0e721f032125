"""What a check found: a flaw in the data is a value, not an exception."""

from typing import NamedTuple

from rectify.terms import Severity


class Place(NamedTuple):
    """A spot in a file; line and column count from 1, 0 is the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class Flaw(NamedTuple):
    """One thing wrong: which check found it, how bad it is, where, and what to do."""

    check: str
    severity: Severity
    message: str
    issue: str | None = None
    path: str = ""
    place: Place | None = None
    hint: str | None = None
