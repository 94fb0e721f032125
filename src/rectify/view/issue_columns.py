"""THE EYE: the columns an issue can be listed by, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rectify.errors import UnknownField
from rectify.model.timing import deadline_on
from rectify.query.facts import FIELDS, facts, values_at
from rectify.terms import DERIVED_FIELDS, Basis, Status
from rectify.view.escape import shown
from rectify.view.extension_words import standing_words
from rectify.view.labels import STATUS_TONES, STATUS_WORDS, deadline_words, urgencies
from rectify.view.sheet import Cell, Column, Sheet, Tone, once_each
from rectify.view.values import raw_text, value_words

if TYPE_CHECKING:
    from rectify.model.issue import Issue


class Listed:
    """Issues as they are listed: the day, the basis, how many extensions the policy allows, and the names asked for."""

    def __init__(
        self,
        issues: Sequence[Issue],
        today: date,
        basis: Basis = Basis.CURRENT,
        limit: int | None = None,
        names: tuple[str, ...] = (),
    ) -> None:
        self.issues, self.today, self.basis, self.limit, self.names = issues, today, basis, limit, names

    def part(self, issues: Sequence[Issue]) -> Listed:
        """Some of these issues, listed in the same way."""
        return Listed(issues, self.today, self.basis, self.limit, self.names)

    @cached_property
    def urgencies(self) -> list[tuple[str, Tone]]:
        """The urgency of each, in words and tone."""
        return urgencies(self.issues, self.today, self.basis)

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """Each as data, as far as the names ask for it."""
        wanted = {name.split(".")[0] for name in self.names}
        return [facts(issue, self.today, self.basis, wanted) for issue in self.issues]


class Field(NamedTuple):
    """One column and how its cells are made, of all issues at once: a column has few that differ."""

    column: Column
    cells: Callable[[Listed], list[Cell]]


def sheet_of(fields: Sequence[Field], listed: Listed, **more: Any) -> Sheet:
    """A row for each issue; `more` is what else a sheet has."""
    rows = tuple(zip(*(field.cells(listed) for field in fields), strict=True))
    return Sheet(tuple(field.column for field in fields), rows, **more)


def _by_text(text: Callable[[Issue], str | None]) -> Callable[[Listed], list[Cell]]:
    """Cells of a text that issues share."""
    return lambda listed: once_each(_text_cell, map(text, listed.issues))


def _text_cell(text: str | None) -> Cell:
    return Cell(shown(text)) if text else Cell("")


def _ids(listed: Listed) -> list[Cell]:
    return [Cell(shown(issue.id), Tone.STRONG) for issue in listed.issues]


def _titles(listed: Listed) -> list[Cell]:
    muted = Status.CLOSED
    return [Cell(shown(issue.title), Tone.MUTED if issue.status is muted else Tone.PLAIN) for issue in listed.issues]


def _units(issue: Issue) -> str | None:
    return ", ".join(issue.units.responsible) or issue.units.lead


def _statuses(listed: Listed) -> list[Cell]:
    return once_each(_status_cell, (issue.status for issue in listed.issues))


def _status_cell(status: Status) -> Cell:
    return Cell(STATUS_WORDS[status], STATUS_TONES[status], status.value)


def _deadlines(listed: Listed) -> list[Cell]:
    words = [deadline_words(deadline_on(issue, listed.basis)) for issue in listed.issues]
    return once_each(Cell._make, ((word, tone, None) for word, (_, tone) in zip(words, listed.urgencies, strict=True)))


def _days_left(listed: Listed) -> list[Cell]:
    return once_each(lambda urgency: Cell(*urgency), listed.urgencies)


def _percents(listed: Listed) -> list[Cell]:
    return once_each(_percent_cell, (issue.percent for issue in listed.issues))


def _percent_cell(percent: int | None) -> Cell:
    return Cell("") if percent is None else Cell(f"{percent} %", raw=str(percent))


def _of_each(cell: Callable[[Issue, Listed], str]) -> Callable[[Listed], list[Cell]]:
    """Cells of words that are safe to show."""
    return lambda listed: [Cell(cell(issue, listed)) for issue in listed.issues]


_READY: Final = {
    field.column.name: field
    for field in (
        Field(Column("ID", "id"), _ids),
        Field(Column("TITLE", "title", weight=5, narrowest=20), _titles),
        Field(Column("UNIT", "unit", weight=2, drop_below=80), _by_text(_units)),
        Field(Column("STATUS", "status", drop_below=66), _statuses),
        Field(Column("DEADLINE", "deadline", weight=2), _deadlines),
        Field(Column("LEFT", "days_left", is_number=True), _days_left),
        Field(Column("CATEGORY", "category", weight=2, drop_below=130), _by_text(lambda issue: issue.category)),
        Field(Column("ROUND", "round", weight=1, drop_below=110), _by_text(lambda issue: issue.round)),
        Field(Column("PLACE", "place", weight=2, drop_below=120), _by_text(lambda issue: issue.place)),
        Field(Column("PERSON", "person", weight=1, drop_below=100), _by_text(lambda issue: issue.person)),
        Field(Column("KIND", "kind", drop_below=150), _by_text(lambda issue: issue.kind.value)),
        Field(
            Column("ORIGINAL", "original_deadline", weight=1, drop_below=105),
            _of_each(lambda issue, _: deadline_words(issue.original_deadline)),
        ),
        Field(
            Column("EXTENSIONS", "extensions", weight=2, drop_below=125),
            _of_each(lambda issue, listed: standing_words(issue, listed.limit)),
        ),
        Field(Column("DONE", "percent", drop_below=140, is_right=True, is_number=True), _percents),
        Field(Column("TAGS", "tags", weight=2, drop_below=160), _by_text(lambda issue: ", ".join(issue.tags))),
    )
}

USUAL: Final = ("id", "title", "unit", "status", "deadline", "days_left")
MOVED: Final = "original_deadline"
"""The column that joins the usual ones where a deadline has moved, so that both are seen."""
_PRESENT: Final = Field(
    Column("PRESENT", "deadline", weight=1, drop_below=105),
    _of_each(lambda issue, _: deadline_words(issue.deadline) if issue.original_deadline else ""),
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
    return tuple(_shown_always(_READY[name]) if name in _READY else _by_value(name, value_words) for name in names)


def bare(names: Sequence[str]) -> tuple[Field, ...]:
    """Columns of raw values alone, for machines.

    Raises:
        UnknownField: an issue has no such field.
    """
    require_fields(names)
    return tuple(_by_value(name, raw_text) for name in names)


def _shown_always(field: Field) -> Field:
    return Field(field.column._replace(drop_below=0), field.cells)


def _by_value(name: str, words: Callable[[Any], str]) -> Field:
    weight = 0 if name in _KEPT else 2
    column = Column(shown(name).upper(), shown(name), weight=weight, is_number=name in _NUMBERS)
    return Field(column, lambda listed: _value_cells(values_at(listed.facts, name), words))


def _value_cells(values: Sequence[Any], words: Callable[[Any], str]) -> list[Cell]:
    """A cell for each value; those that differ are told apart by `repr`, since lists have no hash and True is not 1."""
    keys = list(map(repr, values))
    differing = dict(zip(keys, values, strict=True))
    return once_each(lambda key: Cell(words(differing[key])), keys)
