"""THE EYE: the extensions on an issue's card: who asked for what, who decided, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rectify.model.extensions import has_lapsed
from rectify.terms import ExtensionState
from rectify.view.card_parts import section
from rectify.view.escape import shown
from rectify.view.extension_words import used_words
from rectify.view.labels import deadline_words
from rectify.view.sheet import Block, Cell, Line, Tone, line

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.pressing import Extension

_TONES = {
    ExtensionState.REQUESTED: Tone.SOON,
    ExtensionState.APPROVED: Tone.DONE,
    ExtensionState.REJECTED: Tone.LATE,
    ExtensionState.WITHDRAWN: Tone.MUTED,
    ExtensionState.RECORDED: Tone.DONE,
}


def extension_blocks(issue: Issue, limit: int | None) -> tuple[Block, ...]:
    """Every extension, oldest first, under a heading that tells how many are left; nothing where none was asked.

    Args:
        issue: the issue.
        limit: how many may be granted in a cycle, where the policy says so.
    """
    heading = f"Extensions ({used_words(issue, limit)})"
    return section(heading, [one for wish in issue.extensions for one in _wish(wish, issue)])


def _wish(wish: Extension, issue: Issue) -> Iterator[Line]:
    unit = f" ({shown(wish.unit)})" if wish.unit else ""
    cycle = f", cycle {wish.cycle}" if issue.cycle > 1 else ""
    late = (Cell(" · late", Tone.LATE),) if wish.late else ()
    was, to = deadline_words(wish.from_), deadline_words(wish.to)
    wording = f" ({shown(wish.to.text)})" if wish.to.text and wish.to.date else ""
    words = f"{wish.on}  {was} → {to}{wording}, asked for by {shown(wish.by)}{unit}{cycle}"
    yield line(words, *late, f": {shown(wish.reason)}", indent=2)
    yield line(Cell(_became(wish, issue), _TONES[wish.state]), _answer(wish), indent=4)
    if wish.papers:
        names = {item.sha256: item.name for item in issue.evidence}
        yield line(f"papers: {', '.join(shown(names.get(one, one[:16])) for one in wish.papers)}", indent=4)


def _became(wish: Extension, issue: Issue) -> str:
    if has_lapsed(wish, issue):
        return "lapsed: not decided before the issue was closed"
    if wish.state is ExtensionState.REQUESTED:
        return "not decided"
    if wish.state is ExtensionState.RECORDED:
        return "recorded, in force at once"
    day = f" {wish.decided_on}" if wish.decided_on else ""
    return f"{wish.state}{day}{f' by {shown(wish.decided_by)}' if wish.decided_by else ''}"


def _answer(wish: Extension) -> str:
    return f": {shown(wish.answer)}" if wish.answer else ""
