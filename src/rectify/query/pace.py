"""QUESTIONS to an issue's plan: the colour of its pace, as a monthly report has it. Pure; `today` is always given.

DOMAIN, "Pressing the slow ones": blue = nodes met, will finish in time; yellow = a node missed, can still finish;
red = cannot finish in time.

- Nodes are the milestones and measures that have a certain day.
- Red: the deadline's day passed before the issue was done; or a node that is not done has its day after the deadline.
- Yellow: a node's day has passed, and it is not done. One that was done late is met.
- Blue: neither, and there is a node to judge by.
- Nothing is guessed: a standing duty, a deadline without a certain day and a plan without a dated node have no colour.
- A finished issue is judged on the day it was done.
- It is a suggestion, like the pace: a person's verdict stands beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rectify.model.lifecycle import FINISHED
from rectify.model.timing import deadline_on, finished_on, is_overdue, is_standing
from rectify.terms import Basis, Colour, Pace

if TYPE_CHECKING:
    from rectify.model.issue import Issue


class Node(NamedTuple):
    """A dated point of the plan: `milestone S1` or `measure M2`, its day, and the day it was done on."""

    name: str
    due: date
    done_on: date | None


class Coloured(NamedTuple):
    """A colour with its reason; without a colour the reason says why none can be given."""

    colour: Colour | None
    why: str


def nodes_of(issue: Issue) -> tuple[Node, ...]:
    """The dated nodes of an issue's plan, milestones first."""
    stones = (Node(f"milestone {one.id}", one.due, one.done_on) for one in issue.milestones if one.due)
    measures = (
        Node(f"measure {one.id}", one.deadline.date, one.done_on)
        for one in issue.measures
        if one.deadline and one.deadline.date
    )
    return (*stones, *measures)


def coloured(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> Coloured:
    """The colour of an issue, by the rule above.

    Args:
        issue: the issue.
        today: the day it is judged on.
        basis: which deadline counts.
    """
    if is_standing(issue, basis):
        return Coloured(None, "a standing duty has no day to finish by")
    deadline = deadline_on(issue, basis)
    if deadline is None or deadline.date is None:
        return Coloured(None, "no certain deadline, cannot be judged")
    day = _judged_on(issue, today)
    if day is None:
        return Coloured(None, "finished on a day that is not known, cannot be judged")
    if is_overdue(issue, today, basis):
        return Coloured(Colour.RED, f"the deadline of {deadline.date} passed before it was done")
    return _by_nodes(nodes_of(issue), day, deadline.date, is_done=issue.status in FINISHED)


def colour_of(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> Colour | None:
    """The colour alone."""
    return coloured(issue, today, basis).colour


def _judged_on(issue: Issue, today: date) -> date | None:
    return finished_on(issue) if issue.status in FINISHED else today


def _by_nodes(nodes: tuple[Node, ...], day: date, deadline: date, *, is_done: bool) -> Coloured:
    left = [node for node in nodes if node.done_on is None]
    if not nodes:
        return Coloured(None, "no dated milestone or measure, cannot be judged")
    for node in left:
        if node.due > deadline and not is_done:
            return Coloured(Colour.RED, f"{node.name} is due on {node.due}, after the deadline of {deadline}")
    for node in left:
        if node.due < day:
            return Coloured(Colour.YELLOW, f"{node.name} was due on {node.due} and is not done")
    met = len(nodes) - len(left)
    kinds = {node.name.split()[0] for node in nodes}
    what = f"{kinds.pop()}s" if len(kinds) == 1 else "nodes"
    return Coloured(Colour.BLUE, f"{met} of {len(nodes)} dated {what} done, none missed")


def pace(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> Pace:
    """The pace computed from milestones; a suggestion beside the human verdict.

    Overdue when the deadline has passed. Behind when a milestone's day has passed and it is not done;
    ahead when one is done whose day is still to come and none is missed; no milestones: cannot be judged.
    A finished issue is judged on the day it was done.
    """
    if is_overdue(issue, today, basis):
        return Pace.OVERDUE
    day = finished_on(issue) or today
    dated = [(stone.due, stone.done_on) for stone in issue.milestones if stone.due]
    if not dated:
        return Pace.NO_MILESTONES
    if any(due < day and done_on is None for due, done_on in dated):
        return Pace.BEHIND
    if any(due > day and done_on is not None for due, done_on in dated):
        return Pace.AHEAD
    return Pace.ON_SCHEDULE
