"""The moment of an action: what it may know besides the register and its own request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.evidence import Evidence
    from rectify.model.people import Person


def _no_past(_: str) -> Sequence[Deed]:
    return ()


class Moment(NamedTuple):
    """Handed to `decide` by the session.

    `today` is the business day in the register's time zone, `recorded` the clock's own day there (it differs
    where a `today` was asked for); `actor` is the name as recorded, `person` who that is where the register knows;
    `attached` the evidence handed in with this action, hashed; `past` gives what was done to an issue, oldest first,
    those of the same run included;
    `gone` are ids of issues that were deleted by hand: they are not given away.
    """

    today: date
    actor: str
    attached: tuple[Evidence, ...] = ()
    past: Callable[[str], Sequence[Deed]] = _no_past
    recorded: date | None = None
    gone: tuple[str, ...] = ()
    person: Person | None = None
