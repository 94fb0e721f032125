"""QUESTIONS to a register: the groups that issues are counted in, and the names of units. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from rectify.model.traits import TRAITS, Trait

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue

UNIT: Final = "unit"
TAG: Final = "tag"


def trait_of(by: str) -> str:
    """The name of the trait that issues are grouped by."""
    return {UNIT: "responsible", TAG: "tags"}.get(by, by)


def group_of(issue: Issue, by: str, header: Header) -> tuple[str, ...]:
    """The groups an issue is counted in: its responsible units (else its lead unit), its tags, or one field.

    A unit is counted by its own name in the header, whatever alias the issue has for it.
    """
    return groups_in(TRAITS[trait_of(by)](issue), by, header.one_unit)


def groups_in(trait: Trait, by: str, own_name: Callable[[str], str | None]) -> tuple[str, ...]:
    """The groups of all issues with this trait; `own_name` is the header's name of a unit."""
    names = trait if isinstance(trait, list) else [trait]
    if by == UNIT:
        names = list(dict.fromkeys(map(own_name, names)))
    return tuple(name for name in names if name) or (f"no {by}",)


def all_names_of(header: Header, units: Iterable[str]) -> frozenset[str]:
    """Every name and alias the header has for these units, and the names themselves."""
    names = set(units)
    for name in tuple(names):
        own = header.unit_name(name)
        if own is not None:
            names |= {own, *header.units[own]}
    return frozenset(names)
