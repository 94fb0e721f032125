"""Events and runs: what one run did to each issue (留痕), and the run itself (one line of the trail).

- An event is made by comparing an issue before and after, never by hand; a note alone has no changes.
- A run is the actions that stand or fall together; it is recorded once and never rewritten.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from rectify.model.diff import Change, diff
from rectify.model.path import put, read_path

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of evidence an event brought in: digest, shown name, size in bytes."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Event:
    """What one run did to one issue. `on` is the business date (ISO); `issue` is an id or `register`."""

    verb: str
    issue: str
    reason: str | None = None
    text: str | None = None
    on: str | None = None
    changes: tuple[Change, ...] = ()
    evidence: tuple[Mention, ...] = ()

    def value_after(self, path: str) -> Any:
        """The new value this event gave a path; None when it did not touch it."""
        return next((change.after for change in self.changes if change.path == path), None)


@dataclass(frozen=True, slots=True)
class Run:
    """One line of the trail. The store fills `prev`, `seq`, `before` and `after` when it commits.

    `prev` holds the sha256 of the parent line's bytes; `before` and `after` those of the register
    file; `at` is UTC, RFC 3339; `outside` names entries edited by hand and not yet adopted.
    """

    at: str
    actor: str
    login: str
    host: str
    via: str
    tool: str
    events: tuple[Event, ...]
    batch_id: str | None = None
    outside: tuple[str, ...] = ()
    prev: tuple[str, ...] = ()
    seq: int = 0
    before: str = ""
    after: str = ""


def make_event(
    verb: str,
    entry: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    reason: str | None = None,
    text: str | None = None,
    on: str | None = None,
) -> Event:
    """The event that leads from `before` to `after` (JSON data of one entry; {} is not there yet)."""
    known = {item["sha256"] for item in before.get("evidence", ())}
    mentions = tuple(
        Mention(item["sha256"], item["name"], item["size"])
        for item in after.get("evidence", ())
        if item["sha256"] not in known
    )
    return Event(verb, entry, reason, text, on, diff(before, after), mentions)


def apply(event: Event, entries: dict[str, dict[str, Any]]) -> None:
    """Carry an event out on the JSON data of all entries, in place; the event itself shares nothing with them.

    Raises:
        LookupError, TypeError, ValueError: the event does not fit the state it meets.
    """
    entry = entries.setdefault(event.issue, {})
    for change in event.changes:
        put(entry, read_path(change.path), deepcopy(change.after))


def replay(runs: Iterable[Run]) -> dict[str, dict[str, Any]]:
    """The JSON data of every entry after these runs, in the order in which they came in.

    Raises:
        LookupError, TypeError, ValueError: a run does not fit the state it meets.
    """
    entries: dict[str, dict[str, Any]] = {}
    for run in runs:
        for event in run.events:
            apply(event, entries)
    return entries


def history(runs: Iterable[Run], entry: str) -> Iterator[tuple[Run, Event]]:
    """The runs that touched one entry, each with what it did to it."""
    for run in runs:
        for event in run.events:
            if event.issue == entry:
                yield run, event


def hand_edits(replayed: dict[str, dict[str, Any]], on_disk: dict[str, dict[str, Any]]) -> tuple[Event, ...]:
    """What was changed outside rectify, as the events that would adopt it.

    A deleted issue is an event whose changes all lead to null; it is never adopted.
    """
    events = (
        make_event("adopt", entry, replayed.get(entry, {}), on_disk.get(entry, {}))
        for entry in dict.fromkeys((*replayed, *on_disk))
    )
    return tuple(event for event in events if event.changes)
