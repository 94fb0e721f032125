"""THE EYE: the columns an issue can be listed by, and what stands in each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from rectify.errors import UnknownField
from rectify.model.issue import Issue
from rectify.model.timing import days_left, deadline_on
from rectify.query.facts import FIELDS, facts, value_at
from rectify.terms import DERIVED_FIELDS, Basis, Status
from rectify.view.escape import shown
from rectify.view.extension_words import standing_words
from rectify.view.labels import STATUS_TONES, STATUS_WORDS, deadline_words, urgency
from rectify.view.sheet import Cell, Column, Tone
from rectify.view.values import raw_text, value_words


@dataclass(frozen=True)
class Facet:
    """An issue as it is listed: with the day, the basis, its urgency in words and tone, and the limit of extensions."""

    issue: Issue
    today: date
    basis: Basis
    left: str
    tone: Tone
    limit: int | None = None

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The issue as data, made when a column first asks for it."""
        return facts(self.issue, self.today, self.basis)


class Field(NamedTuple):
    """One column and how its cells are made."""

    column: Column
    cell: Callable[[Facet], Cell]


def facet(issue: Issue, today: date, basis: Basis, limit: int | None = None) -> Facet:
    """An issue made ready for its row; `limit` is how many extensions the policy allows."""
    return Facet(issue, today, basis, *urgency(issue, today, basis), limit)


def _texts(text: str | None, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell(shown(text), tone) if text else Cell("")


def _title(seen: Facet) -> Cell:
    return _texts(seen.issue.title, Tone.MUTED if seen.issue.status is Status.CLOSED else Tone.PLAIN)


def _unit(seen: Facet) -> Cell:
    units = seen.issue.units
    return _texts(", ".join(units.responsible) or units.lead)


def _status(seen: Facet) -> Cell:
    status = seen.issue.status
    return Cell(STATUS_WORDS[status], STATUS_TONES[status], status.value)


def _deadline(seen: Facet) -> Cell:
    return Cell(deadline_words(deadline_on(seen.issue, seen.basis)), seen.tone)


def _days_left(seen: Facet) -> Cell:
    left = days_left(seen.issue, seen.today, seen.basis)
    return Cell(seen.left, seen.tone, "" if left is None else str(left))


def _percent(seen: Facet) -> Cell:
    percent = seen.issue.percent
    return Cell("") if percent is None else Cell(f"{percent} %", raw=str(percent))


_READY: Final = {
    field.column.name: field
    for field in (
        Field(Column("ID", "id"), lambda seen: Cell(shown(seen.issue.id), Tone.STRONG)),
        Field(Column("TITLE", "title", weight=5, narrowest=20), _title),
        Field(Column("UNIT", "unit", weight=2, drop_below=80), _unit),
        Field(Column("STATUS", "status", drop_below=66), _status),
        Field(Column("DEADLINE", "deadline", weight=2), _deadline),
        Field(Column("LEFT", "days_left", is_number=True), _days_left),
        Field(Column("CATEGORY", "category", weight=2, drop_below=130), lambda seen: _texts(seen.issue.category)),
        Field(Column("ROUND", "round", weight=1, drop_below=110), lambda seen: _texts(seen.issue.round)),
        Field(Column("PLACE", "place", weight=2, drop_below=120), lambda seen: _texts(seen.issue.place)),
        Field(Column("PERSON", "person", weight=1, drop_below=100), lambda seen: _texts(seen.issue.person)),
        Field(Column("KIND", "kind", drop_below=150), lambda seen: Cell(seen.issue.kind.value)),
        Field(
            Column("ORIGINAL", "original_deadline", weight=1, drop_below=105),
            lambda seen: Cell(deadline_words(seen.issue.original_deadline)),
        ),
        Field(
            Column("EXTENSIONS", "extensions", weight=2, drop_below=125),
            lambda seen: Cell(standing_words(seen.issue, seen.limit)),
        ),
        Field(Column("DONE", "percent", drop_below=140, is_right=True, is_number=True), _percent),
        Field(Column("TAGS", "tags", weight=2, drop_below=160), lambda seen: _texts(", ".join(seen.issue.tags))),
    )
}

USUAL: Final = ("id", "title", "unit", "status", "deadline", "days_left")
MOVED: Final = "original_deadline"
"""The column that joins the usual ones where a deadline has moved, so that both are seen."""
_PRESENT: Final = Field(
    Column("PRESENT", "deadline", weight=1, drop_below=105),
    lambda seen: Cell(deadline_words(seen.issue.deadline) if seen.issue.original_deadline else ""),
)
"""What stands there instead where the original deadline is the one that counts."""
WIDE: Final = (
    *("id", "title", "unit", "person", "status", "deadline", "days_left", MOVED, "extensions"),
    *("percent", "kind", "category", "round", "place", "tags"),
)
FOR_MACHINES: Final = (
    *("id", "official_no", "kind", "title", "round", "category", "item", "place", "units.lead", "units.responsible"),
    *("person", "status", "cycle", "deadline.date", "deadline.text", "original_deadline.date", "days_left", "overdue"),
    *("percent", "outcome", "tags"),
)
"""What csv and -o plain hold when nothing else is asked for."""

_NUMBERS: Final = frozenset(("days_left", "percent", "cycle", "extended"))
_KEPT: Final = frozenset(
    ("id", "parent", "deadline.date", "original_deadline.date", "review_on", "cycle", *DERIVED_FIELDS)
)


def require_fields(names: Sequence[str]) -> None:
    """Refuse a name that no issue has, by its first step.

    Raises:
        UnknownField: listing the fields there are.
    """
    for name in names:
        steps = name.split(".")
        if steps[0] not in FIELDS or not all(steps):
            raise UnknownField(name=name, fields=", ".join(FIELDS))


def usual(issues: Sequence[Issue] = (), *, wide: bool = False, basis: Basis = Basis.CURRENT) -> tuple[Field, ...]:
    """The usual columns, and the other deadline where one has moved; if `wide`, all that say something of an issue."""
    more = WIDE if wide else (MOVED,)
    names = [name for name in WIDE if name in USUAL or (name in more and any(getattr(one, name) for one in issues))]
    return tuple(_PRESENT if name == MOVED and basis is Basis.ORIGINAL else _READY[name] for name in names)


def asked_for(names: Sequence[str]) -> tuple[Field, ...]:
    """The columns of `--fields`: those of the house where they say the same, the others by their value.

    Raises:
        UnknownField: an issue has no such field.
    """
    require_fields(names)
    return tuple(_shown_always(_READY[name]) if name in _READY else _by_value(name) for name in names)


def bare(names: Sequence[str]) -> tuple[Field, ...]:
    """Columns of raw values alone, for machines.

    Raises:
        UnknownField: an issue has no such field.
    """
    require_fields(names)
    return tuple(_by_value(name) for name in names)


def _shown_always(field: Field) -> Field:
    return Field(replace(field.column, drop_below=0), field.cell)


def _by_value(name: str) -> Field:
    weight = 0 if name in _KEPT else 2
    column = Column(shown(name).upper(), shown(name), weight=weight, is_number=name in _NUMBERS)
    return Field(column, lambda seen: _value_cell(seen, name))


def _value_cell(seen: Facet, name: str) -> Cell:
    value: Any = value_at(seen.facts, name)
    return Cell(value_words(value), raw=raw_text(value))
