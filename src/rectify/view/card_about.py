"""THE EYE: the upper half of an issue's card: what, who, by when, at what pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rectify.model.extensions import open_request
from rectify.query.pace import coloured, pace
from rectify.terms import Basis, Pace
from rectify.view.card_parts import Field, fields, lines, section
from rectify.view.escape import shown
from rectify.view.labels import COLOUR_TONES, PACE_WORDS, STATUS_TONES, STATUS_WORDS, deadline_words, urgency
from rectify.view.sheet import Block, Cell, Line, Page, Tone, line
from rectify.view.width import cells

if TYPE_CHECKING:
    from rectify.model.deadline import Deadline
    from rectify.model.issue import Issue


def about_blocks(issue: Issue, today: date, basis: Basis, similar: Sequence[str] = ()) -> Page:
    """Title and standing, then what the issue is, who answers for it, by when, and its goal.

    `similar` are the like issues, read from both sides; those it names itself when left out.
    """
    goal = fields(("target", lines(issue.target)), ("standard", lines(issue.standard)))
    return (
        line(Cell(f"{shown(issue.id)}  {shown(issue.title)}", Tone.STRONG), hang=cells(issue.id) + 2),
        _standing(issue, today, basis),
        *section("", fields(*_about(issue, similar or issue.similar))),
        *section("Who", fields(*_who(issue))),
        *section("By when", fields(*_when(issue, today, basis))),
        *section("Goal", goal),
    )


def pace_blocks(issue: Issue, today: date, basis: Basis = Basis.CURRENT) -> tuple[Block, ...]:
    """The colour and the pace as computed, and the pace as a person judged it; nothing where nothing can be judged."""
    suggested, verdict, colour = pace(issue, today, basis), issue.verdict, coloured(issue, today, basis)
    if suggested is Pace.NO_MILESTONES and verdict is None and colour.colour is None:
        return ()
    tone = COLOUR_TONES[colour.colour] if colour.colour else Tone.MUTED
    pairs: list[Field] = [
        ("colour", Cell(f"{colour.colour.value}: {shown(colour.why)}" if colour.colour else shown(colour.why), tone)),
        ("computed", _computed(suggested, has_colour=colour.colour is not None)),
    ]
    if verdict:
        why = f": {shown(verdict.reason)}" if verdict.reason else ""
        pairs.append(("judged", f"{PACE_WORDS[verdict.pace]}, by {shown(verdict.by)} on {verdict.on}{why}"))
    return section("Pace", fields(*pairs))


def _computed(pace: Pace, *, has_colour: bool) -> str:
    """The pace goes by milestones alone; where measures gave a colour, it says that it does not."""
    return "no milestones to judge it by" if pace is Pace.NO_MILESTONES and has_colour else PACE_WORDS[pace]


def _standing(issue: Issue, today: date, basis: Basis) -> Line:
    """`in progress · 3 d late · 60 % · problem`."""
    words, tone = urgency(issue, today, basis)
    parts = (
        Cell(STATUS_WORDS[issue.status], STATUS_TONES[issue.status]),
        Cell(issue.outcome.value if issue.outcome else ""),
        Cell(words, tone),
        Cell(f"{issue.percent} %" if issue.percent is not None else ""),
        Cell(f"cycle {issue.cycle}" if issue.cycle > 1 else ""),
        Cell(issue.kind.value, Tone.MUTED),
    )
    joined = [piece for part in parts if part.text for piece in (" · ", part)]
    return line(*joined[1:])


def _about(issue: Issue, similar: Sequence[str]) -> Iterator[Field]:
    yield "official no", lines(issue.official_no)
    yield "round", lines(issue.round)
    yield "category", lines(issue.category)
    yield "item", lines(issue.item)
    yield "place", lines(issue.place)
    yield "severity", lines(issue.severity)
    yield "part of", lines(issue.parent)
    yield "similar", lines(", ".join(similar))
    yield "tags", lines(", ".join(issue.tags))
    yield "description", lines(issue.description)


def _who(issue: Issue) -> Iterator[Field]:
    units = issue.units
    yield "lead", lines(units.lead)
    yield "responsible", lines(", ".join(units.responsible)) or Cell("no unit named", Tone.SOON)
    yield "cooperating", lines(", ".join(units.cooperating))
    yield "supervising", lines(units.supervising)
    yield "accepting", lines(units.accepting)
    yield "person", lines(issue.person)


def _when(issue: Issue, today: date, basis: Basis) -> Iterator[Field]:
    words, tone = urgency(issue, today, basis)
    original = issue.original_deadline
    by_original = basis is Basis.ORIGINAL and original is not None
    yield "deadline", _deadline(issue.deadline, "" if by_original else words, tone)
    if original is not None:
        yield "original", _deadline(original, *urgency(issue, today, Basis.ORIGINAL))
    if wish := open_request(issue):
        yield "asked for", _deadline(wish.to, f"asked {wish.on}{', late' if wish.late else ''}, not decided", Tone.SOON)
    yield "review on", issue.review_on.isoformat() if issue.review_on else ""


def _deadline(deadline: Deadline | None, words: str, tone: Tone) -> Cell:
    """`2018-12-31 (2018年底) · 3 d late`."""
    if deadline is None:
        return Cell("none set", Tone.SOON)
    short = deadline_words(deadline)
    wording = shown(deadline.text) if deadline.text else short
    nature = "" if deadline.class_.value in (short, "dated") else f" · {deadline.class_.value}"
    left = f" · {words}" if words else ""
    return Cell(f"{short}{f' ({wording})' if wording != short else ''}{nature}{left}", tone if words else Tone.PLAIN)
