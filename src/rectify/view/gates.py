"""THE EYE: the way of issues to closure: a line a step, what keeps it shut, the command, who may do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectify.query.way import State
from rectify.terms import Verb
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.labels import STATUS_WORDS, number_of
from rectify.view.markdown import md
from rectify.view.sheet import Block, Cell, Line, Page, Tone, line

if TYPE_CHECKING:
    from rectify.model.policy import Policy
    from rectify.query.way import Proof, Step, Way

MARKS: Final = {State.PASSED: "passed", State.OPEN: "open", State.ASKED: "at closing"}
_TONES: Final = {State.PASSED: Tone.DONE, State.OPEN: Tone.LATE, State.ASKED: Tone.SOON}
_ANYBODY: Final = "anybody"
_MARK: Final = 12
"""How many cells the marks take, with the gap."""


def gates_page(ways: Sequence[Way], *, policy: Policy, as_of: date) -> Page:
    """Each issue with its steps, and a foot line that counts.

    Args:
        ways: of the issues asked for.
        policy: the one in force.
        as_of: the day it is judged on.
    """
    blocks: list[Block] = []
    for way in ways:
        blocks += [*_way(way, policy, as_of), line()]
    return (*blocks, line(Cell(_count(ways, policy, as_of), Tone.MUTED)))


def gates_md(ways: Sequence[Way], *, policy: Policy, as_of: date) -> str:
    """The same in Markdown, a table for each issue."""
    parts = ["# The way to closure", md(_count(ways, policy, as_of))]
    for way in ways:
        parts.append(f"## {md(_title(way))}")
        rows: list[tuple[str, ...]] = [("step", "state", "by, or what is missing", "who"), ("---",) * 4]
        rows += [tuple(md(cell) or "–" for cell in _cells(step, policy)) for step in way.steps]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
        if way.next and way.next.way:
            who = md(f"{_who(way.next, policy)}{_waiting(way, as_of)}")
            parts.append(f"Next: {md(shown(way.next.way))} ({who})")
        elif way.reopening:
            parts.append(md(shown(way.reopening)))
    return "\n\n".join(parts) + "\n"


def gates_json(ways: Sequence[Way], *, policy: Policy, as_of: date, total: int) -> str:
    """The same for scripts: an object for each issue, with its steps in order; `total` issues are in the register.

    `next` and `command` are commands or null; what is said besides, in words, stands in `advice`.
    """
    head = {
        "as_of": as_of.isoformat(),
        "profile": policy.profile.value,
        "count": len(ways),
        "total": total,
        "open": sum(bool(way.open) for way in ways),
    }
    return envelope(head, "issues", (_way_data(way, as_of) for way in ways))


def _way(way: Way, policy: Policy, today: date) -> Iterator[Line]:
    yield line(Cell(_title(way), Tone.STRONG))
    for step in way.steps:
        yield line(Cell(f"{MARKS[step.state]:{_MARK}}", _TONES[step.state]), shown(step.title), _told(step), indent=4)
        if step.way:
            is_next = step is way.next
            lead = Cell("next: ", Tone.ACTIVE) if is_next else ""
            command = Cell(shown(step.way), Tone.STRONG if is_next else Tone.MUTED)
            who = f"  ({_who(step, policy)}{_waiting(way, today) if is_next else ''})"
            yield line(lead, command, who, indent=4 + _MARK)
    if way.reopening:
        yield line(Cell(shown(way.reopening), Tone.MUTED), indent=4)


def _title(way: Way) -> str:
    issue = way.issue
    return f"{shown(issue.id)}  {shown(issue.title)}: {STATUS_WORDS[issue.status]}"


def _told(step: Step) -> str:
    words = _proof_words(step.proof) if step.proof else "; ".join(shown(one) for one in step.shut)
    if step.fact and step.proof:
        words = f"{shown(step.fact)}, {'' if step.proof.verb == Verb.ADOPT else 'named by '}{words}"
    words = words or shown(step.fact or "")
    return f": {words}" if words else ""


def _proof_words(proof: Proof) -> str:
    unit = f" of {shown(proof.unit)}" if proof.unit else ""
    how = f", {proof.method}" if proof.method else ""
    taken_in = "taken in by " if proof.verb == Verb.ADOPT else ""
    run = f" ({taken_in}run {proof.run})" if proof.run is not None else ""
    if taken_in and proof.method is None:  # who took it in did not do it
        return f"as it was on {proof.day}{run}"
    return f"{shown(proof.actor)}{unit} on {proof.day}{how}{run}"


def _waiting(way: Way, today: date) -> str:
    """Since when the next step has been waited for."""
    days = way.waiting(today)
    return f"; waited for since {way.since}, {number_of(days, 'day')}" if days is not None else ""


def _who(step: Step, policy: Policy) -> str:
    if not policy.separates_duties:
        return _ANYBODY
    return ", ".join(shown(one.called) for one in step.able) or "nobody yet: rectify policy person ID"


def _cells(step: Step, policy: Policy) -> tuple[str, str, str, str]:
    who = _who(step, policy) if step.state is State.OPEN else ""
    return shown(step.title), MARKS[step.state], _told(step).removeprefix(": "), who


def _count(ways: Sequence[Way], policy: Policy, as_of: date) -> str:
    still = sum(bool(way.open) for way in ways)
    return f"{still} of {number_of(len(ways), 'issue')} with an open gate · profile {policy.profile} · as of {as_of}"


def _way_data(way: Way, today: date) -> dict[str, Any]:
    coming = way.next
    return {
        "id": way.issue.id,
        "status": way.issue.status.value,
        "open": len(way.open),
        "next": coming.command if coming else None,
        "next_step": coming.name if coming else None,
        "advice": coming.advice if coming else way.reopening,
        "since": way.since.isoformat() if way.since else None,
        "waiting_days": way.waiting(today),
        "steps": [_step_data(step) for step in way.steps],
    }


def _step_data(step: Step) -> dict[str, Any]:
    by = {**asdict(step.proof), "day": step.proof.day.isoformat()} if step.proof else None
    return {
        "name": step.name,
        "title": step.title,
        "state": step.state.value,
        "shut": list(step.shut),
        "by": by,
        "fact": step.fact,
        "command": step.command,
        "advice": step.advice,
        "able": [one.id for one in step.able],
    }
