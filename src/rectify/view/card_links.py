"""THE EYE: what an issue hangs together with, on its card: its tasks by place, petitions that come again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.terms import Basis, Kind, Status
from rectify.view.card_parts import Field, fields, section
from rectify.view.escape import shown
from rectify.view.labels import STATUS_TONES, STATUS_WORDS, urgency
from rectify.view.sheet import Block, Cell, Column, Sheet, Tone

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.query.links import Again, Links

_TASKS = (
    Column("PLACE", "place", weight=1, narrowest=6),
    Column("ID", "id"),
    Column("TITLE", "title", weight=3, narrowest=12),
    Column("UNIT", "unit", weight=2, drop_below=100),
    Column("STATUS", "status"),
    Column("LEFT", "left", drop_below=72),
)


def link_blocks(issue: Issue, links: Links, today: date, basis: Basis = Basis.CURRENT) -> tuple[Block, ...]:
    """The clock and the signals of a petition, and the tasks of a problem."""
    heading = "Petition" if issue.kind is Kind.PETITION else "Petitions"
    return (
        *section(heading, fields(*_petition(issue, links))),
        *section(_tasks_heading(links.tasks), _tasks(links.tasks, today, basis)),
    )


def links_data(links: Links) -> dict[str, Any]:
    """The links as JSON data: what is like the issue, whichever side says so; its tasks; petitions that repeat it."""
    tasks = [{"id": task.id, "place": task.place, "status": task.status.value} for task in links.tasks]
    return {"similar": list(links.similar), "tasks": tasks, "repeated_by": list(links.repeated_by)}


def _petition(issue: Issue, links: Links) -> Iterator[Field]:
    if issue.kind is Kind.PETITION:
        yield "received", issue.received_on.isoformat() if issue.received_on else Cell("on a day not known", Tone.SOON)
        yield "finding", issue.finding.value.replace("_", " ") if issue.finding else "not found yet"
        yield "repeats", shown(issue.repeats or "")
    if links.repeated_by:
        yield "repeated by", Cell(shown(", ".join(links.repeated_by)), Tone.LATE)
    if links.again:
        yield "its place", Cell(_again(links.again), Tone.SOON)


def _again(again: Again) -> str:
    place = shown(again.place) or "no place named"
    return f"{place}: repeat petitions {again.again} of {again.petitions}"


def _tasks_heading(tasks: Sequence[Issue]) -> str:
    closed = sum(task.status is Status.CLOSED for task in tasks)
    return f"Parts ({closed} of {len(tasks)} closed; it closes after them)"


def _tasks(tasks: Sequence[Issue], today: date, basis: Basis) -> list[Sheet]:
    rows = []
    for task in tasks:
        words, tone = urgency(task, today, basis)
        units = ", ".join(task.units.responsible)
        rows.append(
            (
                Cell(shown(task.place or "")),
                Cell(shown(task.id), Tone.STRONG),
                Cell(shown(task.title)),
                Cell(shown(units)),
                Cell(STATUS_WORDS[task.status], STATUS_TONES[task.status]),
                Cell(words, tone),
            )
        )
    return [Sheet(_TASKS, tuple(rows), indent=2)] if rows else []
