"""THE EYE: events in words: which field, the old value, the new one, the reason, the files."""

from collections.abc import Collection, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.model.text import RESERVED_ID
from rectify.view.escape import shown
from rectify.view.sheet import Cell, Line, Tone, line
from rectify.view.values import NONE, shortened, value_words

MANY = 6
"""An entry that came in with more fields than this is told by their names alone."""


def when_words(at: str, zone: ZoneInfo) -> str:
    """A recorded time in a zone, to the minute; what is no time stands as it is."""
    try:
        return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return shown(at)


def business_words(event: Event, run: Run, zone: ZoneInfo) -> str:
    """` (on 2018-12-30)` when the business date is not the day of the record."""
    recorded = when_words(run.at, zone)[:10]
    return f" (on {shown(event.on)})" if event.on and event.on != recorded else ""


def event_lines(event: Event, *, indent: int, limit: int | None = None, skip: Collection[str] = ()) -> Iterator[Line]:
    """What an event changed, a line a field, then its text and reason.

    Args:
        event: what happened to one entry.
        indent: cells before each line.
        limit: shorten values to so many characters; None never does.
        skip: paths told elsewhere.
    """
    changes = [change for change in event.changes if change.path not in skip]
    if (is_arrival(event) or _is_header_from_nothing(event)) and len(changes) > MANY:
        names = ", ".join(shown(change.path) for change in changes)
        yield line(Cell(f"{len(changes)} fields", Tone.PLAIN), f": {shortened(names, limit)}", indent=indent)
    else:
        yield from (change_line(change, indent=indent, limit=limit) for change in changes)
    if event.text:
        yield line(f"“{shown(event.text)}”", indent=indent)
    if event.reason:
        yield line(Cell("reason: ", Tone.MUTED), shown(event.reason), indent=indent)


def change_line(change: Change, *, indent: int = 0, limit: int | None = None) -> Line:
    """`deadline.date: 2018-12-31 → 2019-12-31`."""
    before, after = (shortened(value_words(value) or NONE, limit) for value in (change.before, change.after))
    return line(Cell(f"{shown(change.path)}: ", Tone.MUTED), f"{before} → ", after, indent=indent)


def is_arrival(event: Event) -> bool:
    """True for the event an issue came in with: its id is new. Of the header an event alone cannot say it."""
    return any(change.path == "id" and change.before is None and change.after is not None for change in event.changes)


def is_departure(event: Event) -> bool:
    """True for the event an issue went away with: its id is gone, not some field alone."""
    return any(change.path == "id" and change.before is not None and change.after is None for change in event.changes)


def _is_header_from_nothing(event: Event) -> bool:
    return event.issue == RESERVED_ID and all(change.before is None for change in event.changes)
