"""QUESTIONS to a trail: what was done to an issue, by whom, and of which unit they were then. Pure.

People move between units. Who did the work when they belonged to the responsible unit has worked for it, whatever the
header says today; so each deed carries the unit that its actor had at that time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from rectify.model.bare import BARE_HEADER
from rectify.model.deed import Deed
from rectify.model.event import Event, Misfit, Run, apply
from rectify.model.light import light
from rectify.model.names import RESERVED_ID

if TYPE_CHECKING:
    from rectify.model.header import Header


def deeds_by_entry(
    runs: Iterable[Run],
    day_of: Callable[[Run], date],
    entries: Collection[str] | None = None,
    header: Header | None = None,
) -> dict[str, list[Deed]]:
    """What was done to each entry, oldest first.

    Args:
        runs: the trail, or its first runs.
        day_of: the day a run was recorded on, in the register's time zone.
        entries: the entries asked for, each of which is there; all when None.
        header: the present one, which needs no judgement where the trail has it.
    """
    deeds: dict[str, list[Deed]] = {entry: [] for entry in entries or ()}
    people = _People(header)
    for run in runs:
        is_wanted = [entries is None or event.issue in deeds for event in run.events]
        person, unit = people.who_was(run.actor) if any(is_wanted) else (None, None)
        for event, is_one in zip(run.events, is_wanted, strict=True):
            if is_one:
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
    """The people as the header had them, while the trail goes by.

    A state of the header is judged when somebody is asked for, and not at all when it is the present one, which was
    accepted: so a question about few entries needs no model.
    """

    def __init__(self, present: Header | None) -> None:
        self._present = _in_order(present.data()) if present else None
        self._entries: dict[str, dict[str, Any]] = {}
        self._known: dict[str, tuple[str | None, str | None]] = {}
        self._header = BARE_HEADER
        self._states: list[str] = []

    def learn(self, event: Event) -> None:
        """Take in a change of the header; one that makes no header leaves the people as they were."""
        try:
            apply(event, self._entries)
        except Misfit:
            return  # damage is told by whoever verifies the trail
        data = self._entries[RESERVED_ID]
        if data.get("people") or self._states or self._header.people:  # else there is nobody, before and after
            self._states.append(json.dumps(data))
            self._known = {}

    def who_was(self, actor: str) -> tuple[str | None, str | None]:
        """The id and the unit, by its own name, of an actor at that time; None twice for a stranger."""
        if actor not in self._known:
            header = self._header = self._last_header()
            person = header.person_of(actor)
            self._known[actor] = (person.id, header.one_unit(person.unit)) if person else (None, None)
        return self._known[actor]

    def _last_header(self) -> Header:
        """The last state that made a header, of those since it was asked for."""
        states, self._states = self._states, []
        found = (self._accepted(json.loads(text)) for text in reversed(states))
        return next((header for header in found if header), self._header)

    def _accepted(self, data: dict[str, Any]) -> Header | None:
        if _in_order(data) == self._present:
            return cast("Header", light("Header")(data))
        from pydantic import ValidationError

        from rectify.model.header import Header

        try:
            return Header.model_validate(data)
        except ValidationError:
            return None


def _in_order(data: dict[str, Any]) -> str:
    """The data as text, whatever the order of its keys; a text tells 1 from true."""
    return json.dumps(data, sort_keys=True)
