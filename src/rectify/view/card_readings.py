"""THE EYE: the readings of an issue's indicators over time: they may only get better, never worse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rectify.terms import Status
from rectify.view.card_parts import section
from rectify.view.escape import shown
from rectify.view.sheet import Block, Cell, Column, Row, Sheet, Tone

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.plan import Indicator

_READINGS = (
    Column("FIGURE", "name", weight=1),
    Column("READ ON", "on"),
    Column("VALUE", "value", is_right=True),
    Column("", "judged", weight=1, narrowest=12),
    Column("BY", "by", weight=1, drop_below=72),
)


def reading_blocks(issue: Issue) -> tuple[Block, ...]:
    """All readings, an indicator after the other, in the order of their days; nothing without any."""
    closed = _closed_on(issue)
    rows = tuple(row for part in issue.indicators for row in _rows(part, closed))
    return section("Readings", [Sheet(_READINGS, rows, indent=2)]) if rows else ()


def _rows(part: Indicator, closed: date | None) -> Iterator[Row]:
    before = part.baseline
    for one in sorted(part.readings, key=lambda one: one.on):
        is_worse = before is not None and part.is_worse(before, one.value)
        words = ["worse"] if is_worse else []
        words += ["after the closure"] if closed and one.on > closed else []
        yield (
            Cell(shown(part.name)),
            Cell(one.on.isoformat()),
            Cell(f"{one.value:f}"),
            Cell(", ".join(words), Tone.LATE if is_worse else Tone.MUTED),
            Cell(shown(one.by or ""), Tone.MUTED),
        )
        before = one.value


def _closed_on(issue: Issue) -> date | None:
    """The day the issue was struck off, while it is."""
    days = [one.on for one in issue.closures if one.cycle == issue.cycle]
    return days[-1] if days and issue.status is Status.CLOSED else None
