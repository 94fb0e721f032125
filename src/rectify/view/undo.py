"""THE EYE: what an undo did: the run that was undone, then every field as a write tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rectify.query.runs import undoes
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.outcome import head_data, judgement_data, judgement_page, notes_page
from rectify.view.sheet import Cell, Line, Page, Tone, line

if TYPE_CHECKING:
    from rectify.actions.judge import Judgement
    from rectify.actions.undoing import Undoing
    from rectify.view.outcome import Outcome


def undo_page(undone: Undoing, outcome: Outcome, *, dry_run: bool = False, limit: int | None = None) -> Page:
    """`run 12 (close, by 王芳, 2019-03-01) undone:`, then what became of each issue.

    Args:
        undone: the run it is about.
        outcome: of the session.
        dry_run: nothing was recorded; say `would`.
        limit: shorten values to so many characters; None never does.
    """
    name = Cell(f"run {undone.run.seq}", Tone.STRONG)
    if undone.by is not None:
        return (line(name, f" ({_made(undone)}) was undone by run {undone.by}: nothing to do"),)
    lines = (
        one
        for judgement in outcome.judgements
        for one in judgement_page(_without_remark(judgement), dry_run=dry_run, limit=limit)
    )
    return (
        line(name, f" ({_made(undone)}) {'would be undone' if dry_run else 'undone'}:"),
        *lines,
        *_what_stays(undone),
        *notes_page(outcome),
    )


def undo_json(undone: Undoing, outcome: Outcome, *, dry_run: bool = False) -> str:
    """What a write says, and `undone`: number, time, actor and verbs of the run, and by which run it was undone before.

    Args:
        undone: the run it is about.
        outcome: of the session.
        dry_run: nothing was recorded.
    """
    run = undone.run
    about: dict[str, Any] = {"seq": run.seq, "at": run.at, "actor": run.actor, "verbs": _verbs(undone), "by": undone.by}
    results = [judgement_data(judgement) for judgement in outcome.judgements]
    head = {**head_data(outcome, dry_run=dry_run), "undone": about, "count": len(results)}
    return envelope(head, "results", results)


def _made(undone: Undoing) -> str:
    """`close, by 王芳, 2019-03-01`."""
    run, target = undone.run, undoes(undone.run)
    verbs = ", ".join(map(shown, _verbs(undone))) if target is None else f"undo of run {target}"
    batch = f"batch {shown(run.batch_id)}: " if run.batch_id is not None else ""
    return f"{batch}{verbs}, by {shown(run.actor)}, {undone.day}"


def _verbs(undone: Undoing) -> list[str]:
    return list(dict.fromkeys(event.verb for event in undone.run.events))


def _what_stays(undone: Undoing) -> Iterator[Line]:
    events, target = undone.run.events, undoes(undone.run)
    if target is not None:
        yield line(Cell(f"run {target} stands again", Tone.MUTED))
    elif any(event.text for event in events):
        yield line(Cell("its remarks stay in the trail", Tone.MUTED))
    if any(event.evidence for event in events):
        yield line(Cell("its evidence stays in the case folder, and in the trail", Tone.MUTED))


def _without_remark(judgement: Judgement) -> Judgement:
    """The heading has said which run is undone."""
    return judgement._replace(event=judgement.event and judgement.event._replace(text=None))
