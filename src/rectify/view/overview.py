"""THE EYE: the register at a glance, for `rectify` alone: how much, what is late, what comes next, what to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from rectify.model.gates import Case, way_on
from rectify.model.lifecycle import NOT_CLOSED
from rectify.query.choice import Filter
from rectify.query.order import by_deadline_at
from rectify.query.picked import PickedAt
from rectify.terms import Basis, Status, Verb
from rectify.view import issue_columns
from rectify.view.escape import shown
from rectify.view.issue_columns import Listed, sheet_of
from rectify.view.labels import SOON_DAYS, STATUS_TONES, STATUS_WORDS, number_of
from rectify.view.sheet import Block, Cell, Line, Page, Tone, line

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.register import Register

_LATE: Final = 5
_SOON: Final = 3
_GOING: Final = Filter(statuses=NOT_CLOSED)


def overview_page(register: Register, *, today: date, name: str, call: str = "rectify") -> Page:
    """At most 20 lines about a register.

    Args:
        register: the whole of it.
        today: the day it is judged on.
        name: its file, as people call it.
        call: how rectify must be called to reach this register.
    """
    total, title = len(register), register.header.title
    head = (
        *((line(Cell(shown(title), Tone.STRONG)),) if title else ()),
        line(Cell(f"{shown(name)} · {number_of(total, 'issue')} · as of {today}", Tone.MUTED)),
        line(),
    )
    if not total:
        return (*head, line("The register has no issues yet. Add the first: " + f"{call} add --title TEXT"))
    late = _GOING._replace(is_overdue=True).places(register, today)
    soon = _GOING._replace(due_by=today + timedelta(days=SOON_DAYS)).places(register, today)
    going = late or soon or _GOING.places(register, today)
    return (
        *head,
        _statuses(register),
        line(),
        *_some("Overdue", late, _LATE, register, today, also=_by_original(register, len(late), today)),
        *_some(f"Due within {SOON_DAYS} days", soon, _SOON, register, today),
        line(),
        *_next(_first(register, going, 1), register, today, shown(call), has_late=bool(late)),
    )


def _first(register: Register, places: Sequence[int], most: int) -> list[Issue]:
    """The issues that come first of those at these places; no more are made."""
    return list(register.by_id.at(by_deadline_at(register, places)[:most]))


def _statuses(register: Register) -> Line:
    parts: list[Cell | str] = []
    found = Counter(register.column("status"))
    for status in Status:
        if count := found[status.value]:
            parts += [" · " if parts else "", Cell(f"{count} {STATUS_WORDS[status]}", STATUS_TONES[status])]
    return line(f"Of {len(register)}: ", *parts)


def _by_original(register: Register, late: int, today: date) -> str:
    """How many are late by the deadline they had first, where that is another number."""
    count = len(_GOING._replace(is_overdue=True, basis=Basis.ORIGINAL).places(register, today))
    return "" if count == late else f", {count} by the original deadline"


def _some(
    what: str, found: Sequence[int], most: int, register: Register, today: date, *, also: str = ""
) -> Iterator[Block]:
    """The first of the issues at these places."""
    more, told = f", the first {most}" if len(found) > most else "", len(found) or "none"
    yield line(Cell(what, Tone.STRONG if found else Tone.MUTED), f": {told} of {len(register)}{also}{more}")
    if found:
        fields = [
            field for field in issue_columns.usual() if field.column.name in ("id", "title", "deadline", "days_left")
        ]
        listed = Listed(PickedAt(register.by_id, by_deadline_at(register, found)[:most]), today)
        yield sheet_of(fields, listed, has_headings=False, indent=2)


def _next(going: Sequence[Issue], register: Register, today: date, call: str, *, has_late: bool) -> Iterator[Line]:
    yield line(Cell("Next", Tone.STRONG))
    if not going:
        yield line(f"{call} list --all", indent=2)
        return
    if has_late:
        yield line(f"{call} list --overdue", indent=2)
    first = going[0]
    yield line(f"{call} show {shown(first.id)}", indent=2)
    way = way_on(Case(Verb.CLOSE, first, register, today)).split(", or ")[0]
    yield line(shown(way).replace("rectify", call, 1), indent=2)
