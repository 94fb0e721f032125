"""When an issue is due, done, late: the one place where a deadline is judged. `today` is always given.

- Overdue: the deadline's day has passed and the issue was not done by it. A finished issue is judged on
  the business day of its submission (its closure, when it was closed without one); a submission that was
  sent back does not count.
- Standing issues are never overdue; a wording without a certain day is not overdue (it is a flaw).
"""

from datetime import date

from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.terms import Basis, DeadlineClass


def deadline_on(issue: Issue, basis: Basis = Basis.CURRENT) -> Deadline | None:
    """The deadline an issue is judged by: the present one, or the first it ever had."""
    if basis is Basis.ORIGINAL:
        return issue.original_deadline or issue.deadline
    return issue.deadline


def finished_on(issue: Issue) -> date | None:
    """The business day on which the unit was done in this cycle; None when it is not, or no day is known."""
    if issue.status not in FINISHED:
        return None
    submitted = [step.on for step in issue.submissions if step.cycle == issue.cycle and step.returned_on is None]
    closed = [step.on for step in issue.closures if step.cycle == issue.cycle]
    return next(iter((*submitted[-1:], *closed)), None)


def days_left(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> int | None:
    """Days from today (for a finished issue: from the day it was done) to the deadline.

    Negative is late. None when no day is certain, or the issue is finished on a day not known.
    """
    deadline = deadline_on(issue, basis)
    if deadline is None or deadline.date is None or is_standing(issue, basis):
        return None
    if issue.status in FINISHED:
        done = finished_on(issue)
        return (deadline.date - done).days if done else None
    return (deadline.date - today).days


def is_overdue(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> bool:
    """True when the deadline's day passed before the issue was done."""
    left = days_left(issue, today, basis)
    return left is not None and left < 0


def is_standing(issue: Issue, basis: Basis = Basis.CURRENT) -> bool:
    """True for a standing duty (长期坚持) by the deadline it is judged by; it is always counted apart."""
    deadline = deadline_on(issue, basis)
    return deadline is not None and deadline.class_ is DeadlineClass.STANDING
