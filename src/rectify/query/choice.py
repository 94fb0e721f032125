"""QUESTIONS to a register: which issues meet the conditions asked for. Pure; `today` is always given.

- Done is not closed: done is submitted, verified, on notice or closed; closed is struck off.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import days_left, is_overdue
from rectify.query.facts import facts
from rectify.terms import Basis, Kind, Status


@dataclass(frozen=True, slots=True)
class Filter:
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

    def takes(self, issue: Issue, today: date) -> bool:
        """True when the issue meets every condition."""
        return (
            (self.ids is None or issue.id in self.ids)
            and self._takes_words(issue)
            and (not self.is_overdue or is_overdue(issue, today, self.basis))
            and (self.due_by is None or self._is_due(issue, today, self.due_by))
            and (self.search is None or _folded(self.search) in _text_of(issue))
            and (self.where is None or self.where(facts(issue, today, self.basis)))
        )

    def _takes_words(self, issue: Issue) -> bool:
        return all(
            not wanted or bool(wanted & set(found))
            for wanted, found in (
                (self.statuses, (issue.status,)),
                (self.kinds, (issue.kind,)),
                (self.units, issue.units.all_names()),
                (self.persons, (issue.person,)),
                (self.categories, (issue.category,)),
                (self.rounds, (issue.round,)),
                (self.tags, issue.tags),
            )
        )

    def _is_due(self, issue: Issue, today: date, by: date) -> bool:
        left = days_left(issue, today, self.basis)
        return issue.status not in FINISHED and left is not None and 0 <= left <= (by - today).days


def _text_of(issue: Issue) -> str:
    parts = (issue.id, issue.title, issue.description, issue.official_no, issue.place, issue.person, issue.notes)
    names = (*issue.units.all_names(), *issue.tags, *(measure.text for measure in issue.measures))
    return _folded("\n".join(part for part in (*parts, *names) if part))


def _folded(text: str) -> str:
    return (text if text.isascii() else normalize("NFC", text)).casefold()
