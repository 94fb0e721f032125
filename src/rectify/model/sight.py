"""Sight: from which day on an issue has something that is due, late or waited for; a sieve before `query/due.py`.

- It lets through all that may have something, and perhaps some that have nothing: whoever looks ahead judges those
  that are left, and need not make the others.
- Work not done has the days of its deadline, milestones, measures, review and letters, the first of them counting; an
  objection or an extension that waits for an answer is always in sight, and so is what is done and not closed.
- What is closed has look-backs to come, a rebound that was found, and a standing duty its review.
- A petition without a deadline goes by a clock that is the policy's: its sight says only when it came in.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from rectify.model.extensions import open_request
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import deadline_on, is_standing
from rectify.terms import Basis, Held, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rectify.model.issue import Issue

ALWAYS: Final = ""
"""In sight on every day."""


def sight_of(issue: Issue, basis: Basis = Basis.CURRENT) -> list[Any]:
    """`[the first day with something to look at, the day from which the petition clock runs]`.

    As JSON data: days as in ISO 8601, `ALWAYS`, or None where there is none. It rests on no policy.
    """
    if _is_always(issue):
        return [ALWAYS, _received(issue, basis)]
    first = min(_days(issue, basis), default=None)
    return [first.isoformat() if first else None, _received(issue, basis)]


def is_in_sight(sight: Sequence[Any], until: date, petition_days: int | None) -> bool:
    """True when there may be something up to that day.

    Args:
        sight: what `sight_of` says of an issue.
        until: the last day looked at, today at least.
        petition_days: how many days the policy gives a petition, if it says so.
    """
    first: str | None
    received: str | None
    first, received = sight
    if first is not None and first <= until.isoformat():
        return True
    if received is None or petition_days is None:
        return False
    return petition_clock(date.fromisoformat(received), petition_days) <= until


def petition_clock(received: date, days: int) -> date:
    """The day by which a petition must be done that came in on a day; no later than there are days."""
    return received + min(timedelta(days=days), date.max - received)


def rebound_found(issue: Issue) -> date | None:
    """The day on which the last look-back of this cycle found the problem again."""
    done = [(one.on, one.result) for one in issue.look_backs if one.cycle == issue.cycle and one.on is not None]
    last = max(reversed(done), key=lambda pair: pair[0], default=None)  # of several on one day the one recorded last
    return last[0] if last and last[1] is Held.REBOUND else None


def _is_always(issue: Issue) -> bool:
    if issue.status is Status.CLOSED:
        return False
    if issue.status in FINISHED or (issue.extensions and open_request(issue)):
        return True
    if not issue.notices:
        return False
    from rectify.model.notices import open_objections  # what is kept of an issue has its sight in it

    return bool(open_objections(issue))


def _days(issue: Issue, basis: Basis) -> list[date]:
    """The days on which there is something, of an issue that is not always in sight."""
    is_closed = issue.status is Status.CLOSED
    days = _days_after(issue) if is_closed else _days_of_work(issue, basis)
    if issue.review_on and (not is_closed or is_standing(issue)):
        days.append(issue.review_on)
    return days


def _days_of_work(issue: Issue, basis: Basis) -> list[date]:
    deadlines = [one.deadline for one in issue.measures if one.done_on is None] + [deadline_on(issue, basis)]
    days = [one.date for one in deadlines if one and one.date]
    days += [stone.due for stone in issue.milestones if stone.due and stone.done_on is None]
    for letter in issue.escalations:
        if letter.cycle == issue.cycle and letter.is_unanswered and letter.asks:
            days.append(letter.reply_by or letter.on)
    return days


def _days_after(issue: Issue) -> list[date]:
    """The days after the closure."""
    planned = [one.due for one in issue.look_backs if one.cycle == issue.cycle and one.on is None]
    found = rebound_found(issue)
    return [*planned, found] if found else planned


def _received(issue: Issue, basis: Basis) -> str | None:
    """The day on which a petition came in that is not done and has no deadline."""
    if issue.kind is not Kind.PETITION or issue.status in FINISHED or deadline_on(issue, basis) is not None:
        return None
    return issue.received_on.isoformat() if issue.received_on else None
