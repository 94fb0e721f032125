"""THE EYE: the trail as people read it: who did what to which issue, when, old and new value."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.view.changes import event_lines, made_words, when_words
from rectify.view.escape import shown
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Column, Line, Page, Sheet, Tone, line
from rectify.view.values import raw_text
from rectify.view.width import cells, pad

Told = tuple[Run, Event]
"""An event with the run it is part of."""

_LONGEST = 40
"""A column of names is never set wider than this."""


class _Widths(NamedTuple):
    """How many cells the columns take."""

    run: int
    issue: int
    verb: int


def log_page(runs: Sequence[Run], *, zone: ZoneInfo, total: int, as_of: date, limit: int | None = None) -> Page:
    """Events one below the other, each with the number of its run and what it changed.

    Args:
        runs: with the events to show, in the order to show them.
        zone: the register's time zone; times are told in it.
        total: how many runs the trail holds.
        as_of: the day it was asked on.
        limit: shorten values to so many characters (a terminal); None never does.
    """
    told = [(run, event) for run in runs for event in run.events]
    widths = _widths(told)
    lines = [one for run, event in told for one in _event(run, event, zone, widths, has_issue=True, limit=limit)]
    counted = (
        f"{len(runs)} of {number_of(total, 'run')}, {number_of(len(told), 'event')}" if total else "The trail is empty"
    )
    foot = line(Cell(f"{counted} · times in {zone.key} · as of {as_of}", Tone.MUTED))
    return (*lines, line(), foot) if lines else (foot,)


def history_lines(told: Sequence[Told], *, zone: ZoneInfo, limit: int | None = None) -> list[Line]:
    """What happened to one issue, for its card."""
    widths = _widths(told)
    return [one for run, event in told for one in _event(run, event, zone, widths, limit=limit, indent=2)]


def log_sheet(runs: Sequence[Run]) -> Sheet:
    """A row a change (or an event without one), for csv and -o plain; times in UTC as recorded."""
    names = ("seq", "at", "actor", "login", "host", "via", "batch_id", "verb", "issue", "on")
    columns = (*names, "path", "before", "after", "text", "reason")
    told = ((run, event) for run in runs for event in run.events)
    rows = tuple(_row(run, event, change) for run, event in told for change in event.changes or (None,))
    return Sheet(tuple(Column(name.upper(), name, weight=1) for name in columns), rows)


def _widths(told: Sequence[Told]) -> _Widths:
    seq = _widest(_number(run) for run, _ in told)
    return _Widths(seq, _widest(event.issue for _, event in told), _widest(event.verb for _, event in told))


def _number(run: Run) -> str:
    return f"run {run.seq}"


def _widest(names: Iterable[str]) -> int:
    return min(max((cells(shown(name)) for name in names), default=0), _LONGEST)


def _event(
    run: Run,
    event: Event,
    zone: ZoneInfo,
    widths: _Widths,
    *,
    has_issue: bool = False,
    limit: int | None,
    indent: int = 0,
) -> Iterator[Line]:
    entry = (Cell(f"{pad(shown(event.issue), widths.issue)}  ", Tone.STRONG),) if has_issue else ()
    yield line(
        Cell(f"{pad(_number(run), widths.run)}  {when_words(run.at, zone)}  ", Tone.MUTED),
        *entry,
        Cell(f"{pad(shown(event.verb), widths.verb)}  ", Tone.ACTIVE),
        made_words(run, event, zone),
        indent=indent,
    )
    yield from event_lines(event, indent=indent + 4, limit=limit)


def _row(run: Run, event: Event, change: Change | None) -> tuple[Cell, ...]:
    made = (
        str(run.seq),
        run.at,
        run.actor,
        run.login,
        run.host,
        run.via,
        run.batch_id,
        event.verb,
        event.issue,
        event.on,
    )
    changed = (change.path, raw_text(change.before), raw_text(change.after)) if change else ("", "", "")
    texts = (*made, *changed, event.text, event.reason)
    return tuple(Cell(shown(text or "", multiline=True)) for text in texts)
