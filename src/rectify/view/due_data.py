"""THE EYE: what is due as data: JSON, and the days of a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.model.due_entry import Urgency
from rectify.terms import Basis
from rectify.view.due import matter_words, steps_words, who_words
from rectify.view.escape import shown
from rectify.view.json_text import envelope

if TYPE_CHECKING:
    from rectify.model.due_entry import DueEntry
    from rectify.query.links import Again
    from rectify.view.due import Asked


class Appointment(NamedTuple):
    """A matter with a day, as a calendar has it: a lasting name, the day, a line, more words, what it is found by."""

    key: str
    day: date
    summary: str
    description: str
    categories: tuple[str, ...]


def due_json(
    entries: Sequence[DueEntry], asked: Asked, *, basis: Basis = Basis.CURRENT, again: Sequence[Again] = ()
) -> str:
    """Every matter once, the most pressing first; `total` is how many issues the register holds.

    `days` is to its day (negative is late), or since it waits; `again` says at which places petitions came again.
    """
    tally = {urgency.value: sum(entry.urgency is urgency for entry in entries) for urgency in Urgency}
    head = {
        "as_of": asked.as_of.isoformat(),
        "until": asked.until.isoformat(),
        "basis": basis.value,
        "count": len(entries),
        "issues": len({entry.issue.id for entry in entries}),
        "looked_at": asked.looked_at,
        "unclear": asked.unclear,
        "total": asked.total,
        **tally,
        "again": [{"place": one.place or None, "petitions": one.petitions, "again": one.again} for one in again],
    }
    return envelope(head, "entries", map(_data, entries))


def appointments(entries: Sequence[DueEntry]) -> tuple[Appointment, ...]:
    """The matters that have a day, in the order of their days."""
    dated = [(entry.day, entry) for entry in entries if entry.day is not None]
    return tuple(_appointment(day, entry) for day, entry in sorted(dated, key=lambda pair: (pair[0], pair[1].key)))


def _appointment(day: date, entry: DueEntry) -> Appointment:
    issue = entry.issue
    who = "、".join(map(shown, entry.units)) or who_words(entry.role, "")
    facts = (who, shown(entry.what), steps_words(entry.steps), entry.next)
    summary = f"{shown(issue.id)} {matter_words(entry)}: {shown(issue.title)}"
    return Appointment(entry.key, day, summary, "\n".join(filter(None, facts)), (entry.matter.value,))


def _data(entry: DueEntry) -> dict[str, Any]:
    issue = entry.issue
    return {
        "id": issue.id,
        "title": issue.title,
        "kind": issue.kind.value,
        "status": issue.status.value,
        "cycle": issue.cycle,
        "matter": entry.matter.value,
        "part": entry.part or None,
        "what": entry.what or None,
        "urgency": entry.urgency.value,
        "role": entry.role.value,
        "units": list(entry.units),
        "day": entry.day.isoformat() if entry.day else None,
        "since": entry.since.isoformat() if entry.since else None,
        "days": entry.days,
        "steps": [{"step": one.name, "on": one.on.isoformat()} for one in entry.steps],
        "next": entry.next,
    }
