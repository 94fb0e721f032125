"""THE EYE: the register at a glance, for `rectify` alone: how much, what is late, what comes next, what to type."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from rectify.model.gates import Case, way_on
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.model.timing import is_overdue
from rectify.query.choice import Filter
from rectify.query.order import by_deadline
from rectify.terms import Basis, Status, Verb
from rectify.view import issue_columns
from rectify.view.escape import shown
from rectify.view.issue_columns import facet
from rectify.view.labels import SOON_DAYS, STATUS_TONES, STATUS_WORDS, number_of
from rectify.view.sheet import Block, Cell, Line, Page, Sheet, Tone, line

_LATE: Final = 5
_SOON: Final = 3


def overview_page(register: Register, *, today: date, name: str, call: str = "rectify") -> Page:
    """At most 20 lines about a register.

    Args:
        register: the whole of it.
        today: the day it is judged on.
        name: its file, as people call it.
        call: how rectify must be called to reach this register.
    """
    issues, title = register.issues, register.header.title
    head = (
        *((line(Cell(shown(title), Tone.STRONG)),) if title else ()),
        line(Cell(f"{shown(name)} · {number_of(len(issues), 'issue')} · as of {today}", Tone.MUTED)),
        line(),
    )
    if not issues:
        return (*head, line("The register has no issues yet. Add the first: " + f"{call} add --title TEXT"))
    going = sorted((issue for issue in issues if issue.status is not Status.CLOSED), key=by_deadline)
    late = [issue for issue in going if is_overdue(issue, today)]
    soon = list(_soon_due(going, today))
    return (
        *head,
        _statuses(issues),
        line(),
        *_some("Overdue", late, _LATE, len(issues), today, also=_by_original(going, len(late), today)),
        *_some(f"Due within {SOON_DAYS} days", soon, _SOON, len(issues), today),
        line(),
        *_next(late or soon or going, register, today, shown(call), has_late=bool(late)),
    )


def _soon_due(going: Sequence[Issue], today: date) -> Iterator[Issue]:
    """Those not done whose deadline comes within `SOON_DAYS`."""
    due = Filter(due_by=today + timedelta(days=SOON_DAYS))
    return (issue for issue in going if due.takes(issue, today))


def _statuses(issues: Sequence[Issue]) -> Line:
    parts: list[Cell | str] = []
    for status in Status:
        count = sum(issue.status is status for issue in issues)
        if count:
            parts += [" · " if parts else "", Cell(f"{count} {STATUS_WORDS[status]}", STATUS_TONES[status])]
    return line(f"Of {len(issues)}: ", *parts)


def _by_original(going: Sequence[Issue], late: int, today: date) -> str:
    """How many are late by the deadline they had first, where that is another number."""
    count = sum(is_overdue(issue, today, Basis.ORIGINAL) for issue in going)
    return "" if count == late else f", {count} by the original deadline"


def _some(what: str, found: Sequence[Issue], most: int, total: int, today: date, *, also: str = "") -> Iterator[Block]:
    more = f", the first {most}" if len(found) > most else ""
    yield line(Cell(what, Tone.STRONG if found else Tone.MUTED), f": {len(found) or 'none'} of {total}{also}{more}")
    if found:
        fields = [
            field for field in issue_columns.usual() if field.column.name in ("id", "title", "deadline", "days_left")
        ]
        rows = (facet(issue, today, Basis.CURRENT) for issue in found[:most])
        cells = tuple(tuple(field.cell(one) for field in fields) for one in rows)
        yield Sheet(tuple(field.column for field in fields), cells, has_headings=False, indent=2)


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
