"""QUESTIONS to a register: how many issues stand where. Pure; `today` is always given.

- Done is not closed: done is submitted, verified, on notice or closed; closed is struck off.
- Standing duties (长期坚持) are counted apart: no other figure of a count has them in it.
- Rebounded (反弹) is what was closed once and was reopened as a rebound, whatever became of it since; it is counted
  among what was ever closed.
- Overdue is judged as everywhere (`query`): the deadline's day passed before the issue was done. `late` are those of
  them that are not done even now.
- Kinds of issues are lists of their own (DOMAIN: problems and petitions; a task is a part of a problem): whoever counts
  them together says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.model.joined import counted, joined
from rectify.model.timing import is_late
from rectify.model.traits import TRAITS, Trait, timing_by
from rectify.query.groups import groups_in, trait_of
from rectify.terms import Basis, Kind, Outcome, Status

if TYPE_CHECKING:
    from rectify.model.columns import Column
    from rectify.model.issue import Issue
    from rectify.model.register import Register


class Count(NamedTuple):
    """How many of a group's issues stand where; `total` counts them all, `of` those that are no standing duties.

    `unfounded` and `merged` are closed without a cure of their own; `once_closed` are closed now or were before.
    """

    name: str
    total: int
    done: int
    closed: int
    standing: int
    overdue: int
    not_begun: int = 0
    late: int = 0
    unfounded: int = 0
    merged: int = 0
    rebounded: int = 0
    once_closed: int = 0
    standing_closed: int = 0
    standing_rebounded: int = 0

    @property
    def of(self) -> int:
        """The denominator of all but the standing duties."""
        return self.total - self.standing

    @property
    def in_progress(self) -> int:
        """Begun and not done."""
        return self.of - self.not_begun - self.done

    @property
    def waiting(self) -> int:
        """Done and not closed."""
        return self.done - self.closed


class Tally(NamedTuple):
    """Issues counted: in groups, which stand in the order in which they are met, all together, and by kind."""

    groups: list[Count]
    overall: Count
    kinds: Mapping[Kind, int]


_Figures = tuple[str, ...]
"""The figures of a count that an issue is counted in, by their names."""
_NAMES: Final = Count._fields[1:]


def tally(register: Register, places: Sequence[int], by: str, today: date, basis: Basis = Basis.CURRENT) -> Tally:
    """The counts of the issues at these places, by a group (`groups.py`); no issue is made.

    An issue may be in several groups, and counts once in all.
    """
    figures = _figures(register, today, basis).at(places)
    group, kinds = register.column(trait_of(by)).at(places), register.column("kind").at(places)
    own_name = cache(register.header.one_unit)
    names_of = cache(lambda code: groups_in(group.values[code], by, own_name))
    groups: dict[str, dict[int, int]] = {}
    for (code, told), number in counted([group, figures]).items():
        for name in names_of(code):
            rows = groups.setdefault(name, {})
            rows[told] = rows.get(told, 0) + number
    overall = {told: number for (told,), number in counted([figures]).items()}
    of_kind = {kinds.values[code]: number for (code,), number in counted([kinds]).items()}
    return Tally(
        [
            _count(name, ((figures.values[told], number) for told, number in rows.items()))
            for name, rows in groups.items()
        ],
        _count("all", ((figures.values[told], number) for told, number in overall.items())),
        {kind: of_kind[kind.value] for kind in Kind if kind.value in of_kind},
    )


def count(name: str, issues: Iterable[Issue], today: date, basis: Basis = Basis.CURRENT) -> Count:
    """The count of one group."""
    return _count(name, Counter(_figures_of(issue, today, basis) for issue in issues).items())


def counts(
    issues: Iterable[Issue], keys: Callable[[Issue], Iterable[str]], today: date, basis: Basis = Basis.CURRENT
) -> list[Count]:
    """One count a group, the groups in the order in which they are met; an issue may be in several."""
    groups: dict[str, Counter[_Figures]] = {}
    for issue in issues:
        figures = _figures_of(issue, today, basis)
        for key in keys(issue):
            groups.setdefault(key, Counter())[figures] += 1
    return [_count(name, rows.items()) for name, rows in groups.items()]


def _figures(register: Register, today: date, basis: Basis) -> Column:
    """The figures that each issue is counted in; no issue is made."""
    asked = [register.column(name).told(ask) for name, ask in _asked(today, basis)]
    return joined(asked).told(lambda told: list(_counted_in(*told)))


def _figures_of(issue: Issue, today: date, basis: Basis) -> _Figures:
    return _counted_in(*(ask(TRAITS[name](issue)) for name, ask in _asked(today, basis)))


def _asked(today: date, basis: Basis) -> tuple[tuple[str, Callable[[Trait], Trait]], ...]:
    """The traits that a count rests on, each with all that is asked of it: few values, so that they go together."""
    return (
        (timing_by(basis), lambda timing: [*timing[:2], is_late(timing, today)]),
        ("status", lambda status: status if status in (Status.OPEN, Status.CLOSED) else None),
        ("outcome", lambda outcome: outcome if outcome in (Outcome.UNFOUNDED, Outcome.MERGED) else None),
        ("record", lambda record: record[1:3]),
    )


def _counted_in(timing: Trait, status: Trait, outcome: Trait, past: Trait) -> _Figures:
    """The figures that an issue is counted in of which this is told."""
    (is_done, is_standing, is_overdue), (has_closures, has_rebounded) = timing, past
    is_closed = status == Status.CLOSED
    if is_standing:
        told = {"standing": True, "standing_closed": is_closed, "standing_rebounded": has_rebounded}
    else:
        told = {
            "done": is_done,
            "closed": is_closed,
            "overdue": is_overdue,
            "not_begun": status == Status.OPEN,
            "late": is_overdue and not is_done,
            "unfounded": is_closed and outcome == Outcome.UNFOUNDED,
            "merged": is_closed and outcome == Outcome.MERGED,
            "rebounded": has_rebounded,
            "once_closed": is_closed or has_closures,
        }
    return ("total", *(name for name, is_so in told.items() if is_so))


def _count(name: str, rows: Iterable[tuple[Iterable[str], int]]) -> Count:
    """The count of a group: how many of it are counted in which figures."""
    sums = dict.fromkeys(_NAMES, 0)
    for figures, number in rows:
        for figure in figures:
            sums[figure] += number
    return Count(name, **sums)
