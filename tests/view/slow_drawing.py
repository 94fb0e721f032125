"""The list drawn slowly: issue by issue, cell by cell, with nothing kept from one to the next.

What the views draw column by column, each text once, must be the same letter by letter.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rectify.model.issue import Issue
from rectify.model.timing import days_left, deadline_on
from rectify.query.facts import facts, value_at
from rectify.terms import Basis, Status
from rectify.view.escape import shown
from rectify.view.extension_words import standing_words
from rectify.view.labels import STATUS_TONES, STATUS_WORDS, deadline_words, left_words
from rectify.view.layout import GAP, NOTHING, fitted, natural
from rectify.view.sheet import Cell, Sheet, Tone
from rectify.view.values import raw_text, value_words
from rectify.view.width import pad
from rectify.view.wrap import wrap

SOON = 30
DONE = (Status.SUBMITTED, Status.VERIFIED, Status.ON_NOTICE, Status.CLOSED)


def cells_of(issue: Issue, names: Sequence[str], today: date, basis: Basis, limit: int | None) -> tuple[Cell, ...]:
    """The cells of one row under the columns of the house."""
    words, tone = _urgency(issue, today, basis)
    units = issue.units
    cells = {
        "id": Cell(shown(issue.id), Tone.STRONG),
        "title": Cell(shown(issue.title), Tone.MUTED if issue.status is Status.CLOSED else Tone.PLAIN),
        "unit": Cell(shown(", ".join(units.responsible) or units.lead or "")),
        "status": Cell(STATUS_WORDS[issue.status], STATUS_TONES[issue.status], issue.status.value),
        "deadline": Cell(deadline_words(deadline_on(issue, basis)), tone),
        "days_left": Cell(words, tone),
        "original_deadline": Cell(deadline_words(issue.original_deadline)),
        "extensions": Cell(standing_words(issue, limit)),
        "percent": Cell("") if issue.percent is None else Cell(f"{issue.percent} %", raw=str(issue.percent)),
        "kind": Cell(issue.kind.value),
        "tags": Cell(shown(", ".join(issue.tags))),
    }
    cells |= {name: Cell(shown(getattr(issue, name) or "")) for name in ("category", "round", "place", "person")}
    return tuple(cells[name] for name in names)


def values_of(issue: Issue, names: Sequence[str], today: date, basis: Basis, *, raw: bool) -> tuple[Cell, ...]:
    """The cells of one row under columns of values."""
    data: dict[str, Any] = facts(issue, today, basis)
    return tuple(Cell((raw_text if raw else value_words)(value_at(data, name))) for name in names)


def _urgency(issue: Issue, today: date, basis: Basis) -> tuple[str, Tone]:
    left, deadline = days_left(issue, today, basis), deadline_on(issue, basis)
    if left is None:
        return "day unclear" if deadline and deadline.is_dated_without_day else "", Tone.MUTED
    if issue.status in DONE:
        return (f"done {-left} d late", Tone.LATE) if left < 0 else ("done in time", Tone.DONE)
    return left_words(left), Tone.LATE if left < 0 else Tone.SOON if left <= SOON else Tone.PLAIN


def lines_of(sheet: Sheet, width: int | None) -> Iterator[str]:
    """The rows of a sheet as aligned text, every cell wrapped and filled up by itself."""
    placed = natural(sheet) if width is None else fitted(sheet, width)
    for row in sheet.rows:
        folded = [wrap(row[one.at].text or NOTHING, one.width) for one in placed]
        for number in range(max(len(lines) for lines in folded)):
            texts = [lines[number] if number < len(lines) else "" for lines in folded]
            padded = [
                pad(text, one.width, is_right=sheet.columns[one.at].is_right)
                for text, one in zip(texts, placed, strict=True)
            ]
            yield (" " * sheet.indent + (" " * GAP).join(padded)).rstrip()
