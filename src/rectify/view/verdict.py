"""THE EYE: the verdict of an audit: flaws, what was looked at with its denominators, and how far the trail is held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from rectify.proof.checkpoint import Anchor, Checkpoint
from rectify.terms import Severity
from rectify.view.escape import shown
from rectify.view.flaws import flaw_data, flaw_lines
from rectify.view.json_text import SCHEMA, dumps, envelope
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Line, Page, Tone, line
from rectify.view.trail_foot import trail_foot

if TYPE_CHECKING:
    from rectify.proof.verdict import Share, Verdict

_PLURALS: Final = {Severity.DAMAGE: "damaged", Severity.ERROR: "errors", Severity.WARNING: "warnings"}
_UNANCHORED: Final = "a cut tail, or a chain computed anew, would not be seen"
_HOW: Final = (
    "anchor it: rectify audit checkpoint > FILE, signed or printed and kept elsewhere; "
    "later: rectify audit verify --checkpoint FILE"
)


def verdict_page(verdict: Verdict) -> Page:
    """Every flaw, then `sound: …` or `not sound: …`, the head, and what vouches for it from outside."""
    told: set[str] = set()
    flaws = [one for flaw in verdict.flaws for one in flaw_lines(flaw, told)]
    more = sum(verdict.counts.values()) - len(verdict.flaws)
    if more:
        flaws.append(line(Cell(f"and {more} more", Tone.MUTED)))
    tone = Tone.DONE if verdict.is_sound else Tone.LATE
    return (
        *flaws,
        *([line()] if flaws else []),
        line(Cell(f"{_answer(verdict)}: {', '.join(_looked_at(verdict))} · as of {verdict.as_of}", tone)),
        *(line(words) for words in _notes(verdict)),
        line(trail_foot(verdict.runs.total, verdict.head)),
        *_anchoring(verdict),
    )


def verdict_json(verdict: Verdict) -> str:
    """The same for programs; `flaws` are those told, `damaged`, `errors` and `warnings` count all."""
    total = verdict.runs.total
    head: dict[str, Any] = {
        "as_of": verdict.as_of.isoformat(),
        "sound": verdict.is_sound,
        "chain_only": verdict.is_chain_only,
        "trail": verdict.trail,
        "runs": _share(verdict.runs),
        "issues": None if verdict.is_chain_only else _share(verdict.issues),
        "evidence": None if verdict.is_chain_only else _share(verdict.evidence),
        "head": verdict.head,
        "register": verdict.after,
        "as_left": verdict.is_as_left,
        "gaps": None if verdict.is_chain_only else {"count": verdict.gaps.count, "lines": verdict.gaps.lines},
        "anchored": verdict.anchored,
        "unanchored": total - verdict.anchored,
        "checkpoints": [_anchor_data(anchor) for anchor in verdict.anchors],
    }
    head |= {word: verdict.counts.get(severity, 0) for severity, word in _PLURALS.items()}
    return envelope(head, "flaws", (flaw_data(flaw) for flaw in verdict.flaws))


def shown_checkpoint(checkpoint: Checkpoint) -> Checkpoint:
    """A checkpoint whose origin is one line of visible letters, whatever the register's title holds."""
    return Checkpoint(shown(checkpoint.origin), *_facts(checkpoint))


def checkpoint_json(checkpoint: Checkpoint) -> str:
    """A checkpoint for programs; what is signed is the text."""
    return dumps({"schema": SCHEMA, **_checkpoint_data(checkpoint)})


def _answer(verdict: Verdict) -> str:
    if verdict.is_sound:
        return "sound"
    found = verdict.counts
    damage = f"{found[Severity.DAMAGE]} damaged, " if found.get(Severity.DAMAGE) else ""
    return f"not sound ({damage}{number_of(found.get(Severity.ERROR, 0), 'error')})"


def _looked_at(verdict: Verdict) -> Iterator[str]:
    yield f"{_of(verdict.runs)} {'runs' if verdict.runs.total != 1 else 'run'} in order"
    if verdict.is_chain_only:
        yield "the chain alone (no run replayed, no evidence read)"
        return
    yield f"{_of(verdict.issues)} {'issues' if verdict.issues.total != 1 else 'issue'} as recorded"
    what = "files" if verdict.evidence.total != 1 else "file"
    yield f"{_of(verdict.evidence)} {what} of evidence as handed in"


def _notes(verdict: Verdict) -> Iterator[str]:
    if verdict.gaps.count and not verdict.is_damaged:
        listed = ", ".join(map(str, verdict.gaps.lines))
        more = ", …" if verdict.gaps.count > len(verdict.gaps.lines) else ""
        yield f"edited by hand between runs {number_of(verdict.gaps.count, 'time')}, met by the runs {listed}{more}"
    if verdict.after is not None and not verdict.is_as_left and not verdict.counts.get(Severity.ERROR):
        what = "whether values differ was not looked at" if verdict.is_chain_only else "in comments or layout alone"
        if verdict.is_chain_only or not verdict.is_damaged:
            yield f"{shown(verdict.register)} is not the file that the last run left: {what}"


def _anchoring(verdict: Verdict) -> Iterator[Line]:
    total, anchored = verdict.runs.total, verdict.anchored
    if verdict.is_damaged or not total:
        return
    if not verdict.anchors:
        yield line(Cell(f"unanchored: {_UNANCHORED}", Tone.SOON))
        yield line(Cell(f"hint: {_HOW}", Tone.MUTED), indent=4)
        return
    for anchor in verdict.anchors:
        signed = f", signed by {shown(anchor.signer)}" if anchor.signer is not None else ", no signature checked"
        point = anchor.checkpoint
        yield line(f"agrees with {shown(anchor.name)}: run {point.runs} at {point.time}{signed}")
    if anchored == total:
        yield line(Cell(f"anchored up to run {anchored} of {total}: all of it", Tone.DONE))
    else:
        rest = "the last run is" if total - anchored == 1 else f"the last {total - anchored} runs are"
        yield line(Cell(f"anchored up to run {anchored} of {total}; {rest} unanchored: {_UNANCHORED} there", Tone.SOON))


def _of(share: Share) -> str:
    return f"{share.sound} of {share.total}"


def _share(share: Share) -> dict[str, int]:
    return {"sound": share.sound, "total": share.total}


def _facts(checkpoint: Checkpoint) -> tuple[int, str, str, str]:
    return checkpoint.runs, checkpoint.head, checkpoint.register, checkpoint.time


def _checkpoint_data(checkpoint: Checkpoint) -> dict[str, Any]:
    return {
        "origin": checkpoint.origin,
        **dict(zip(("runs", "head", "register", "time"), _facts(checkpoint), strict=True)),
    }


def _anchor_data(anchor: Anchor) -> dict[str, Any]:
    return {"file": anchor.name, **_checkpoint_data(anchor.checkpoint), "signer": anchor.signer}
