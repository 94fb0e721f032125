"""unanswered-escalation: who is pressed answers."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.pressing import Escalation
from rectify.model.ways import ASKING
from rectify.terms import Severity, Status

NAME = "unanswered-escalation"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "An escalation of the present cycle of an issue that is not closed, without a reply: its day for the reply "
    "has passed; or it names none, is an urging letter, a yellow or red card or a listed supervision, and is "
    "more than 30 days old (the figure is ours)."
)
WHY = (
    "Each rung of pressing has its document, and the reply or the silence. Silence that nobody notices teaches "
    "that letters need not be answered."
)
DO = "Record the reply where there is one: rectify escalate ID --reply TEXT. Where there is none, take the next rung."
DAYS = 30
"""After so many days without a reply a letter that asks for one is unanswered (ours)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Letters that nobody answered."""
    for issue in seen.register.issues:
        for index, one in enumerate(issue.escalations if issue.status is not Status.CLOSED else ()):
            is_open = one.cycle == issue.cycle and one.is_unanswered
            if is_open and (late := _late(one, seen.today)):
                message = f"has not answered its {_named(one)}: {late}"
                hint = f"rectify escalate {issue.id} --reply TEXT, or take the next rung"
                yield seen.flaw(NAME, Severity.WARNING, issue, f"escalations[{index}]", message, hint=hint)


def _named(one: Escalation) -> str:
    return f"{one.rung}{f' {one.document}' if one.document else ''} of {one.on}{f' to {one.to}' if one.to else ''}"


def _late(one: Escalation, today: date) -> str:
    if one.reply_by is not None:
        days = (today - one.reply_by).days
        return f"the reply was due on {one.reply_by}, {_days(days)} ago" if days > 0 else ""
    days = (today - one.on).days
    return f"{_days(days)} have passed" if one.rung in ASKING and days > DAYS else ""


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
