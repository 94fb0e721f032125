"""QUESTIONS to a register: which issues meet the conditions asked for. Pure; `today` is always given.

- Done is not closed: done is submitted, verified, on notice or closed; closed is struck off.
- What a trait can answer is asked of traits, once a value; only what is left is asked of whole issues.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from rectify.model.columns import all_of, places
from rectify.model.timing import is_late, left_by
from rectify.model.traits import Test, meets, timing_by
from rectify.terms import Basis, Kind, Status

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.register import Register


class Filter(NamedTuple):
    """Which issues to take; every condition given must hold, and one of several values of one condition.

    `ids` may be given and empty (a pipe with nothing in it): then there are none to take.
    """

    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    units: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None
    is_overdue: bool = False
    basis: Basis = Basis.CURRENT
    due_by: date | None = None
    search: str | None = None
    where: Callable[[Mapping[str, Any]], bool] | None = None

    def choose(self, register: Register, today: date) -> list[Issue]:
        """The issues that meet every condition, in the order of the file."""
        return list(register.by_id.at(self.places(register, today)))

    def places(self, register: Register, today: date, *also: Test) -> Sequence[int]:
        """The places of the issues that meet every condition, in their order.

        Args:
            register: no issue of it is made but for `ids`, `search` and `where`.
            today: the day it is judged on.
            also: more tests that must hold.
        """
        if self.ids is not None:
            return self._places_of_ids(self.ids, register, today, also)
        flags = [register.column(name).flags(test) for name, test in (*self.tests(today), *also)]
        found = _places(all_of(flags)) if flags else range(len(register))
        if self.search is None and self.where is None:
            return found
        issues = zip(found, register.by_id.at(found), strict=True)
        return [place for place, issue in issues if self._takes_whole(issue, today)]

    def takes(self, issue: Issue, today: date) -> bool:
        """True when one issue meets every condition."""
        return (
            (self.ids is None or issue.id in self.ids)
            and all(meets(issue, test) for test in self.tests(today))
            and self._takes_whole(issue, today)
        )

    def tests(self, today: date) -> Iterator[Test]:
        """The conditions that a trait can answer."""
        for name, wanted in self._words():
            if wanted:
                yield name, wanted.__contains__
        for name, wanted in (("units", self.units), ("tags", self.tags)):
            if wanted:
                yield name, partial(_has_one_of, wanted)
        if self.is_overdue:
            yield timing_by(self.basis), partial(_is_late, today)
        if self.due_by is not None:
            yield timing_by(self.basis), partial(_is_due, today, (self.due_by - today).days)

    def _words(self) -> Iterator[tuple[str, frozenset[Any]]]:
        yield "status", self.statuses
        yield "kind", self.kinds
        yield "person", self.persons
        yield "category", self.categories
        yield "round", self.rounds

    def _places_of_ids(
        self, ids: Collection[str], register: Register, today: date, also: Sequence[Test]
    ) -> Sequence[int]:
        found = (
            id_
            for id_ in ids
            if (issue := register.by_id.get(id_))
            and self.takes(issue, today)
            and all(meets(issue, test) for test in also)
        )
        return sorted(map(register.by_id.place_of, found))

    def _takes_whole(self, issue: Issue, today: date) -> bool:
        """True when it meets the conditions that no trait answers."""
        if self.search is not None and _folded(self.search) not in _text_of(issue):
            return False
        if self.where is None:
            return True
        from rectify.query.facts import facts  # few ask for it

        return self.where(facts(issue, today, self.basis))


def overdue_at(register: Register, places: Sequence[int], today: date, basis: Basis = Basis.CURRENT) -> int:
    """How many of the issues at these places are overdue; no issue is made."""
    timing = register.column(timing_by(basis))
    late = [is_late(value, today) for value in timing.values]
    return sum(map(late.__getitem__, timing.at(places).codes))


def _places(flags: bytes) -> Sequence[int]:
    """The places that have a 1; all of them, as so often, are no list."""
    return range(len(flags)) if flags.count(1) == len(flags) else list(places(flags))


def _has_one_of(wanted: frozenset[str], trait: Sequence[str]) -> bool:
    return not wanted.isdisjoint(trait)


def _is_late(today: date, timing: Sequence[Any]) -> bool:
    return is_late(timing, today)


def _is_due(today: date, within: int, timing: Sequence[Any]) -> bool:
    """True for a timing of what is not done, and due in so many days, today being day 0."""
    is_done, left = timing[0], left_by(timing, today)
    return not is_done and left is not None and 0 <= left <= within


def _text_of(issue: Issue) -> str:
    parts = (issue.id, issue.title, issue.description, issue.official_no, issue.place, issue.person, issue.notes)
    names = (*issue.units.all_names(), *issue.tags, *(measure.text for measure in issue.measures))
    return _folded("\n".join(part for part in (*parts, *names) if part))


def _folded(text: str) -> str:
    return (text if text.isascii() else normalize("NFC", text)).casefold()
