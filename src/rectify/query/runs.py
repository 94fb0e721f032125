"""QUESTIONS to a trail: which runs did what, by whom, when, and which of them still stand. Pure.

- An undo is a run like any other; its events say in their text which run they undo.
- A run and its undo take each other away; an undo of an undo lets the first run stand again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rectify.model.event import Event, Run
from rectify.terms import Via

_UNDOES = r"(?a)undoes run ([1-9]\d{0,15})\Z"


class TrailView(NamedTuple):
    """A trail as questions see it: its runs, oldest first, and how to speak of them.

    `name` is what the register is called, `file` what the file of the trail is; `day_of` tells the day a run was
    recorded on, in the register's time zone.
    """

    runs: Sequence[Run]
    name: str
    file: str
    day_of: Callable[[Run], date]


def chosen_runs(
    runs: Iterable[Run],
    *,
    entries: frozenset[str],
    actors: frozenset[str],
    verbs: frozenset[str],
    since: date | None,
    until: date | None,
    day_of: Callable[[Run], date],
) -> list[Run]:
    """The runs that meet every condition, each with only those of its events that do; an empty set takes all.

    Args:
        runs: the trail, oldest first.
        entries: ids of issues, or `register` for the header.
        actors: names as recorded.
        verbs: what was done.
        since: the first day of recording.
        until: the last.
        day_of: the day a run was recorded on.
    """

    def is_wanted(event: Event) -> bool:
        return (not entries or event.issue in entries) and (not verbs or event.verb in verbs)

    chosen = []
    for run in runs:
        if (actors and run.actor not in actors) or not _is_within(day_of(run), since, until):
            continue
        events = tuple(event for event in run.events if is_wanted(event))
        if events:
            chosen.append(run._replace(events=events))
    return chosen


def _is_within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def undo_text(seq: int) -> str:
    """What the events of an undo say: which run they undo."""
    return f"undoes run {seq}"


def undoes(run: Run) -> int | None:
    """The number of the run that this one undid; None when it is no undo."""
    said = (re.match(_UNDOES, event.text or "") for event in run.events) if run.via == Via.UNDO else ()
    return next((int(found[1]) for found in said if found), None)


def undone_by(runs: Iterable[Run], seq: int) -> int | None:
    """The number of the run by which this one is undone; None while it stands."""
    about = _about(runs)
    undos = [undo for undo, root in about.items() if undo > seq and root == about.get(seq, seq)]
    return undos[-1] if len(undos) % 2 else None


def standing_since(runs: Sequence[Run], seq: int) -> list[Run]:
    """The runs after one that still stand: without those that were undone since, and without their undos.

    An undo since then of what was done before `seq` stands; of several that went to and fro, the last.
    """
    about = _about(runs)
    undos = {undo: root for undo, root in about.items() if undo > seq}
    times, last = Counter(undos.values()), {root: undo for undo, root in undos.items()}

    def stands(run: Run) -> bool:
        root = about.get(run.seq, run.seq)
        is_even = times[root] % 2 == 0
        return is_even and root == run.seq if root > seq else not is_even and last[root] == run.seq

    return [run for run in runs if run.seq > seq and stands(run)]


def taken_in(runs: Sequence[Run]) -> int:
    """How many runs the trail begins with that took the register in as found: they changed nothing of it."""
    count = 0
    while count < len(runs) and runs[count].via == Via.ADOPT and _is_as_found(runs[count], runs[0]):
        count += 1
    return count


def _is_as_found(run: Run, first: Run) -> bool:
    is_from_nothing = all(change.before is None for event in run.events for change in event.changes)
    return run.before == run.after == first.before and is_from_nothing


def _about(runs: Iterable[Run]) -> dict[int, int]:
    """For the number of every undo the run it is about in the end: with an undo of an undo, what that one undid."""
    about: dict[int, int] = {}
    for run in runs:
        if (target := undoes(run)) is not None:
            about[run.seq] = about.get(target, target)
    return about
