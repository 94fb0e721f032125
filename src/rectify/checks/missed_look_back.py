"""missed-look-back: what was struck off is looked at again when its day has come."""

from collections.abc import Iterator
from datetime import date

from rectify.actions.look_backs import months_after
from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Outcome, Severity, Status

NAME = "missed-look-back"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A closed issue with a planned look-back whose day has passed, and that was not done. Also one that has "
    "been closed for longer than the policy's first span of look-back months, with no look-back planned or "
    "done. What was merged or unfounded is judged by what was planned alone."
)
WHY = "A closed river was black again within six months. Only who goes back sees whether a cure has held."
DO = (
    "Go there, and record what was found: rectify lookback ID --result held or --result rebound. A rebound is "
    "taken up with rectify reopen ID --rebound --reason TEXT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues that nobody went back to."""
    months = min(seen.register.header.policy.look_back_months, default=None)
    for issue in seen.register.issues:
        if issue.status is not Status.CLOSED:
            continue
        present = [(index, one) for index, one in enumerate(issue.look_backs) if one.cycle == issue.cycle]
        for index, one in present:
            if one.on is None and one.due < seen.today:
                message = f"has a look-back that was due on {one.due}, {_days(one.due, seen)} ago, and was not done"
                yield _flaw(seen, issue, f"look_backs[{index}]", message)
        if not present and months is not None and (due := _due(issue, months)) and due < seen.today:
            message = (
                f"has been closed since {_closed_on(issue)}, and nobody has planned a look-back; it was due on {due}"
            )
            yield _flaw(seen, issue, "look_backs", message)


def _flaw(seen: Inspected, issue: Issue, path: str, message: str) -> Flaw:
    hint = f"rectify lookback {issue.id} --result held, or --result rebound"
    return seen.flaw(NAME, Severity.WARNING, issue, path, message, hint=hint)


def _due(issue: Issue, months: int) -> date | None:
    closed = _closed_on(issue)
    if closed is None or issue.outcome not in (None, Outcome.RECTIFIED):
        return None
    try:
        return months_after(closed, months)
    except (ValueError, OverflowError):
        return None  # past the year 9999


def _closed_on(issue: Issue) -> date | None:
    return next((one.on for one in reversed(issue.closures) if one.cycle == issue.cycle), None)


def _days(due: date, seen: Inspected) -> str:
    days = (seen.today - due).days
    return f"{days} day{'' if days == 1 else 's'}"
