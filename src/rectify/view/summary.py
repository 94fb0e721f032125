"""THE EYE: counts by group; every count with its denominator and its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.terms import Basis, Kind, Status
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.labels import STATUS_WORDS, number_of
from rectify.view.sheet import Cell, Column, Sheet, Tone

if TYPE_CHECKING:
    from rectify.query.counts import Count

_COLUMNS = (
    Column("TOTAL", "total", is_right=True, is_number=True),
    Column("STANDING", "standing", drop_below=0, is_right=True, is_number=True),
    Column("DONE", "done", is_right=True, is_number=True),
    Column("CLOSED", "closed", is_right=True, is_number=True),
    Column("OVERDUE", "overdue", is_right=True, is_number=True),
    Column("REBOUNDED", "rebounded", drop_below=1, is_right=True, is_number=True),  # goes where all do not fit
)


def summary_sheet(
    counts: Sequence[Count],
    overall: Count,
    *,
    by: str,
    as_of: date,
    kinds: Mapping[Kind, int] | None = None,
    basis: Basis = Basis.CURRENT,
) -> Sheet:
    """Counts by category, unit, status or any field, the whole register in the last row.

    Args:
        counts: one for each group.
        overall: the count of all issues; each issue counts once.
        by: the field they are grouped by.
        as_of: the day they are of.
        kinds: how many of all are of which kind.
        basis: which deadline overdue is counted against.
    """
    columns = (Column(shown(by).upper(), shown(by), weight=1, narrowest=8), *_COLUMNS)
    rows = tuple(_row(count, Cell(_name(count.name, by), raw=shown(count.name))) for count in counts)
    whole = _row(overall, Cell("all", Tone.STRONG))
    foot = (
        f"{number_of(overall.total, 'issue')}, {overall.standing} of them standing · as of {as_of}",
        *_kind_words(kinds or {}),
        "done: submitted, verified, on notice or closed · closed: struck off",
        "standing duties are counted apart: done, closed and overdue are out of total - standing",
        f"overdue: {_overdue_words(basis)}",
        "rebounded: reopened because the problem came back, out of what was ever closed, standing duties left out",
    )
    more = ("an issue of several groups counts in each, and once in all",) if _overlap(counts, overall) else ()
    return Sheet(columns, (*rows, whole), foot=(*foot, *more))


def summary_json(
    counts: Sequence[Count],
    overall: Count,
    *,
    by: str,
    as_of: date,
    kinds: Mapping[Kind, int] | None = None,
    basis: Basis = Basis.CURRENT,
    runs: int | None = None,
    head: str | None = None,
) -> str:
    """Counts by group; `of` is the denominator of done, closed and overdue: standing issues are counted apart.

    That of `rebounded` is `once_closed`. `kinds` says how many of all are of which kind.

    `runs` and `head` are the length of the trail and the sha256 of its last line. Without a trail `head` is null; with
    a damaged last line `runs` is.
    """
    facts = {"as_of": as_of.isoformat(), "by": by, "basis": basis.value, "overall": _data(overall)}
    told = {kind.value: number for kind, number in (kinds or {}).items()}
    return envelope({**facts, "kinds": told, "runs": runs, "head": head}, "counts", (_data(count) for count in counts))


def _data(count: Count) -> dict[str, Any]:
    of = {"name": count.name, "total": count.total, "standing": count.standing, "of": count.of}
    back = {"rebounded": count.rebounded, "once_closed": count.once_closed}
    return of | {"done": count.done, "closed": count.closed, "overdue": count.overdue} | back


def _row(count: Count, name: Cell) -> tuple[Cell, ...]:
    of = count.of
    late = Tone.LATE if count.overdue else Tone.PLAIN
    return (
        name,
        Cell(str(count.total)),
        Cell(str(count.standing), Tone.PLAIN if count.standing else Tone.MUTED),
        _share(count.done, of, Tone.DONE if of and count.done == of else Tone.PLAIN),
        _share(count.closed, of, Tone.DONE if of and count.closed == of else Tone.PLAIN),
        _share(count.overdue, of, late),
        _share(count.rebounded, count.once_closed, Tone.LATE if count.rebounded else Tone.PLAIN),
    )


def _share(part: int, of: int, tone: Tone) -> Cell:
    return Cell(f"{part}/{of}" if of else "", tone, raw=str(part))


def _name(name: str, by: str) -> str:
    return STATUS_WORDS[Status(name)] if by == "status" and name in set(Status) else shown(name) or f"no {shown(by)}"


def _kind_words(kinds: Mapping[Kind, int]) -> Iterator[str]:
    """Kinds are lists of their own: counted together, it is said what was put together."""
    if len(kinds) > 1:
        told = ", ".join(number_of(number, kind.value) for kind, number in kinds.items())
        yield f"several kinds are counted together: {told}; a task is a part of a problem; --kind counts one of them"


def _overlap(counts: Sequence[Count], overall: Count) -> bool:
    return sum(count.total for count in counts) > overall.total


def _overdue_words(basis: Basis) -> str:
    which = "original deadline" if basis is Basis.ORIGINAL else "deadline"
    return f"the day of the {which} passed before the issue was done; without a certain day it is not overdue"
