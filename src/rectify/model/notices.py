"""The public notices of an issue (公示): which one is in force, and what was said against the closure.

- The notice in force is the last of the present cycle that was not withdrawn.
- Objections are counted through all notices of the present cycle, the withdrawn ones too: taking a notice back does
  not make an objection go away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rectify.model.closing import Notice, Objection
    from rectify.model.issue import Issue
    from rectify.model.policy import Policy


class Raised(NamedTuple):
    """An objection of the present cycle: its number, counted from 1, and where it stands in the issue."""

    number: int
    notice: int
    place: int
    objection: Objection

    @property
    def is_open(self) -> bool:
        """True while nobody has answered it."""
        return self.objection.answer is None


def in_force(issue: Issue) -> Notice | None:
    """The notice in force; None when there is none."""
    present = [one for one in issue.notices if one.cycle == issue.cycle and one.withdrawn_on is None]
    return present[-1] if present else None


def last_notice(issue: Issue) -> Notice | None:
    """The last notice of the present cycle, also one that was withdrawn."""
    return next((one for one in reversed(issue.notices) if one.cycle == issue.cycle), None)


def objections(issue: Issue) -> tuple[Raised, ...]:
    """The objections of the present cycle, in the order of their notices."""
    found = [
        (at, place, objection)
        for at, notice in enumerate(issue.notices)
        if notice.cycle == issue.cycle
        for place, objection in enumerate(notice.objections)
    ]
    return tuple(Raised(number, *one) for number, one in enumerate(found, 1))


def open_objections(issue: Issue) -> tuple[Raised, ...]:
    """Those that nobody has answered yet."""
    return tuple(one for one in objections(issue) if one.is_open)


def still_open(issue: Issue, policy: Policy, day: date, asked: date | None = None) -> Iterator[str]:
    """What keeps the gate of the notice shut on a day, in words; nothing when it is passed.

    `asked` is a day still to come that was given instead of it, so that the words tell why it does not count.
    """
    notice = in_force(issue)
    if notice is not None:
        yield from _not_over(notice, policy, day, asked)
    elif policy.notice_days:
        yield "no public notice"
    for raised in open_objections(issue):
        yield f"objection {raised.number} of {raised.objection.on} is not answered"


def _not_over(notice: Notice, policy: Policy, day: date, asked: date | None) -> Iterator[str]:
    if notice.days < policy.notice_days or (policy.notice_days and notice.calendar is not policy.calendar):
        wanted = f"{policy.notice_days} days ({policy.calendar})"
        yield f"the notice runs {notice.days} days ({notice.calendar}), and the rule is {wanted}"
    if day <= notice.ends:
        is_ahead = asked is not None and asked > notice.ends
        yield f"the notice runs until {notice.ends}" + (f", and by the clock it is still {day}" if is_ahead else "")


def way_on(issue: Issue, day: date) -> str:
    """The command that opens the gate of the notice, or what to wait for."""
    notice = in_force(issue)
    for raised in open_objections(issue):
        return f"rectify notice {issue.id} --answer {raised.number}=TEXT"
    if notice is None:
        return f"rectify notice {issue.id} --place TEXT"
    if day <= notice.ends:
        return f"wait until the notice is over, the day after {notice.ends}"
    return f"rectify notice {issue.id} --withdraw --reason TEXT, then publish it for the whole time"
