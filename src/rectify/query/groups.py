"""QUESTIONS to a register: the groups that issues are counted in, and the names of units. Pure."""

from collections.abc import Iterable

from rectify.model.header import Header
from rectify.model.issue import Issue


def group_of(issue: Issue, by: str, header: Header) -> tuple[str, ...]:
    """The groups an issue is counted in: its responsible units (else its lead unit), its tags, or one field.

    A unit is counted by its own name in the header, whatever alias the issue has for it.
    """
    if by == "unit":
        named = (name for name in issue.units.responsible or (issue.units.lead,) if name)
        names: tuple[str | None, ...] = tuple(dict.fromkeys(header.unit_name(name) or name for name in named))
    elif by == "tag":
        names = issue.tags
    else:
        names = (getattr(issue, by),)
    return tuple(str(name) for name in names if name) or (f"no {by}",)


def all_names_of(header: Header, units: Iterable[str]) -> frozenset[str]:
    """Every name and alias the header has for these units, and the names themselves."""
    names = set(units)
    for name in tuple(names):
        own = header.unit_name(name)
        if own is not None:
            names |= {own, *header.units[own]}
    return frozenset(names)
