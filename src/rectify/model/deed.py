"""A deed: what somebody did to an issue, as a later action may ask for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rectify.model.event import Event


class Deed(NamedTuple):
    """An event, with who did it and when.

    `actor` is the name as recorded, `login` the `login@host` it was done from; `run` the number of its run, None for
    an action of the same run; `day` the business date where the event has one, else the day it was recorded on;
    `person` is the id of who that was then and `unit` the one they belonged to, where the register knew.
    """

    event: Event
    actor: str
    login: str
    day: date
    run: int | None = None
    person: str | None = None
    unit: str | None = None

    @property
    def place(self) -> str:
        """Where it stands in the trail, for whoever wants to look it up."""
        return "the same run" if self.run is None else f"run {self.run}"
