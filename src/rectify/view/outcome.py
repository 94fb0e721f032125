"""THE EYE: what a write did, or would do: every action, every field it changed, hand edits found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from rectify.model.bare import BARE_POLICY
from rectify.model.event import Event, Run
from rectify.model.register import is_issue
from rectify.model.run_data import changes_data, event_data
from rectify.terms import Verb
from rectify.view.changes import change_line, event_lines, is_arrival, is_departure
from rectify.view.escape import shown
from rectify.view.extension_words import done_words, used_words
from rectify.view.json_text import envelope, json_lines
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Line, Page, Tone, line

if TYPE_CHECKING:
    from rectify.actions.judge import Judgement
    from rectify.model.policy import Policy
    from rectify.model.register import Register


class Receipt(Protocol):
    """What the store says of a run it recorded: the run, and the issues that could not be edited in place."""

    @property
    def run(self) -> Run:
        """As it stands in the trail."""

    @property
    def re_emitted(self) -> tuple[str, ...]:
        """The issues written anew."""


class Outcome(Protocol):
    """What the session says of a run; the room above is not imported."""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """One for each action."""

    @property
    def register(self) -> Register:
        """As it stands after the run."""

    @property
    def receipt(self) -> Receipt | None:
        """None when nothing was recorded."""

    @property
    def hand_edits(self) -> tuple[Event, ...]:
        """Found on the way, or adopted."""

    @property
    def is_repeat(self) -> bool:
        """A batch of this id was applied before."""

    @property
    def taken_in(self) -> int:
        """How many entries began the trail."""


def outcome_page(outcome: Outcome, *, dry_run: bool = False, limit: int | None = None) -> Page:
    """What became of each action, in order; errors stand at their place.

    Args:
        outcome: of the session.
        dry_run: nothing was recorded; say `would`.
        limit: shorten values to so many characters; None never does.
    """
    if outcome.is_repeat:
        return (line("nothing to do: this batch was applied before"),)
    policy = outcome.register.header.policy
    lines = (
        one
        for judgement in outcome.judgements
        for one in judgement_page(judgement, dry_run=dry_run, limit=limit, policy=policy)
    )
    return (*lines, *notes_page(outcome))


def adopt_page(outcome: Outcome, *, dry_run: bool = False) -> Page:
    """The hand edits that were taken into the trail, or would be, field by field."""
    how = "would be taken in" if dry_run else "taken in"
    lines = (*(one for event in outcome.hand_edits for one in _hand_edit(event, how)), *notes_page(outcome))
    return lines or (line("nothing to take in: the register is what its trail says"),)


def hand_edit_lines(outcome: Outcome) -> list[str]:
    """Edits outside rectify found on the way and not taken in, field by field, as text."""
    return [one.text for event in outcome.hand_edits for one in _hand_edit(event, "outside rectify")]


def outcome_json(outcome: Outcome, *, dry_run: bool = False, lines: bool = False) -> str:
    """What a write did: `results` says of each action id, verb, result, changes, message, hint, code, exit.

    Args:
        outcome: of the session.
        dry_run: nothing was recorded.
        lines: the results alone, one a line.
    """
    results = [judgement_data(judgement) for judgement in outcome.judgements]
    if lines:
        return json_lines(results)
    return envelope({**head_data(outcome, dry_run=dry_run), "count": len(results)}, "results", results)


def head_data(outcome: Outcome, *, dry_run: bool = False) -> dict[str, Any]:
    """What every JSON answer of a write begins with: the run recorded, what it found, what it began."""
    run = outcome.receipt.run if outcome.receipt and not dry_run else None
    return {
        "dry_run": dry_run,
        "repeat": outcome.is_repeat,
        "run": {"seq": run.seq, "at": run.at} if run else None,
        "taken_in": outcome.taken_in,
        "outside": [event_data(event) for event in outcome.hand_edits],
    }


def judgement_data(judgement: Judgement) -> dict[str, Any]:
    """One action for scripts: id, verb, result (done, nothing or refused), changes, and why it was refused."""
    error = judgement.error
    return {
        "id": judgement.id,
        "verb": judgement.action.verb.value,
        "result": "refused" if error else "done" if judgement.event else "nothing",
        "changes": changes_data(judgement.event) if judgement.event else [],
        "message": error.message if error else None,
        "hint": error.hint if error else judgement.advice,
        "code": error.code if error else None,
        "exit": int(error.exit_code) if error else 0,
    }


def judgement_page(
    judgement: Judgement, *, dry_run: bool = False, limit: int | None = None, policy: Policy = BARE_POLICY
) -> Iterator[Line]:
    """`QH-05  closed: in_progress → closed`, then a line for each other field."""
    name = Cell(f"{shown(judgement.id)}  ", Tone.STRONG)
    if judgement.error:
        yield line(name, Cell("error: ", Tone.LATE), shown(judgement.error.message))
        if judgement.error.hint:
            yield line(Cell(f"hint: {shown(judgement.error.hint)}", Tone.MUTED), indent=4)
    elif judgement.event is None:
        yield line(name, Cell("nothing to do", Tone.MUTED))
    else:
        word = judgement.action.done_word
        done = done_words(judgement.before, judgement.after, dry_run=dry_run) or (
            f"would be {word}" if dry_run else word
        )
        step, skip = _step(judgement.event)
        yield line(name, Cell(done, Tone.DONE), step)
        yield from event_lines(judgement.event, indent=4, limit=limit, skip=skip)
        if judgement.action.verb is Verb.EXTEND and is_issue(judgement.after):
            used = used_words(judgement.after, policy.extension_limit)
            yield line(Cell(f"extensions: {used}", Tone.MUTED), indent=4)
        if judgement.advice:
            yield line(Cell(f"hint: {shown(judgement.advice)}", Tone.SOON), indent=4)


def notes_page(outcome: Outcome) -> tuple[Line, ...]:
    """What was noticed on the way: issues written anew, a trail that begins."""
    anew = outcome.receipt.re_emitted if outcome.receipt else ()
    notes = [f"{shown(id_)} could not be edited in place and was written anew; look at its comments" for id_ in anew]
    if outcome.taken_in:
        notes.append(f"the trail begins: {number_of(outcome.taken_in, 'entry', 'entries')} taken in as found")
    return tuple(line(Cell(note, Tone.MUTED)) for note in notes)


def _step(event: Event) -> tuple[str, tuple[str, ...]]:
    """`: in_progress → closed` where the status moved; the title of what is new; and the paths that are told by it."""
    if is_arrival(event):
        return f": {shown(str(event.value_after('title')))}", ("id", "title", "status")
    change = next((change for change in event.changes if change.path == "status"), None)
    return f": {shown(str(change.before))} → {shown(str(change.after))}" if change else "", ("status",)


def _hand_edit(event: Event, how: str) -> Iterator[Line]:
    """`QH-05 deadline.date: 2018-12-31 → 2019-12-31, outside rectify`."""
    name = Cell(f"{shown(event.issue)} ", Tone.STRONG)
    if is_arrival(event):
        yield line(name, f"is new, with {number_of(len(event.changes), 'field')}, {how}")
    elif is_departure(event):
        yield line(name, f"is gone, {how}")
    else:
        yield from (line(name, *change_line(change).parts, f", {how}") for change in event.changes)
