"""QUESTIONS to a register: how its issues hang together. Pure.

- Like issues (举一反三) are written down on one side and read from both.
- A problem has tasks, often one a place; it closes after them (DOMAIN: problem → task → measure is one to many).
- A petition may repeat an earlier one: who complains again is a signal that a cure did not hold, and it is counted
  by place. A petition counts once, whether it names the one it repeats, a like petition, or several of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.terms import Kind

NO_PLACE = ""
"""The place of petitions that name none."""


@dataclass(frozen=True, slots=True)
class Again:
    """How often people complained at a place: `again` of its `petitions` repeat another or are like another."""

    place: str
    petitions: int
    again: int


@dataclass(frozen=True, slots=True)
class Links:
    """What an issue hangs together with; ids in the order of the register.

    `similar` are those it names and those that name it; `tasks` what has it for a parent; `repeats` the petition
    that it repeats and `repeated_by` those that repeat it; `again` is its place's count, for a petition.
    """

    similar: tuple[str, ...] = ()
    tasks: tuple[Issue, ...] = ()
    repeats: str | None = None
    repeated_by: tuple[str, ...] = ()
    again: Again | None = None


NO_LINKS: Final = Links()
"""An issue seen alone."""


def links_of(register: Register, issues: Iterable[Issue]) -> dict[str, Links]:
    """Everything that each of these issues hangs together with, by id; the register is gone through once."""
    wanted = {issue.id for issue in issues}
    naming = _namers(register, wanted, lambda issue: issue.similar)
    children = _namers(register, wanted, lambda issue: (issue.parent,))
    repeating = _namers(register, wanted, lambda issue: (issue.repeats,))
    places = {one.place: one for one in again_by_place(register)}
    return {
        id_: Links(
            similar=_others(id_, (*register.by_id[id_].similar, *(one.id for one in naming[id_]))),
            tasks=_by_place(children[id_]),
            repeats=register.by_id[id_].repeats,
            repeated_by=tuple(one.id for one in repeating[id_]),
            again=_again_of(register.by_id[id_], places),
        )
        for id_ in wanted
    }


def _namers(
    register: Register, wanted: set[str], named: Callable[[Issue], Iterable[str | None]]
) -> dict[str, list[Issue]]:
    """The issues that name each of those wanted, themselves left out."""
    found: dict[str, list[Issue]] = {id_: [] for id_ in wanted}
    for issue in register.issues:
        for id_ in named(issue):
            if id_ in found and id_ != issue.id:
                found[id_].append(issue)
    return found


def _again_of(issue: Issue, places: Mapping[str, Again]) -> Again | None:
    return places.get(issue.place or NO_PLACE) if issue.kind is Kind.PETITION else None


def _others(id_: str, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(ids) if one != id_)


def _by_place(children: list[Issue]) -> tuple[Issue, ...]:
    """Those of a place together, the places in the order in which they are met."""
    places = list(dict.fromkeys(issue.place or NO_PLACE for issue in children))
    return tuple(sorted(children, key=lambda issue: places.index(issue.place or NO_PLACE)))


def circle_of(by_id: Mapping[str, Issue], id_: str, field: str, value: str) -> tuple[str, ...]:
    """The circle that would close if this issue had that value in a field of one id (`parent`, `repeats`).

    The ids from the issue round to itself; nothing when there is none. What is not on the register leads nowhere.
    """
    way = [id_]
    step: str | None = value
    while step is not None and step not in way:
        way.append(step)
        issue = by_id.get(step)
        step = getattr(issue, field) if issue else None
    return (*way, id_) if step == id_ else ()


def again_by_place(register: Register) -> tuple[Again, ...]:
    """Where people complained again, the places with the most first; those without a repeated petition left out."""
    petitions = [issue for issue in register.issues if issue.kind is Kind.PETITION]
    told_again = set(_told_again(register, petitions))
    places: dict[str, list[Issue]] = {}
    for issue in petitions:
        places.setdefault(issue.place or NO_PLACE, []).append(issue)
    found = (
        Again(place, len(members), sum(issue.id in told_again for issue in members))
        for place, members in places.items()
    )
    return tuple(sorted((one for one in found if one.again), key=lambda one: -one.again))


def _told_again(register: Register, petitions: Iterable[Issue]) -> Iterator[str]:
    """The petitions that repeat another one, or are like one that came in before them."""
    order = {id_: number for number, id_ in enumerate(register.by_id)}
    for issue in petitions:
        if issue.repeats:
            yield issue.id
        for like in issue.similar:
            other = register.by_id.get(like)
            if other is not None and other.kind is Kind.PETITION and other is not issue:
                yield max(issue, other, key=lambda one: _came(one, order)).id


def _came(issue: Issue, order: Mapping[str, int]) -> tuple[bool, str, int]:
    """When a petition came in; unknown days come first, and those of one day as the register has them."""
    return issue.received_on is not None, str(issue.received_on or ""), order[issue.id]
