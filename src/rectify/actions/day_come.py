"""Days that must have come, and must follow each other: nobody saw, sent or answered anything on a day ahead."""

from collections.abc import Iterator
from datetime import date

from rectify.errors import Refused
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.terms import Verb


def require_come(verb: Verb, id_: str, day: date, moment: Moment, what: str) -> None:
    """Refuse a day that is still to come by the clock, whatever today was asked for.

    Args:
        verb: what is done.
        id_: to which issue.
        day: the business day.
        moment: knows the clock's day.
        what: what would be of that day, as the message says it.

    Raises:
        Refused: with the true day asked for.
    """
    if day > (moment.recorded or moment.today):
        why = f"{what} of {day}, a day still to come"
        raise Refused(id=id_, done=DONE_WORD[verb], why=why, hint="give the true day, or wait until it has come")


def steps_so_far(issue: Issue) -> Iterator[tuple[date, str]]:
    """The days of this cycle's steps that still stand, with their words: a later step is not of an earlier day."""
    for step in issue.submissions:
        if step.cycle == issue.cycle and step.returned_on is None:
            yield step.on, "submitted"
    for seen in issue.verifications:
        if seen.cycle == issue.cycle and seen.returned_on is None:
            yield seen.on, f"accepted by {seen.level}" if seen.level else "verified"
