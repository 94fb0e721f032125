"""THE EYE: events in words: which field, the old value, the new one, the reason, the files."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Run
from rectify.model.names import RESERVED_ID
from rectify.view.escape import shown
from rectify.view.sheet import Cell, Line, Tone, line
from rectify.view.values import NONE, file_words, shortened, value_words

MANY = 6
"""An entry that came in with more fields than this is told by their names alone."""


def when_words(at: str, zone: ZoneInfo) -> str:
    """A recorded time in a zone, to the minute; what is no time stands as it is."""
    try:
        return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return shown(at)


def made_words(run: Run, event: Event, zone: ZoneInfo) -> str:
    """Who did it, and from where, on which business date, in which way: `王芳 (wang@desk) (on 2018-12-30), batch 年底`.

    The login stands where the actor has another name, the date where it is not the day of the record, the way
    where it is not plain.
    """
    at = f"{run.login}@{run.host}"
    who = shown(run.actor if run.actor == at else f"{run.actor} ({at})")
    on = f" (on {shown(event.on)})" if event.on and event.on != when_words(run.at, zone)[:10] else ""
    if run.batch_id is not None:
        return f"{who}{on}, batch {shown(run.batch_id)}"
    return f"{who}{on}" if run.via in ("cli", event.verb) else f"{who}{on}, via {shown(run.via)}"


def event_lines(event: Event, *, indent: int, limit: int | None = None, skip: Collection[str] = ()) -> Iterator[Line]:
    """What an event changed, a line a field, then its text and reason.

    Args:
        event: what happened to one entry.
        indent: cells before each line.
        limit: shorten values to so many characters; None never does.
        skip: paths told elsewhere.
    """
    changes = [change for change in event.changes if change.path not in skip]
    if len(changes) > MANY and (is_arrival(event) or _is_header_from_nothing(event)):
        names = ", ".join(shown(change.path) for change in changes)
        yield line(Cell(f"{len(changes)} fields", Tone.PLAIN), f": {shortened(names, limit)}", indent=indent)
    else:
        yield from (change_line(change, indent=indent, limit=limit) for change in changes)
    for mention in _handed_in_again(event) if event.evidence else ():
        words = file_words({"name": mention.name, "size": mention.size})
        yield line(Cell("handed in again: ", Tone.MUTED), words, indent=indent)
    if event.text:
        yield line(f"“{shown(event.text)}”", indent=indent)
    if event.reason:
        yield line(Cell("reason: ", Tone.MUTED), shown(event.reason), indent=indent)


def change_line(change: Change, *, indent: int = 0, limit: int | None = None) -> Line:
    """`deadline.date: 2018-12-31 → 2019-12-31`."""
    before, after = (
        shortened(_told(change.path, change.before), limit),
        shortened(_told(change.path, change.after), limit),
    )
    return line(Cell(f"{shown(change.path)}: ", Tone.MUTED), f"{before} → ", after, indent=indent)


def _told(path: str, value: Any) -> str:
    """A value, or that there is none; a list with nothing in it says so, of a unit that it has no other name."""
    if value == []:
        return "no other name" if path.startswith("units") else "none"
    if path == "units" and isinstance(value, Mapping):
        return ", ".join(f"{shown(str(unit))}: {_told('units.', part)}" for unit, part in value.items())
    return value_words(value) or NONE


def _handed_in_again(event: Event) -> Iterator[Mention]:
    """The files it mentions that are not among its changes: the issue had them already."""
    values = [change.after for change in event.changes if change.path.startswith("evidence")]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    new = {part.get("sha256") for part in parts if isinstance(part, dict)}
    return (mention for mention in event.evidence if mention.sha256 not in new)


def is_arrival(event: Event) -> bool:
    """True for the event an issue came in with: its id is new. Of the header an event alone cannot say it."""
    return any(change.path == "id" and change.before is None and change.after is not None for change in event.changes)


def is_departure(event: Event) -> bool:
    """True for the event an issue went away with: its id is gone, not some field alone."""
    return any(change.path == "id" and change.before is not None and change.after is None for change in event.changes)


def _is_header_from_nothing(event: Event) -> bool:
    return event.issue == RESERVED_ID and all(change.before is None for change in event.changes)
