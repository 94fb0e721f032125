"""The moment of an action: what it may know besides the register and its own request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rectify.model.event import Event
from rectify.model.evidence import Evidence


def _no_past(_: str) -> Sequence[Event]:
    return ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Handed to `decide` by the session.

    `today` is the business day in the register's time zone, `recorded` the clock's own day there (it differs
    where a `today` was asked for); `actor` is the name as recorded;
    `attached` the evidence handed in with this action, hashed; `past` gives an issue's earlier events;
    `gone` are ids of issues that were deleted by hand: they are not given away.
    """

    today: date
    actor: str
    attached: tuple[Evidence, ...] = ()
    past: Callable[[str], Sequence[Event]] = _no_past
    recorded: date | None = None
    gone: tuple[str, ...] = ()
