"""THE EYE: the public notices of an issue: how they run, what was said against the closure, what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rectify.model.notices import in_force, objections
from rectify.terms import Status
from rectify.view.card_parts import section
from rectify.view.escape import shown
from rectify.view.sheet import Block, Cell, Line, Tone, line

if TYPE_CHECKING:
    from rectify.model.closing import Notice, Objection
    from rectify.model.issue import Issue


def notice_blocks(issue: Issue, today: date) -> tuple[Block, ...]:
    """The notices, oldest first; nothing where there was none."""
    numbers = {(raised.notice, raised.place): raised.number for raised in objections(issue)}
    blocks: list[Block] = []
    for at, notice in enumerate(issue.notices):
        blocks += _notice(notice, issue, today)
        for place, objection in enumerate(notice.objections):
            blocks += _objection(objection, numbers.get((at, place), place + 1))
    return section("Notices", blocks)


def _notice(notice: Notice, issue: Issue, today: date) -> Iterator[Line]:
    from rectify.query.notice import run_words  # knows the days off, which a card without a notice does not ask for

    cycle = f", cycle {notice.cycle}" if issue.cycle > 1 else ""
    where = f", {shown(notice.place)}, by {shown(notice.by)}{cycle}"
    yield line(run_words(notice), where, *_state(notice, issue, today), indent=2)
    if notice.withdrawn_on:
        why = f": {shown(notice.withdrawn_reason)}" if notice.withdrawn_reason else ""
        yield line(Cell(f"withdrawn {notice.withdrawn_on}{why}", Tone.MUTED), indent=4)


def _state(notice: Notice, issue: Issue, today: date) -> Sequence[Cell]:
    """Whether it still runs; nothing of one that is not in force, or of a closed issue."""
    if notice is not in_force(issue) or issue.status is not Status.ON_NOTICE:
        return ()
    if today < notice.on:
        return (Cell(f"  begins in {(notice.on - today).days} d", Tone.SOON),)
    if today > notice.ends:
        return (Cell("  over", Tone.DONE),)
    left = (notice.ends - today).days
    return (Cell("  ends today" if left == 0 else f"  {left} d left", Tone.SOON),)


def _objection(one: Objection, number: int) -> Iterator[Line]:
    yield line(f"objection {number} of {one.on}: {shown(one.text)}", indent=4)
    if one.answer is None:
        yield line(Cell("not answered", Tone.LATE), indent=6)
        return
    by = f" by {shown(one.answered_by)}" if one.answered_by else ""
    yield line(f"answered {one.answered_on or ''}{by}: {shown(one.answer)}", indent=6)
