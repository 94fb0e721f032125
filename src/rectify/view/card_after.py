"""THE EYE: what came after the closure, and what pressed before it, on an issue's card: look-backs, escalations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rectify.terms import Held, Status
from rectify.view.card_parts import section
from rectify.view.escape import shown
from rectify.view.labels import left_words
from rectify.view.sheet import Block, Cell, Line, Tone, line

if TYPE_CHECKING:
    from rectify.model.closing import LookBack
    from rectify.model.issue import Issue
    from rectify.model.pressing import Escalation


def after_blocks(issue: Issue, today: date) -> tuple[Block, ...]:
    """Escalations with their replies or their silence, and look-backs with what they found or when they are due."""
    pressed = [one for letter in issue.escalations for one in _escalation(letter, issue, today)]
    looked = [one for planned in issue.look_backs for one in _look_back(planned, issue, today)]
    return (*section("Escalations", pressed), *section("Look-backs", looked))


def _escalation(one: Escalation, issue: Issue, today: date) -> Iterator[Line]:
    number = f" {shown(one.document)}" if one.document else ""
    to = f", to {shown(one.to)}" if one.to else ""
    text = f": {shown(one.text)}" if one.text else ""
    head = f"{one.on}  {one.rung}{number}{to}, by {shown(one.by)}{_cycle(one.cycle, issue)}{text}"
    yield line(head, Cell(_papers(one.papers, issue), Tone.MUTED), indent=2)
    yield line(_answer(one, issue, today), indent=4)


def _answer(one: Escalation, issue: Issue, today: date) -> Cell:
    """The reply, or the silence and how long it has lasted."""
    if not one.is_unanswered:
        on = f"{one.replied_on}" if one.replied_on else "on a day not known"
        return Cell(f"replied {on}: {shown(one.reply or '')}".removesuffix(": "))
    is_over = one.cycle != issue.cycle or issue.status is Status.CLOSED
    if one.reply_by is None:
        return Cell("no reply", Tone.MUTED)
    if is_over:
        return Cell(f"no reply, which was due on {one.reply_by}", Tone.MUTED)
    left = (one.reply_by - today).days
    return Cell(f"no reply yet, due on {one.reply_by}: {left_words(left)}", Tone.LATE if left < 0 else Tone.SOON)


def _look_back(one: LookBack, issue: Issue, today: date) -> Iterator[Line]:
    note = f": {shown(one.note)}" if one.note else ""
    if one.result is None and one.on is None:
        unit = f" ({shown(one.unit)})" if one.unit else ""
        yield line(f"[ ] due {one.due}{unit}{_cycle(one.cycle, issue)}{note}  ", _left(one, issue, today), indent=2)
        return
    who = f", by {shown(one.by)}" if one.by else ""
    unit = f" ({shown(one.unit)})" if one.unit else ""
    late = (one.on - one.due).days if one.on else 0
    due = f"due {one.due}, " if late else ""
    found = Cell(str(one.result or "done"), Tone.LATE if one.result is Held.REBOUND else Tone.DONE)
    on = f" on {one.on}" if one.on else ""
    rest = f"{on}{f', {late} d late' if late > 0 else ''}{who}{unit}{_cycle(one.cycle, issue)}{note}"
    yield line(f"[x] {due}", found, rest, Cell(_papers(one.papers, issue), Tone.MUTED), indent=2)


def _left(one: LookBack, issue: Issue, today: date) -> Cell:
    """How a planned one stands to its day; with the cycle it belongs to it is over."""
    if one.cycle != issue.cycle or issue.status is not Status.CLOSED:
        return Cell("no longer due: the issue was reopened", Tone.MUTED)
    left = (one.due - today).days
    return Cell(left_words(left), Tone.LATE if left < 0 else Tone.SOON)


def _papers(papers: tuple[str, ...], issue: Issue) -> str:
    """The files that came with it, by their shown names."""
    names = {item.sha256: item.name for item in issue.evidence}
    told = [shown(names.get(digest, digest[:16])) for digest in papers]
    return f"  with {', '.join(told)}" if told else ""


def _cycle(cycle: int, issue: Issue) -> str:
    return f", cycle {cycle}" if issue.cycle > 1 else ""
