"""add: a new issue enters the register as open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from rectify.actions.action import Action, By, When
from rectify.actions.day_come import require_come
from rectify.actions.links import require_links
from rectify.errors import Refused
from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.policy import Policy
from rectify.model.register import Register
from rectify.model.text import IssueId, Line, Text
from rectify.model.units import Units
from rectify.terms import Kind, Status, Verb


class Add(Action):
    """Put an issue on the register.

    - An id is never reused, whatever its letter case.
    - What it is linked to (parent, repeats) is on the register.
    - A petition has its own clock: without a deadline it is that of the policy, from the day it was received.
    - Without an id the next free number after the register's prefix is taken; never one that was deleted by hand.
    """

    verb: ClassVar[Verb] = Verb.ADD

    id: IssueId = ""
    title: Line
    kind: Kind = Kind.PROBLEM
    parent: IssueId | None = None
    description: Text | None = None
    official_no: Line | None = None
    round: Line | None = None
    category: Line | None = None
    item: Line | None = None
    place: Line | None = None
    severity: Line | None = None
    target: Text | None = None
    unit: tuple[Line, ...] = ()
    lead: Line | None = None
    cooperating: tuple[Line, ...] = ()
    supervising: Line | None = None
    accepting: Line | None = None
    person: Line | None = None
    due: By | None = None
    received: When | None = None
    repeats: IssueId | None = None
    tags: tuple[Line, ...] = ()
    notes: Text | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The new issue, open."""
        id_ = self.id or next_id(register, moment.gone)
        taken = register.holder_of(id_)
        if taken:
            raise Refused(
                id=id_, done="added", why=f"{taken} is on the register", hint=f"look at it: rectify show {taken}"
            )
        if self.received:
            require_come(self.verb, id_, self.received, moment, "the receipt is")
        same_name = {name: getattr(self, name) for name in _COPIED}
        deadline = self.due or self._clock(id_, register.header.policy)
        days = {"deadline": deadline, "received_on": self.received}
        issue = Issue(id=id_, status=Status.OPEN, units=self._units(), **days, **same_name)
        require_links(register, self.verb, None, issue)
        return issue

    def _clock(self, id_: str, policy: Policy) -> Deadline | None:
        """The deadline of a petition that names none: so many calendar days from the day it was received."""
        if self.kind is not Kind.PETITION or not (self.received and policy.petition_days):
            return None
        days = policy.petition_days
        try:
            date = self.received + timedelta(days=days)
        except OverflowError:
            why = f"{days} days from {self.received} lie outside the years 1 to 9999"
            raise Refused(
                id=id_, done=DONE_WORD[self.verb], why=why, hint="give the true day with --received"
            ) from None
        return Deadline(date=date, text=f"petition clock: {days} days from {self.received}")

    def _units(self) -> Units:
        return Units(
            lead=self.lead,
            responsible=self.unit,
            cooperating=self.cooperating,
            supervising=self.supervising,
            accepting=self.accepting,
        )


_COPIED = tuple(name for name in Add.model_fields if name in Issue.model_fields and name != "id")


def next_id(register: Register, gone: Sequence[str] = ()) -> str:
    """The number after the highest one in use behind the register's prefix, as wide as that one.

    The numbers of issues that were deleted by hand are in use.
    """
    prefix = register.header.id_prefix or ""
    folded = prefix.casefold()
    tails = [id_[len(prefix) :] for id_ in register.ids if id_.startswith(prefix)]
    tails += [id_[len(prefix) :] for id_ in gone if id_.casefold().startswith(folded)]
    numbers = [tail for tail in tails if tail.isascii() and tail.isdigit()]
    width = max((len(number) for number in numbers), default=2 if prefix else 1)
    number = max((int(number) for number in numbers), default=0) + 1
    while register.has(f"{prefix}{number:0{width}d}"):
        number += 1
    return f"{prefix}{number:0{width}d}"
