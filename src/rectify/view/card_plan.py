"""THE EYE: the plan on an issue's card: figures, measures, milestones, each with its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rectify.view.card_readings import reading_blocks
from rectify.view.escape import shown
from rectify.view.labels import SOON_DAYS, deadline_words, left_words
from rectify.view.sheet import Block, Cell, Column, Row, Sheet, Tone, line

if TYPE_CHECKING:
    from decimal import Decimal

    from rectify.model.issue import Issue

_FIGURES = (
    Column("FIGURE", "name", weight=1),
    Column("BASELINE", "baseline", is_right=True),
    Column("ACTUAL", "actual", is_right=True),
    Column("TARGET", "target", is_right=True),
    Column("UNIT", "unit", weight=1),
    Column("AS OF", "as_of", drop_below=56),
)
_MEASURES = (
    Column("", "mark"),
    Column("", "id"),
    Column("", "text", weight=3),
    Column("", "unit", weight=1, drop_below=100),
    Column("", "deadline", weight=2),
    Column("", "state", weight=1, narrowest=16),
)
_MILESTONES = tuple(column for column in _MEASURES if column.name != "unit")


def plan_blocks(issue: Issue, today: date) -> tuple[Block, ...]:
    """Indicators, measures and milestones, as far as there are any."""
    figures = tuple(
        (
            Cell(shown(one.name)),
            *(Cell(_figure(number)) for number in (one.baseline, one.actual, one.target)),
            Cell(shown(one.unit or "")),
            Cell(one.as_of.isoformat() if one.as_of else ""),
        )
        for one in issue.indicators
    )
    measures = tuple(
        _part(
            shown(one.id),
            shown(one.text, multiline=True),
            Cell(shown(one.unit or "")),
            due=one.deadline.date if one.deadline else None,
            wording=deadline_words(one.deadline),
            done_on=one.done_on,
            today=today,
        )
        for one in issue.measures
    )
    milestones = tuple(
        _part(
            shown(one.id),
            shown(one.text),
            due=one.due,
            wording=one.due.isoformat() if one.due else "",
            done_on=one.done_on,
            today=today,
        )
        for one in issue.milestones
    )
    return (
        *_section("Figures", _FIGURES, figures, has_headings=True),
        *reading_blocks(issue),
        *_section("Measures", _MEASURES, measures),
        *_section("Milestones", _MILESTONES, milestones),
    )


def _section(
    heading: str, columns: tuple[Column, ...], rows: Sequence[Row], *, has_headings: bool = False
) -> tuple[Block, ...]:
    if not rows:
        return ()
    sheet = Sheet(columns, tuple(rows), has_headings=has_headings, indent=2)
    return (line(), line(Cell(heading, Tone.STRONG)), sheet)


def _part(id_: str, text: str, *more: Cell, due: date | None, wording: str, done_on: date | None, today: date) -> Row:
    mark, state = _state(due, done_on, today)
    return (Cell(mark, state.tone), Cell(id_, Tone.STRONG), Cell(text), *more, Cell(wording), state)


def _state(due: date | None, done_on: date | None, today: date) -> tuple[str, Cell]:
    """A mark, and in words how a dated part stands."""
    if done_on is not None:
        late = (done_on - due).days if due else 0
        words = f"done {done_on}" + (f", {late} d late" if late > 0 else "")
        return "[x]", Cell(words, Tone.DONE)
    if due is None:
        return "[ ]", Cell("")
    left = (due - today).days
    if left < 0:
        return "[!]", Cell(left_words(left), Tone.LATE)
    return "[ ]", Cell(left_words(left), Tone.SOON if left <= SOON_DAYS else Tone.PLAIN)


def _figure(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
