"""Look-backs as the policy plans them (回头看): so many months after a closure."""

from calendar import monthrange
from datetime import date

from rectify.model.closing import LookBack
from rectify.model.policy import Policy
from rectify.terms import Outcome

_MONTHS = 12


def planned_look_backs(policy: Policy, outcome: Outcome, closed_on: date, cycle: int) -> tuple[LookBack, ...]:
    """What is planned when an issue is closed on a day: one look-back for each span of months in the policy.

    Only what was rectified may rebound: what was unfounded or merged is not gone back to.
    """
    if outcome is not Outcome.RECTIFIED:
        return ()
    return tuple(LookBack(due=months_after(closed_on, months), cycle=cycle) for months in policy.look_back_months)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
