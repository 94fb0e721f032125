"""Events and runs: what one run did to each issue (留痕), and the run itself (one line of the trail).

- An event is made by comparing an issue before and after, never by hand; a note alone has no changes.
- A run is the actions that stand or fall together; it is recorded once and never rewritten.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from typing import Any, NamedTuple

from rectify.model.diff import Change, diff
from rectify.model.names import RESERVED_ID
from rectify.model.path import get, put, read_path

FORMAT = 1
_LONGEST = 60
"""A value is not told in more characters than this."""


class Mention(NamedTuple):
    """A piece of evidence an event brought in: digest, shown name, size in bytes."""

    sha256: str
    name: str
    size: int


class Event(NamedTuple):
    """What one run did to one issue. `on` is the business date (ISO); `issue` is an id or `register`.

    `evidence` are the files handed in with it, also those that the issue had already.
    """

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


class Run(NamedTuple):
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
    return Event(verb, entry, reason, text, on, diff(before, after), arrivals(known, after))


def arrivals(known: set[str], after: dict[str, Any]) -> tuple[Mention, ...]:
    """The evidence in the JSON data of an entry whose digests were not known before.

    An event may mention more: a file that its issue has already is mentioned again whenever it is handed in again.
    """
    return tuple(
        Mention(item["sha256"], item["name"], item["size"])
        for item in after.get("evidence", ())
        if item["sha256"] not in known
    )


class Misfit(ValueError):
    """A run that does not fit the state it meets: which entry, which path, what was expected and what was met.

    `number` is that of the run among those replayed (the line of the trail, when all of it was), `seq` its own; both
    are 0 until `replay` knows them. An entry nobody took in, or a path that leads nowhere, has no values.
    """

    def __init__(self, issue: str, path: str, why: str, expected: Any = None, met: Any = None) -> None:
        self.issue, self.path, self.expected, self.met = issue, path, expected, met
        self.number = self.seq = 0
        super().__init__(f"{issue} {path}: {why}" if path else f"{issue}: {why}")


def apply(event: Event, entries: MutableMapping[str, dict[str, Any]]) -> None:
    """Carry an event out on the JSON data of all entries, in place; the event itself shares nothing with them.

    Raises:
        Misfit: a value before the change is not the one it meets, or the event is about nothing that is there.
    """
    for misfit in misfits(event, entries):
        raise misfit


def misfits(event: Event, entries: MutableMapping[str, dict[str, Any]]) -> Iterator[Misfit]:
    """Carry an event out as `apply` does, and tell what does not fit instead of stopping there.

    A value that can be put is put all the same, so that one wrong value is told once, where it is.
    """
    entry = entries.get(event.issue)
    if entry is None:
        if not event.changes and event.issue != RESERVED_ID:
            yield Misfit(event.issue, "", "no run before has taken it in")
            return
        entry = entries[event.issue] = {}
    for change in event.changes:
        yield from _carry_out(change, event.issue, entry)


def replay(runs: Iterable[Run]) -> dict[str, dict[str, Any]]:
    """The JSON data of every entry after these runs, in the order in which they came in.

    Raises:
        Misfit: a run does not fit the state it meets; it tells the run's number.
    """
    entries: dict[str, dict[str, Any]] = {}
    for number, run in enumerate(runs, 1):
        try:
            for event in run.events:
                apply(event, entries)
        except Misfit as misfit:
            misfit.number, misfit.seq = number, run.seq
            raise
    return entries


def _carry_out(change: Change, issue: str, entry: dict[str, Any]) -> Iterator[Misfit]:
    try:
        steps = _steps(change.path)
        met = get(entry, steps)
        if not is_same_json(met, change.before):
            why = f"the run found {_in_short(change.before)}, but the runs before it left {_in_short(met)}"
            yield Misfit(issue, change.path, why, change.before, met)
        put(entry, steps, _own(change.after))
    except (LookupError, TypeError, ValueError):
        yield Misfit(issue, change.path, "there is no such place")


_steps = lru_cache(maxsize=4096)(read_path)  # a million runs name a few hundred paths


def is_same_json(one: Any, other: Any) -> bool:
    """True when two values are the same JSON; unlike in Python, `true` is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same_json(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(is_same_json, one, other))
    return bool(one == other) and isinstance(one, bool) is isinstance(other, bool)


def _own(value: Any) -> Any:
    """A copy of JSON data; several times faster than `deepcopy`."""
    if isinstance(value, dict):
        return {key: _own(part) for key, part in value.items()}
    return [_own(part) for part in value] if isinstance(value, list | tuple) else value


def _in_short(value: Any) -> str:
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def history(runs: Iterable[Run], entry: str) -> Iterator[tuple[Run, Event]]:
    """The runs that touched one entry, each with what it did to it."""
    for run in runs:
        for event in run.events:
            if event.issue == entry:
                yield run, event


def only_about(run: Run, entries: Collection[str]) -> Run | None:
    """A run with none but its events on these entries; None where it has none."""
    events = tuple(event for event in run.events if event.issue in entries)
    return run._replace(events=events) if events else None


def hand_edits(replayed: Mapping[str, dict[str, Any]], on_disk: Mapping[str, dict[str, Any]]) -> tuple[Event, ...]:
    """What was changed outside rectify, as the events that would adopt it.

    A deleted issue is an event whose changes all lead to null; it is never adopted. One entry is asked for at a time.
    """
    events = (
        make_event("adopt", entry, replayed.get(entry, {}), on_disk.get(entry, {}))
        for entry in (*replayed, *(entry for entry in on_disk if entry not in replayed))
    )
    return tuple(event for event in events if event.changes)
