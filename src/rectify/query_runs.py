"""QUESTIONS to a trail: which runs did what, by whom, when. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from rectify.model.event import Event, Run


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
            chosen.append(replace(run, events=events))
    return chosen


def _is_within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
