"""The base of every verb: a frozen request about one issue, with one pure method."""

import re
from abc import abstractmethod
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ValidationError, ValidationInfo

from rectify.dates import resolve, resolve_deadline
from rectify.errors import BadValue
from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.path import write_path
from rectify.model.record import Record
from rectify.model.register import Register
from rectify.model.text import Day, IssueId, Text, Whole
from rectify.terms import Verb

TODAY = "today"
"""The key of the validation context: a function that gives the day date words are counted from."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def _day_of_words(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and not _ISO.match(value):
        return resolve(value, info.context[TODAY]())
    return value


def _deadline_of_words(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str) and info.context and not _ISO.match(value):
        return resolve_deadline(value, info.context[TODAY]())
    return {"date": value} if isinstance(value, str | date) else value


When = Annotated[Day, BeforeValidator(_day_of_words)]
"""A day, also as words (`today`, `+30d`, 月底) where the request was read with a `today`."""

By = Annotated[Deadline, BeforeValidator(_deadline_of_words)]
"""A deadline, also as words whose wording is kept (2018年底)."""


_PLAINER = {
    "extra_forbidden": "there is no such field",
    "missing": "it cannot be left out",
    "model_type": "it has parts; give them as a mapping",
}


def bad_value(error: ValidationError) -> BadValue:
    """The first thing that does not fit, at its path in the issue."""
    first = error.errors(include_url=False)[0]
    steps = first["loc"]
    if steps[:1] == ("custom",):
        steps = steps[:2]  # the rest names the branches of pydantic's union
    why = _PLAINER.get(first["type"], f"{first['msg'][:1].lower()}{first['msg'][1:]}")
    return BadValue(field=write_path(steps) or "the issue", why=why)


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
    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue as it shall be; the same issue when there is nothing to do.

        Raises:
            RectifyError: a rule refuses it, or what it names is not there.
        """

    @property
    def remark(self) -> str | None:
        """The text the event keeps; only a note and a progress report have one."""
        return None

    def day(self, moment: Moment) -> date:
        """The business date: the one asked for, else today."""
        return self.on or moment.today

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The paths of the files handed in with the request; the session hashes them."""
        return ()


class EvidenceAction(Action):
    """A request that may hand in evidence: the paths of regular files."""

    evidence: tuple[str, ...] = ()

    @property
    def handed_in(self) -> tuple[str, ...]:
        """The paths, as given."""
        return self.evidence
