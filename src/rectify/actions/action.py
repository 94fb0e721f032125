"""The base of every verb: a frozen request about one issue (or the header), with one pure method."""

import re
from abc import abstractmethod
from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, ValidationError, ValidationInfo

from rectify.actions.misfit import misfit
from rectify.errors import BadValue
from rectify.model.deadline import Deadline
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.path import write_path
from rectify.model.record import Record
from rectify.model.register import Entry, Register
from rectify.model.text import Day, IssueId, Line, Text, Whole
from rectify.terms import Verb

TODAY = "today"
"""The key of the validation context: a function that gives the day date words are counted from."""

_ISO = r"\d{4}-\d{2}-\d{2}"


def _day_of_words(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and not re.fullmatch(_ISO, value, re.ASCII):
        from rectify.dates import resolve

        return resolve(value, info.context[TODAY]())
    return value


def _deadline_of_words(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and not re.fullmatch(_ISO, value, re.ASCII):
        from rectify.dates import resolve_deadline

        return resolve_deadline(value, info.context[TODAY]())
    return {"date": value} if isinstance(value, str | date) else value


When = Annotated[Day, BeforeValidator(_day_of_words)]
"""A day, also as words (`today`, `+30d`, 月底) where the request was read with a `today`."""

By = Annotated[Deadline, BeforeValidator(_deadline_of_words)]
"""A deadline, also as words whose wording is kept (2018年底)."""


def bad_value(error: ValidationError) -> BadValue:
    """The first thing that does not fit, at its path in the issue."""
    first = error.errors(include_url=False)[0]
    steps = first["loc"]
    if steps[:1] == ("custom",):
        steps = steps[:2]  # the rest names the branches of pydantic's union
    why, hint = misfit(first)
    return BadValue(field=write_path(steps) or "the issue", why=why, hint=hint)


class Claim(NamedTuple):
    """What somebody says of the files they hand in: their kind, and the day the documents bear."""

    kind: str | None = None
    day: date | None = None


class Action(Record):
    """A request to change one issue.

    `on` is the business date, `if_rev` the number of events the issue must have for the request to hold.
    """

    verb: ClassVar[Verb]
    stands_without_change: ClassVar[bool] = False

    id: IssueId
    reason: Text | None = None
    on: When | None = None
    if_rev: Whole | None = None

    @abstractmethod
    def decide(self, register: Register, moment: Moment) -> Entry:
        """The issue, or the header, as it shall be; the same when there is nothing to do.

        Raises:
            RectifyError: a rule refuses it, or what it names is not there.
        """

    @property
    def remark(self) -> str | None:
        """The text the event keeps; only a note and a progress report have one."""
        return None

    @property
    def done_word(self) -> str:
        """What the output says was done."""
        return DONE_WORD[self.verb]

    def advice(self, before: "Entry | None", after: Entry) -> str | None:
        """What to look at, or to do, now that it is done; most verbs have none."""
        return None

    def day(self, moment: Moment) -> date:
        """The business date: the one asked for, else today."""
        return self.on or moment.today

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The paths of the files handed in with the request; the session hashes them."""
        return ()

    @property
    def way(self) -> str:
        """Which way of the verb this is, where several roles share it (`model/duties.py`)."""
        return ""


class EvidenceAction(Action):
    """A request that may hand in evidence: the paths of regular files, what kind they are, the day they claim."""

    evidence: tuple[str, ...] = ()
    evidence_kind: Line | None = None
    evidence_date: When | None = None

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The paths, as given."""
        return self.evidence

    @property
    def claim(self) -> Claim:
        """What is said of the files that are handed in."""
        return Claim(self.evidence_kind, self.evidence_date)
