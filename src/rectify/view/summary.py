"""THE EYE: counts by group; every count with its denominator and its day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rectify.query import Count
from rectify.terms import Basis, Status
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.labels import STATUS_WORDS, number_of
from rectify.view.sheet import Cell, Column, Sheet, Tone

_COLUMNS = (
    Column("TOTAL", "total", is_right=True, is_number=True),
    Column("STANDING", "standing", drop_below=0, is_right=True, is_number=True),
    Column("DONE", "done", is_right=True, is_number=True),
    Column("CLOSED", "closed", is_right=True, is_number=True),
    Column("OVERDUE", "overdue", is_right=True, is_number=True),
)


def summary_sheet(
    counts: Sequence[Count], overall: Count, *, by: str, as_of: date, basis: Basis = Basis.CURRENT
) -> Sheet:
    """Counts by category, unit, status or any field, the whole register in the last row.

    Args:
        counts: one for each group.
        overall: the count of all issues; each issue counts once.
        by: the field they are grouped by.
        as_of: the day they are of.
        basis: which deadline overdue is counted against.
    """
    columns = (Column(shown(by).upper(), shown(by), weight=1), *_COLUMNS)
    rows = tuple(_row(count, Cell(_name(count.name, by), raw=shown(count.name))) for count in counts)
    whole = _row(overall, Cell("all", Tone.STRONG))
    foot = (
        f"{number_of(overall.total, 'issue')}, {overall.standing} of them standing · as of {as_of}",
        "done: submitted, verified, on notice or closed · closed: struck off",
        "standing duties are counted apart: done, closed and overdue are out of total - standing",
        f"overdue: {_overdue_words(basis)}",
    )
    more = ("an issue of several groups counts in each, and once in all",) if _overlap(counts, overall) else ()
    return Sheet(columns, (*rows, whole), foot=(*foot, *more))


def summary_json(
    counts: Sequence[Count],
    overall: Count,
    *,
    by: str,
    as_of: date,
    basis: Basis = Basis.CURRENT,
    runs: int | None = None,
    head: str | None = None,
) -> str:
    """Counts by group; `of` is the denominator of done, closed and overdue: standing issues are counted apart.

    `runs` and `head` are the length of the trail and the sha256 of its last line. Without a trail `head` is null; with
    a damaged last line `runs` is.
    """
    facts = {"as_of": as_of.isoformat(), "by": by, "basis": basis.value, "overall": _data(overall)}
    return envelope({**facts, "runs": runs, "head": head}, "counts", (_data(count) for count in counts))


def _data(count: Count) -> dict[str, Any]:
    of = {"name": count.name, "total": count.total, "standing": count.standing, "of": count.total - count.standing}
    return of | {"done": count.done, "closed": count.closed, "overdue": count.overdue}


def _row(count: Count, name: Cell) -> tuple[Cell, ...]:
    of = count.total - count.standing
    late = Tone.LATE if count.overdue else Tone.PLAIN
    return (
        name,
        Cell(str(count.total)),
        Cell(str(count.standing), Tone.PLAIN if count.standing else Tone.MUTED),
        _share(count.done, of, Tone.DONE if of and count.done == of else Tone.PLAIN),
        _share(count.closed, of, Tone.DONE if of and count.closed == of else Tone.PLAIN),
        _share(count.overdue, of, late),
    )


def _share(part: int, of: int, tone: Tone) -> Cell:
    return Cell(f"{part}/{of}" if of else "", tone, raw=str(part))


def _name(name: str, by: str) -> str:
    return STATUS_WORDS[Status(name)] if by == "status" and name in set(Status) else shown(name) or f"no {shown(by)}"


def _overlap(counts: Sequence[Count], overall: Count) -> bool:
    return sum(count.total for count in counts) > overall.total


def _overdue_words(basis: Basis) -> str:
    which = "original deadline" if basis is Basis.ORIGINAL else "deadline"
    return f"the day of the {which} passed before the issue was done; without a certain day it is not overdue"
