"""THE EYE: the columns an issue can be listed by, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeVar

from rectify.errors import UnknownField
from rectify.model.columns import Column as Traits
from rectify.model.traits import Trait, timing_by
from rectify.query.facts import FIELDS, facts, values_at
from rectify.query.picked import NOTHING, Picked
from rectify.terms import DERIVED_FIELDS, Basis, Status
from rectify.view.escape import shown
from rectify.view.extension_words import standing_words
from rectify.view.labels import STATUS_TONES, STATUS_WORDS, told_words, urgency_by
from rectify.view.sheet import Cell, Column, Sheet, Tone, once_each
from rectify.view.values import raw_text, value_words

_Made = TypeVar("_Made")


class Listed:
    """Issues as they are listed: the day, the basis, how many extensions the policy allows, and the names asked for."""

    def __init__(
        self,
        picked: Picked,
        today: date,
        basis: Basis = Basis.CURRENT,
        limit: int | None = None,
        names: tuple[str, ...] = (),
    ) -> None:
        self.picked, self.today, self.basis, self.limit, self.names = picked, today, basis, limit, names

    def part(self, picked: Picked) -> Listed:
        """Some of these issues, listed in the same way."""
        return Listed(picked, self.today, self.basis, self.limit, self.names)

    @cached_property
    def deadlines(self) -> Traits:
        """The deadline each is judged by."""
        present = self.picked.column("deadline")
        if self.basis is Basis.CURRENT:
            return present
        return Traits.of(first or now for first, now in zip(self.picked.column(MOVED), present, strict=True))

    @cached_property
    def urgencies(self) -> list[tuple[str, Tone]]:
        """The urgency of each, in words and tone; found once for every timing that differs."""
        timings, deadlines = self.picked.column(timing_by(self.basis)), self.deadlines
        return once_each(
            lambda codes: urgency_by(timings.values[codes[0]], deadlines.values[codes[1]], self.today),
            zip(timings.codes, deadlines.codes, strict=True),
        )

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """Each as data, as far as the names ask for it."""
        wanted = {name.split(".")[0] for name in self.names}
        return [facts(issue, self.today, self.basis, wanted) for issue in self.picked.issues]


class Field(NamedTuple):
    """One column and how its cells are made, of all issues at once: a column has few that differ.

    `trait` is what it needs to know of an issue, where that is one trait: an issue without one leaves its cell empty.
    """

    column: Column
    cells: Callable[[Listed], list[Cell]]
    trait: str | None = None


def sheet_of(fields: Sequence[Field], listed: Listed, **more: Any) -> Sheet:
    """A row for each issue; `more` is what else a sheet has."""
    rows = tuple(zip(*(field.cells(listed) for field in fields), strict=True))
    return Sheet(tuple(field.column for field in fields), rows, **more)


def _by_trait(column: Column, cell: Callable[[Trait], Cell], trait: str | None = None) -> Field:
    """A column of cells that are made of one trait, which bears its name where it has no other."""
    name = trait or column.name
    return Field(column, lambda listed: _of_each(listed.picked.column(name), cell), name)


def _of_each(traits: Traits, make: Callable[[Trait], _Made]) -> list[_Made]:
    """What is made of each trait, in their order; made once for every value that differs."""
    return once_each(lambda code: make(traits.values[code]), traits.codes)


def _text_cell(text: str | None) -> Cell:
    return Cell(shown(text)) if text else Cell("")


def _joined_cell(texts: Sequence[str]) -> Cell:
    return Cell(shown(", ".join(texts)))


def _ids(listed: Listed) -> list[Cell]:
    return [Cell(shown(id_), Tone.STRONG) for id_ in listed.picked.ids]


def _titles(listed: Listed) -> list[Cell]:
    tones = _of_each(listed.picked.column("status"), _title_tone)
    return [Cell(shown(title), tone) for title, tone in zip(listed.picked.titles, tones, strict=True)]


def _title_tone(status: str) -> Tone:
    return Tone.MUTED if status == Status.CLOSED else Tone.PLAIN


def _status_cell(status: str) -> Cell:
    return Cell(STATUS_WORDS[Status(status)], STATUS_TONES[Status(status)], status)


def _deadlines(listed: Listed) -> list[Cell]:
    deadlines = listed.deadlines
    return once_each(
        lambda told: Cell(told_words(deadlines.values[told[0]]), told[1][1]),
        zip(deadlines.codes, listed.urgencies, strict=True),
    )


def _days_left(listed: Listed) -> list[Cell]:
    return once_each(lambda urgency: Cell(*urgency), listed.urgencies)


def _presents(listed: Listed) -> list[Cell]:
    """The present deadlines, where they are not the first."""
    present, first = listed.picked.column("deadline"), listed.picked.column(MOVED)
    words = [told_words(now) if moved else "" for now, moved in zip(present, first, strict=True)]
    return once_each(Cell, words)


def _extensions(listed: Listed) -> list[Cell]:
    return [Cell(standing_words(issue, listed.limit)) for issue in listed.picked.issues]


def _percents(listed: Listed) -> list[Cell]:
    return once_each(_percent_cell, (issue.percent for issue in listed.picked.issues))


def _percent_cell(percent: int | None) -> Cell:
    return Cell("") if percent is None else Cell(f"{percent} %", raw=str(percent))


MOVED: Final = "original_deadline"
"""The column that joins the usual ones where a deadline has moved, so that both are seen."""

_READY: Final = {
    field.column.name: field
    for field in (
        Field(Column("ID", "id"), _ids),
        Field(Column("TITLE", "title", weight=5, narrowest=20), _titles),
        _by_trait(Column("UNIT", "unit", weight=2, drop_below=80), _joined_cell, "responsible"),
        _by_trait(Column("STATUS", "status", drop_below=66), _status_cell),
        Field(Column("DEADLINE", "deadline", weight=2), _deadlines),
        Field(Column("LEFT", "days_left", is_number=True), _days_left),
        _by_trait(Column("CATEGORY", "category", weight=2, drop_below=130), _text_cell),
        _by_trait(Column("ROUND", "round", weight=1, drop_below=110), _text_cell),
        _by_trait(Column("PLACE", "place", weight=2, drop_below=120), _text_cell),
        _by_trait(Column("PERSON", "person", weight=1, drop_below=100), _text_cell),
        _by_trait(Column("KIND", "kind", drop_below=150), _text_cell),
        _by_trait(Column("ORIGINAL", MOVED, weight=1, drop_below=105), lambda told: Cell(told_words(told))),
        Field(Column("EXTENSIONS", "extensions", weight=2, drop_below=125), _extensions),
        Field(Column("DONE", "percent", drop_below=140, is_right=True, is_number=True), _percents),
        _by_trait(Column("TAGS", "tags", weight=2, drop_below=160), _joined_cell),
    )
}

USUAL: Final = ("id", "title", "unit", "status", "deadline", "days_left")
_PRESENT: Final = Field(Column("PRESENT", "deadline", weight=1, drop_below=105), _presents)
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


def usual(picked: Picked = NOTHING, *, wide: bool = False, basis: Basis = Basis.CURRENT) -> tuple[Field, ...]:
    """The usual columns, and the other deadline where one has moved; if `wide`, all that say something of an issue."""
    more = WIDE if wide else (MOVED,)
    names = [name for name in WIDE if name in USUAL or (name in more and _says_something(_READY[name], picked))]
    return tuple(_PRESENT if name == MOVED and basis is Basis.ORIGINAL else _READY[name] for name in names)


def _says_something(field: Field, picked: Picked) -> bool:
    if field.trait is None:
        return any(getattr(issue, field.column.name) for issue in picked.issues)
    column = picked.column(field.trait)
    return any(column.values[code] for code in set(column.codes))


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
