"""When an issue is due, done, late: the one place where a deadline is judged. `today` is always given.

- Overdue: the deadline's day has passed and the issue was not done by it. A finished issue is judged on
  the business day of its submission (its closure, when it was closed without one); a submission that was
  sent back does not count.
- Standing issues are never overdue; a wording without a certain day is not overdue (it is a flaw).
- An issue's timing is what of it this rests on, and names no day but its own. Whoever judges many issues asks once
  for every timing that differs (`traits.py`).
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.model.lifecycle import FINISHED
from rectify.terms import Basis, DeadlineClass

if TYPE_CHECKING:
    from rectify.model.deadline import Deadline
    from rectify.model.issue import Issue


def deadline_on(issue: "Issue", basis: Basis = Basis.CURRENT) -> "Deadline | None":
    """The deadline an issue is judged by: the present one, or the first it ever had."""
    if basis is Basis.ORIGINAL:
        return issue.original_deadline or issue.deadline
    return issue.deadline


def finished_on(issue: "Issue") -> date | None:
    """The business day on which the unit was done in this cycle; None when it is not, or no day is known."""
    if issue.status not in FINISHED:
        return None
    submitted = [step.on for step in issue.submissions if step.cycle == issue.cycle and step.returned_on is None]
    closed = [step.on for step in issue.closures if step.cycle == issue.cycle]
    return next(iter((*submitted[-1:], *closed)), None)


def timing_of(issue: "Issue", basis: Basis = Basis.CURRENT) -> list[Any]:
    """`[is it done, is it standing, the day it is due while not done, the days it was done before that day]`.

    As JSON data: a day as in ISO 8601, None where there is none; the days are negative when it was done late.
    """
    deadline, is_done, is_apart = deadline_on(issue, basis), issue.status in FINISHED, is_standing(issue, basis)
    day = deadline.date if deadline and not is_apart else None
    done = finished_on(issue) if is_done and day else None
    return [
        is_done,
        is_apart,
        day.isoformat() if day and not is_done else None,
        (day - done).days if day and done else None,
    ]


def left_by(timing: Sequence[Any], today: date) -> int | None:
    """The days left by a timing; see `days_left`."""
    day: str | None
    days: int | None
    _, _, day, days = timing
    return days if day is None else (date.fromisoformat(day) - today).days


def is_late(timing: Sequence[Any], today: date) -> bool:
    """True for a timing by which the deadline's day passed before the issue was done."""
    left = left_by(timing, today)
    return left is not None and left < 0


def days_left(issue: "Issue", today: date, basis: Basis = Basis.CURRENT) -> int | None:
    """Days from today (for a finished issue: from the day it was done) to the deadline.

    Negative is late. None when no day is certain, or the issue is finished on a day not known.
    """
    return left_by(timing_of(issue, basis), today)


def is_overdue(issue: "Issue", today: date, basis: Basis = Basis.CURRENT) -> bool:
    """True when the deadline's day passed before the issue was done."""
    return is_late(timing_of(issue, basis), today)


def is_standing(issue: "Issue", basis: Basis = Basis.CURRENT) -> bool:
    """True for a standing duty (长期坚持) by the deadline it is judged by; it is always counted apart."""
    deadline = deadline_on(issue, basis)
    return deadline is not None and deadline.class_ is DeadlineClass.STANDING
