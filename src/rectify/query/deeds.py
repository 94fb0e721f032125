"""QUESTIONS to a trail: what was done to an issue, by whom, and of which unit they were then. Pure.

People move between units. Who did the work when they belonged to the responsible unit has worked for it, whatever the
header says today; so each deed carries the unit that its actor had at that time.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError

from rectify.model.deed import Deed
from rectify.model.event import Event, Misfit, Run, apply
from rectify.model.header import Header
from rectify.model.text import RESERVED_ID


def deeds_by_entry(
    runs: Iterable[Run], day_of: Callable[[Run], date], entries: Collection[str] | None = None
) -> dict[str, list[Deed]]:
    """What was done to each entry, oldest first.

    Args:
        runs: the trail, or its first runs.
        day_of: the day a run was recorded on, in the register's time zone.
        entries: the entries asked for, each of which is there; all when None.
    """
    deeds: dict[str, list[Deed]] = {entry: [] for entry in entries or ()}
    people = _People()
    for run in runs:
        person, unit = people.who_was(run.actor)
        for event in run.events:
            if entries is None or event.issue in deeds:
                deed = Deed(
                    event, run.actor, f"{run.login}@{run.host}", _day(run, event, day_of), run.seq, person, unit
                )
                deeds.setdefault(event.issue, []).append(deed)
            if event.issue == RESERVED_ID:
                people.learn(event)
    return deeds


def _day(run: Run, event: Event, day_of: Callable[[Run], date]) -> date:
    """The business date where the event has one that can be read, else the day of recording."""
    try:
        return date.fromisoformat(event.on or "")
    except ValueError:
        return day_of(run)


class _People:
    """The people as the header had them, while the trail goes by."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Any]] = {}
        self._known: dict[str, tuple[str | None, str | None]] = {}
        self._header = Header()

    def learn(self, event: Event) -> None:
        """Take in a change of the header; one that makes no header leaves the people as they were."""
        try:
            apply(event, self._entries)
            self._header = Header.model_validate(self._entries[RESERVED_ID])
        except (Misfit, ValidationError):
            return  # damage is told by whoever verifies the trail
        self._known = {}

    def who_was(self, actor: str) -> tuple[str | None, str | None]:
        """The id and the unit, by its own name, of an actor at that time; None twice for a stranger."""
        if actor not in self._known:
            person = self._header.person_of(actor)
            self._known[actor] = (person.id, self._header.one_unit(person.unit)) if person else (None, None)
        return self._known[actor]
