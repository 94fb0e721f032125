"""THE SESSION's memory: the state that a trail leads to, and what the register beside it says otherwise.

Whatever cannot be replayed, or leads to what no entry is, is an `InvalidTrail`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rectify.faults import InvalidTrail
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.terms import Severity

if TYPE_CHECKING:
    from rectify.model.event import Event, Run
    from rectify.model.flaw import Flaw
    from rectify.model.header import Header


def replayed_or_told(runs: Iterable[Run], trail: str) -> dict[str, dict[str, Any]]:
    """The entries as these runs leave them: all of the trail, or its first ones.

    Raises:
        InvalidTrail: a run does not fit the state it meets; told with the line of `trail` and the issue.
    """
    from rectify.model.event import Misfit, replay

    try:
        return replay(runs)
    except Misfit as misfit:
        line = misfit.number
        raise InvalidTrail(place=f"{trail}:{line}", why=misfit, line=line, issue=misfit.issue) from None


def edits_since(replayed: Mapping[str, dict[str, Any]], register: Register, trail: str) -> tuple[Event, ...]:
    """What was changed outside rectify since these entries were recorded in `trail`.

    Raises:
        InvalidTrail: an entry of the trail is none.
    """
    from rectify.model.event import hand_edits

    try:
        return hand_edits(replayed, register.entries())
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InvalidTrail(place=trail, why=f"an entry it leads to is none ({error})") from None


def register_after(runs: Iterable[Run], trail: str) -> Register:
    """The register as these runs leave it.

    Raises:
        InvalidTrail: they leave none.
    """
    return register_in(replayed_or_told(runs, trail), trail)


def register_in(entries: dict[str, dict[str, Any]], trail: str) -> Register:
    """The register of these entries.

    Raises:
        InvalidTrail: they are none.
    """
    from pydantic import ValidationError

    try:
        return Register.from_data(entries)
    except ValidationError as error:
        raise InvalidTrail(place=trail, why=f"an entry it leads to is none ({error.errors()[0]['msg']})") from None


def header_in(entries: dict[str, dict[str, Any]], trail: str) -> Header:
    """The header that the trail leads to; its gates are in force whatever the file says.

    Raises:
        InvalidTrail: it is none.
    """
    from pydantic import ValidationError

    from rectify.model.header import Header

    try:
        return Header.model_validate(entries.get(RESERVED_ID, {}))
    except ValidationError as error:
        raise InvalidTrail(place=trail, why=f"the header it leads to is none ({error.errors()[0]['msg']})") from None


def compared(
    runs: tuple[Run, ...], register: Register, chain: tuple[Flaw, ...], trail: str
) -> tuple[tuple[Event, ...], tuple[Flaw, ...]]:
    """The hand edits, by replay; a trail that cannot be replayed is one more flaw of the chain."""
    if not runs:
        return (), chain
    try:
        return edits_since(replayed_or_told(runs, trail), register, trail), chain
    except InvalidTrail as error:
        from rectify.model.flaw import Flaw, Place

        told, line, issue = (error.facts.get(name) for name in ("why", "line", "issue"))
        place = Place(trail, line if isinstance(line, int) else 0)
        message = f"the trail cannot be replayed: {told}"
        flaw = Flaw("trail-chain", Severity.DAMAGE, message, issue=str(issue) if issue else None, place=place)
        return (), (*chain, flaw)
