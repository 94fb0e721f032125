"""QUESTIONS to a policy: what is in force, why, since which run; who may do what, and what nobody can do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rectify.model.diff import Change
from rectify.model.event import Event, misfits
from rectify.model.gates import gates_named
from rectify.model.lifecycle import GATES
from rectify.model.light import in_full
from rectify.model.names import RESERVED_ID
from rectify.model.offices import holdings, unmanned_levels
from rectify.model.presets import strayed
from rectify.terms import Profile, Verb

if TYPE_CHECKING:
    from rectify.model.deed import Deed
    from rectify.model.gates import Gate
    from rectify.model.header import Header
    from rectify.model.offices import Holding
    from rectify.model.policy import Policy

Key = tuple[str, str]
"""A part of the header: `("policy", "notice_days")`, `("people", "li")`, `("units", "县水务局")`."""

_OF_CHAIN: Final = frozenset({"levels", "notice_days", "calendar", "filing", "checklist"})
_OF_SEPARATION: Final = frozenset({"extension_limit", "lead_accepts"})


class Figure(NamedTuple):
    """A field of the policy: its value and the usual one as JSON data, and whether the profile goes by it."""

    name: str
    value: Any
    usual: Any
    is_in_force: bool


class Origin(NamedTuple):
    """The deed that last changed a part of the header; `is_found` when it was so as the register was taken in."""

    deed: Deed
    is_found: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A policy, explained. `strayed` are the fields that are no longer as its preset has them.

    `origins` has what the trail tells of each part; what was never set is not among them. `concerns` are sentences
    about what is missing or dangerous; `edits` what was changed in the file, and is not in force.
    """

    header: Header
    figures: tuple[Figure, ...]
    gates: tuple[tuple[Verb, tuple[Gate, ...]], ...]
    holdings: tuple[Holding, ...]
    origins: Mapping[Key, Origin]
    strayed: tuple[str, ...]
    concerns: tuple[str, ...]
    edits: tuple[Change, ...]
    has_trail: bool


def explain(header: Header, deeds: Sequence[Deed], found: int, edits: Iterable[Event] = ()) -> Explained:
    """The policy of a header.

    Args:
        header: the one in force.
        deeds: what was done to the header, oldest first.
        found: how many runs the trail begins with that took the register in as it was found.
        edits: the hand edits that are not adopted.
    """
    table = GATES[header.policy.profile]
    return Explained(
        header=header,
        figures=tuple(_figures(header.policy)),
        gates=tuple((verb, gates_named(names)) for verb, names in table.items()),
        holdings=holdings(header),
        origins=_origins(deeds, found),
        strayed=strayed(header.policy),
        concerns=tuple(concerns(header)),
        edits=tuple(change for event in edits if event.issue == RESERVED_ID for change in event.changes),
        has_trail=bool(deeds),
    )


def concerns(header: Header) -> Iterator[str]:
    """What nobody can do, and what is known to end badly."""
    policy = header.policy
    if gaps := [f"{' '.join(one.duty).strip()} ({' or '.join(one.roles)})" for one in holdings(header) if one.is_gap]:
        yield f"nobody can do: {', '.join(gaps)}; name somebody: rectify policy person ID --unit UNIT --role ROLE"
    for level in unmanned_levels(header):
        yield f"nobody of {level.unit} has the role accepting, so nothing passes {level.name}"
    if policy.separates_duties and policy.lead_accepts:
        yield (
            "the lead unit may accept its own work (lead_accepts): who rectifies is not who accepts, and where older "
            "practice let it, later look-backs punished it"
        )
    if policy.profile is Profile.CHAIN and not policy.notice_days:
        yield "no public notice is asked for (notice_days is 0): the public is not heard before closure"


def _figures(policy: Policy) -> Iterator[Figure]:
    value, usual = in_full("Policy", policy.data()), in_full("Policy", {})
    for name in usual:
        is_in_force = policy.profile is Profile.CHAIN or name not in _OF_CHAIN
        is_in_force = is_in_force and (policy.separates_duties or name not in _OF_SEPARATION)
        yield Figure(name, value[name], usual[name], is_in_force)


def _origins(deeds: Sequence[Deed], found: int) -> dict[Key, Origin]:
    """By replay: the last deed after which a part was another than before."""
    entries: dict[str, dict[str, Any]] = {}
    before: dict[Key, Any] = {}
    origins: dict[Key, Origin] = {}
    for deed in deeds:
        list(misfits(deed.event, entries))  # a trail that does not fit is told by check
        after = dict(_parts(deepcopy(entries.get(RESERVED_ID, {}))))
        for key in (*before, *after):
            if before.get(key) != after.get(key):
                origins[key] = Origin(deed, (deed.run or 0) <= found)
        before = after
    return origins


def _parts(header: Mapping[str, Any]) -> Iterator[tuple[Key, Any]]:
    yield from ((("policy", name), value) for name, value in header.get("policy", {}).items())
    yield from ((("people", str(person.get("id"))), person) for person in header.get("people", ()))
    yield from ((("units", name), aliases) for name, aliases in header.get("units", {}).items())
