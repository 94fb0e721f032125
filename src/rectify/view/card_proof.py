"""THE EYE: the proof on an issue's card: evidence, submissions, verifications, checklist, closures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rectify.model.acceptance import changed_since, is_unfounded
from rectify.model.bare import BARE_POLICY
from rectify.model.event import Event
from rectify.model.substance import is_stale
from rectify.terms import Profile, Status
from rectify.view.card_parts import section
from rectify.view.escape import shown
from rectify.view.sheet import Block, Cell, Column, Line, Sheet, Tone, line
from rectify.view.values import size_words

if TYPE_CHECKING:
    from rectify.model.closing import Closure, Verification
    from rectify.model.issue import Issue
    from rectify.model.policy import Policy

_EVIDENCE = (
    Column("FILE", "name", weight=3),
    Column("SIZE", "size", is_right=True),
    Column("SHA256", "sha256", drop_below=72),
    Column("HANDED IN", "on"),
    Column("BY", "by", weight=1, drop_below=88),
    Column("KIND", "kind", weight=1, drop_below=100),
    Column("DATED", "date", drop_below=112),
    Column("CYCLE", "cycle", is_right=True, drop_below=64),
)
_OPTIONAL = ("kind", "date")


def proof_blocks(issue: Issue, events: Sequence[Event] = (), policy: Policy = BARE_POLICY) -> tuple[Block, ...]:
    """What is there to show that the issue is done, and what was decided on it.

    Args:
        issue: the issue.
        events: its history, oldest first, which tells what changed since it was verified.
        policy: the register's, which says what the checklist asks.
    """
    return (
        *section("Evidence", _evidence(issue)),
        *section("Submissions", list(_submissions(issue))),
        *section("Verifications", list(_verifications(issue, events))),
        *section("Checklist", list(_checklist(issue, policy))),
        *section("Closures", [one for closure in issue.closures for one in _closure(closure)]),
    )


def _evidence(issue: Issue) -> list[Sheet]:
    if not issue.evidence:
        return []
    says = {name for name in _OPTIONAL if any(getattr(one, name) for one in issue.evidence)}
    kept = [index for index, column in enumerate(_EVIDENCE) if column.name not in _OPTIONAL or column.name in says]
    rows = (
        (
            Cell(shown(one.name)),
            Cell(size_words(one.size)),
            Cell(one.sha256[:16], Tone.MUTED),
            Cell(one.on.isoformat() if one.on else ""),
            Cell(shown(one.by or "")),
            Cell(shown(one.kind or "")),
            Cell(one.date.isoformat() if one.date else ""),
            Cell(str(one.cycle), Tone.PLAIN if one.cycle == issue.cycle else Tone.MUTED),
        )
        for one in issue.evidence
    )
    columns = tuple(_EVIDENCE[index] for index in kept)
    return [Sheet(columns, tuple(tuple(row[index] for index in kept) for row in rows), indent=2)]


def _submissions(issue: Issue) -> Iterator[Line]:
    for one in issue.submissions:
        unit = f" ({shown(one.unit)})" if one.unit else ""
        returned = Cell(f"  returned {one.returned_on}", Tone.MUTED) if one.returned_on else ""
        yield line(f"{one.on}  by {shown(one.by)}{unit}{_cycle(one.cycle, issue)}", returned, indent=2)


def _verifications(issue: Issue, events: Sequence[Event]) -> Iterator[Line]:
    for one in issue.verifications:
        level = f"{shown(one.level)}: " if one.level else ""
        unit = f" ({shown(one.unit)})" if one.unit else ""
        words = f"{one.on}  {level}{one.method.value}, by {shown(one.by)}{unit}{_cycle(one.cycle, issue)}"
        yield line(words, *_standing(one, issue, events), indent=2)
        if one.visited_on:
            yield line(
                f"on site {one.visited_on}: {', '.join(map(shown, one.visitors)) or 'nobody is named'}", indent=4
            )
        if one.conclusion:
            yield line(shown(one.conclusion), indent=4)


def _standing(one: Verification, issue: Issue, events: Sequence[Event]) -> Iterator[Cell]:
    """Whether it still counts: sent back, or stale, with what changed since where the trail tells."""
    if one.returned_on:
        yield Cell(f"  returned {one.returned_on}", Tone.MUTED)
    elif one.cycle == issue.cycle and is_stale(one, issue):
        changed = ", ".join(map(shown, changed_since(issue, events)))
        if changed or issue.status is not Status.CLOSED:  # else it is what a look-back read since
            yield Cell(f"  stale: {changed or 'substance or evidence'} changed since", Tone.LATE)


def _checklist(issue: Issue, policy: Policy) -> Iterator[Line]:
    """The answers that were given, then the items that nobody has answered yet."""
    for one in issue.checklist:
        answer = Cell(shown(one.answer)) if one.answer else Cell("open", Tone.SOON)
        proof = f" ({', '.join(_name_of(digest, issue) for digest in one.evidence)})" if one.evidence else ""
        tail = Cell(f"{proof}{_cycle(one.cycle, issue)}", Tone.MUTED)
        yield line(f"[{'x' if one.answer else ' '}] {shown(one.item)}: ", answer, tail, indent=2)
    answered = {one.item for one in issue.checklist if one.cycle == issue.cycle}
    for item in _asked(issue, policy):
        if item not in answered:
            yield line(f"[ ] {shown(item)}: ", Cell("open", Tone.SOON), indent=2)


def _asked(issue: Issue, policy: Policy) -> tuple[str, ...]:
    """The items that must be answered before the issue can be closed."""
    is_asked = policy.profile is Profile.CHAIN and issue.status is not Status.CLOSED and not is_unfounded(issue)
    return policy.checklist if is_asked else ()


def _name_of(digest: str, issue: Issue) -> str:
    """The file an answer points at; the digest where the issue has no such file."""
    return next((shown(one.name) for one in issue.evidence if one.sha256 == digest), digest[:16])


def _closure(one: Closure) -> Iterator[Line]:
    filed = f", filed as {shown(one.filing_no)}" if one.filing_no else ""
    why = f": {shown(one.reason)}" if one.reason else ""
    yield line(f"{one.on}  {one.outcome.value}, by {shown(one.by)}{filed}, cycle {one.cycle}{why}", indent=2)
    if one.like:
        yield line(f"like problems: {shown(one.like)}", indent=4)
    if one.reopened_on:
        rebound = ", a rebound" if one.rebound else ""
        yield line(Cell(f"reopened {one.reopened_on}{rebound}", Tone.LATE), indent=4)


def _cycle(cycle: int, issue: Issue) -> str:
    return f", cycle {cycle}" if issue.cycle > 1 else ""
