"""A matter that is due, late, coming, or waits for somebody: what `rectify due` is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.terms import Role

if TYPE_CHECKING:
    from rectify.model.issue import Issue


class Matter(StrEnum):
    """What is due, or waited for."""

    DEADLINE = "deadline"
    PETITION = "petition"
    MILESTONE = "milestone"
    MEASURE = "measure"
    GATE = "gate"
    VERIFICATION = "verification"
    NOTICE = "notice"
    NOTICE_END = "notice_end"
    OBJECTION = "objection"
    CLOSURE = "closure"
    EXTENSION = "extension"
    LOOK_BACK = "look_back"
    REBOUND = "rebound"
    REPLY = "reply"
    REVIEW = "review"


class Urgency(StrEnum):
    """How a matter stands to its day; in the order in which they are told."""

    LATE = "late"
    DUE = "due"
    COMING = "coming"
    WAITING = "waiting"


class Step(NamedTuple):
    """A step on the way to where an issue waits, and the day it was made."""

    name: str
    on: date


class DueEntry(NamedTuple):
    """One matter of one issue, as of the day `today`.

    `part` says which, where there are several (`S1`, a level, a number), and `what` is in it. `units` are those that
    must act, by their own names; none where only the `role` is known. `day` is by when, None where nothing is but
    waiting; `since` from when it waits; `steps` lead there. `way` is the command that is due, or what tells it.
    """

    issue: Issue
    matter: Matter
    today: date
    role: Role
    units: tuple[str, ...] = ()
    part: str = ""
    what: str = ""
    day: date | None = None
    since: date | None = None
    steps: tuple[Step, ...] = ()
    way: str | Callable[[], str] = ""

    def of(self, matter: Matter, **facts: Any) -> DueEntry:
        """This entry with another matter, and other facts by the names of its fields."""
        return self._replace(matter=matter, **facts)

    @property
    def urgency(self) -> Urgency:
        """Late, due today, coming, or waiting without a day."""
        if self.day is None:
            return Urgency.WAITING
        return Urgency.LATE if self.day < self.today else Urgency.DUE if self.day == self.today else Urgency.COMING

    @property
    def is_pressing(self) -> bool:
        """True for what is late or due today."""
        return self.urgency in (Urgency.LATE, Urgency.DUE)

    @property
    def days(self) -> int | None:
        """Days to its day, negative when late; of what waits, days since it does. None when no day is known."""
        if self.day is not None:
            return (self.day - self.today).days
        return (self.today - self.since).days if self.since else None

    @property
    def next(self) -> str:
        """The command that is due; where gates must be looked at to know it, that is done now."""
        return self.way if isinstance(self.way, str) else self.way()

    @property
    def key(self) -> str:
        """A name that stays while the matter does, whatever becomes of its day."""
        return "/".join((self.issue.id, str(self.issue.cycle), self.matter, self.part))
