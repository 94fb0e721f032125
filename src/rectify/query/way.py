"""QUESTIONS about the way to closure: the records of the answer, a way and its steps. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from rectify.model.lifecycle import WAY_ON
from rectify.terms import Method, Status

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.people import Person


class State(StrEnum):
    """How a step stands: passed, open, or asked only with the closure."""

    PASSED = "passed"
    OPEN = "open"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a step was passed by: the run and its verb, where the trail has it, who, of which unit, when, how.

    The verb `adopt` is no deed of the actor's: it was found so, or came by a hand edit.
    """

    run: int | None
    verb: str
    actor: str
    day: date
    unit: str | None = None
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way.

    `shut` says what keeps it shut, `command` opens it, `advice` is what to do besides (or instead, where no command
    opens it), `able` are those who may do it. `fact` is what a passed step rests on, in words.
    """

    name: str
    title: str
    state: State
    shut: tuple[str, ...] = ()
    proof: Proof | None = None
    command: str | None = None
    able: tuple[Person, ...] = ()
    advice: str | None = None
    fact: str | None = None

    @property
    def way(self) -> str | None:
        """The command and the advice, as one line for people."""
        return ", ".join(filter(None, (self.command, self.advice))) or None


@dataclass(frozen=True, slots=True)
class Way:
    """The way of an issue to closure, closing itself last.

    `since` is the day of the last step that was done on it in this cycle; None where nobody knows.
    """

    issue: Issue
    steps: tuple[Step, ...]
    since: date | None

    @property
    def open(self) -> tuple[Step, ...]:
        """The steps still to be done before it can be closed."""
        return tuple(step for step in self.steps[:-1] if step.state is State.OPEN)

    @property
    def next(self) -> Step | None:
        """What comes next; None when it is closed."""
        if self.issue.status is Status.CLOSED:
            return None
        return next((step for step in self.steps if step.state is State.OPEN), None)

    @property
    def reopening(self) -> str | None:
        """What to know of a closed issue with an open gate: the only way back."""
        if self.issue.status is not Status.CLOSED or not self.open:
            return None
        return f"closed; to take it up again: {WAY_ON[Status.CLOSED].format(id=self.issue.id)}"

    def waiting(self, today: date) -> int | None:
        """For how many days the next step has been waited for."""
        return None if self.since is None or self.next is None else max((today - self.since).days, 0)


def command_of(way: str) -> tuple[str | None, str | None]:
    """A way as its command and what else is said, in words; what is to be waited for has no command."""
    if not way.startswith("rectify "):
        return None, way
    command, *rest = re.split(r", (?=then |or )", way, maxsplit=1)
    return command, rest[0] if rest else None
