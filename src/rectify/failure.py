"""What every expected failure has: an exit code, a message made of named facts, a hint, details; leaf."""

from enum import IntEnum
from typing import ClassVar, NamedTuple


class ExitCode(IntEnum):
    """What a shell sees; the table stands in docs/exit-codes.md."""

    DONE = 0
    NO = 1
    USAGE = 2
    INVALID = 3
    UNKNOWN_ISSUE = 4
    REFUSED = 5
    CONFLICT = 6
    INTEGRITY = 7
    SURROUNDINGS = 8
    UNPUBLISHED = 9
    INTERNAL = 70
    INTERRUPTED = 130
    READER_GONE = 141


class Detail(NamedTuple):
    """One of many things wrong: where (file:line:column, or `line 3`), what, and what to do."""

    place: str
    message: str
    hint: str | None = None


class RectifyError(Exception):
    """An expected failure. Subclasses give `exit_code`, `template` and `hint_template`."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL
    template: ClassVar[str] = "{message}"
    hint_template: ClassVar[str | None] = None

    def __init__(self, *, details: tuple[Detail, ...] = (), hint: str | None = None, **facts: object) -> None:
        self.facts = facts
        self.details = details
        self.message = self.template.format(**facts)
        self.hint = hint or (self.hint_template.format(**facts) if self.hint_template else None)
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The stable name of this error for scripts: the class name in kebab-case."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
