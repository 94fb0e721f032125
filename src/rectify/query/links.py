"""QUESTIONS to a register: how its issues hang together. Pure.

- Like issues (举一反三) are written down on one side and read from both.
- A problem has tasks, often one a place; it closes after them (DOMAIN: problem → task → measure is one to many).
- A petition may repeat an earlier one: who complains again is a signal that a cure did not hold, and it is counted
  by place. A petition counts once, whether it names the one it repeats, a like petition, or several of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.model.columns import all_of, places
from rectify.terms import Kind

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.register import Register
    from rectify.model.traits import Trait

NO_PLACE = ""
"""The place of petitions that name none."""


class Again(NamedTuple):
    """How often people complained at a place: `again` of its `petitions` repeat another or are like another."""

    place: str
    petitions: int
    again: int


class Links(NamedTuple):
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
    """Everything that each of these issues hangs together with, by id; no issue is made but those and their tasks."""
    wanted = {issue.id: issue for issue in issues}
    is_any_petition = any(issue.kind is Kind.PETITION for issue in wanted.values())
    naming, repeating = _namers(register, "similar", wanted), _namers(register, "repeats", wanted)
    spots = {one.place: one for one in again_by_place(register)} if is_any_petition else {}
    return {
        id_: Links(
            similar=_others(id_, (*issue.similar, *naming.get(id_, ()))),
            tasks=_by_place([one for one in register.tasks_of(id_) if one.id != id_]),
            repeats=issue.repeats,
            repeated_by=_others(id_, repeating.get(id_, ())),
            again=_again_of(issue, spots),
        )
        for id_, issue in wanted.items()
    }


def _namers(register: Register, field: str, wanted: Collection[str]) -> dict[str, list[str]]:
    """The ids of the issues that name each of those wanted in a field of one id or several."""
    ids, column, found = register.ids, register.column(field), dict[str, list[str]]()
    for place in places(column.flags(lambda trait: any(id_ in wanted for id_ in _named(trait)))):
        for id_ in _named(column[place]):
            found.setdefault(id_, []).append(ids[place])
    return found


def _named(trait: Trait) -> Sequence[str]:
    """The ids in a field, one or several."""
    return trait if isinstance(trait, list) else [trait] if trait else ()


def _again_of(issue: Issue, spots: Mapping[str, Again]) -> Again | None:
    return spots.get(issue.place or NO_PLACE) if issue.kind is Kind.PETITION else None


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
    petitions = register.column("kind").flags(lambda kind: kind == Kind.PETITION)
    told_again, spots = set(_told_again(register, petitions)), register.column("place")
    number = Counter(spots[place] or NO_PLACE for place in places(petitions)) if told_again else Counter()
    again = Counter(spots[place] or NO_PLACE for place in told_again)
    found = (Again(spot, count, again[spot]) for spot, count in number.items())
    return tuple(sorted((one for one in found if one.again), key=lambda one: -one.again))


def _told_again(register: Register, petitions: bytes) -> Iterator[int]:
    """The places of the petitions that repeat another one, or are like one that came in before them.

    No issue is made but of those that are said to be like another.
    """
    yield from places(all_of([petitions, register.column("repeats").flags(bool)]))
    similar = register.column("similar")
    for place in places(all_of([petitions, similar.flags(bool)])):
        for like in similar[place]:
            if like not in register.by_id:
                continue
            other = register.by_id.place_of(like)
            if petitions[other] and other != place:
                yield max(place, other, key=lambda one: _came(register, one))


def _came(register: Register, place: int) -> tuple[str, int]:
    """When a petition came in; unknown days come first, and those of one day as the register has them."""
    (issue,) = register.by_id.at([place])
    return str(issue.received_on or ""), place
