"""THE EYE: a period in figures as tables for the terminal, and as one long table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rectify.model.timing import deadline_on
from rectify.query.flow import Step
from rectify.terms import Basis
from rectify.view import report_words as words
from rectify.view.escape import shown
from rectify.view.report_words import change, share, value_of
from rectify.view.sheet import Block, Cell, Column, Page, Row, Sheet, Tone, line

if TYPE_CHECKING:
    from rectify.query.counts import Count
    from rectify.query.flow import Flow
    from rectify.query.report import Group, Late, Part, Report
    from rectify.view.report_words import Figure

GROUP_FIGURES: Final = ("total", "standing", "done", "closed", "late", "rebounded")
"""What is told of each group."""
_TABLE: Final = ("list", "part", "group", "figure", "value", "of", "before", "before_of")
_LONG: Final = tuple(
    Column(name.upper(), name, is_number=name in ("value", "of", "before", "before_of")) for name in _TABLE
)


def report_page(report: Report, *, title: str, notes: Sequence[str]) -> Page:
    """Where each kind of issue stands, what happened to it, what is overdue, and the groups.

    Args:
        report: the figures.
        title: of the register.
        notes: what was chosen and what all rests on, for the foot; already shown text.
    """
    return (*_opening(report, title), *(block for part in report.parts for block in _part(report, part)), *_foot(notes))


def report_sheet(report: Report) -> Sheet:
    """A row a figure, the denominator beside it: `list, part, group, figure, value, of, before, before_of`."""
    return Sheet(_LONG, tuple(row for part in report.parts for row in _long(part)))


def late_cells(late: Late, basis: Basis) -> tuple[str, str, str, str, str, str]:
    """Id, title, units, deadline, the first deadline where it was another, days late; shown text."""
    issue, deadline = late.issue, deadline_on(late.issue, basis)
    first = issue.original_deadline
    earlier = first.date.isoformat() if first and first.date and first != deadline else ""
    day = deadline.date.isoformat() if deadline and deadline.date else ""
    return shown(issue.id), shown(issue.title), shown("、".join(late.units)), day, earlier, str(late.days)


def _opening(report: Report, title: str) -> Iterator[Block]:
    yield line(Cell(f"{shown(title)}", Tone.STRONG))
    yield line(f"{words.span_words(report.now)}; as of {report.now.as_of}")
    other = words.span_words(report.before) if report.before else words.NOT_ON_RECORD
    yield line(f"the period before: {other}")
    for remark in words.remarks(report):
        yield line(Cell(remark, Tone.SOON))
    if not report.parts:
        yield line("There is no such issue on the register.")


def _part(report: Report, part: Part) -> Iterator[Block]:
    _, many, chinese = words.KIND_WORDS[part.kind]
    yield line()
    yield line(Cell(f"{many} ({chinese})".upper(), Tone.STRONG))
    yield _figures(report, "Where they stand", list(_stock_rows(part)))
    yield from _sentences(words.apart_words(part))
    if part.flow is not None:
        yield _figures(report, "What happened in the period", list(_step_rows(part)), is_of_period=True)
        yield from _sentences(words.late_words(part.flow))
        yield line()
        yield line(Cell("From done to closed", Tone.STRONG))
        yield from _sentences(*words.gaps_of(part))
    if part.late:
        yield _late_sheet(part.late, report.wish.basis)
    for by, groups in part.groups.items():
        yield _group_sheet(by, groups, part)


def _sentences(*told: str) -> Iterator[Block]:
    yield from (line(one, hang=0) for one in told if one)


def _stock_rows(part: Part) -> Iterator[Row]:
    for figure, now, before in words.stock_of(part):
        of = value_of(part.now, figure.of) if figure.of else None
        of_before = value_of(part.before, figure.of) if figure.of and part.before else None
        earlier = "" if before is None else share(before, of_before)
        tone = Tone.LATE if now and figure.key in ("late", "rebounded") else Tone.PLAIN
        yield Cell(figure.label), Cell(earlier), Cell(share(now, of), tone), Cell(change(now, before))


def _step_rows(part: Part) -> Iterator[Row]:
    assert part.flow is not None  # noqa: S101 - the caller has asked
    for figure, now, before in words.steps_of(part.flow, part.flow_before):
        earlier = "" if before is None else str(before)
        yield Cell(figure.label), Cell(earlier), Cell(str(now)), Cell(change(now, before))


def _figures(report: Report, title: str, rows: Sequence[Row], *, is_of_period: bool = False) -> Sheet:
    now, before = report.now, report.before
    heads = (now.period.name, before.period.name if before else "BEFORE")
    if not is_of_period:
        heads = (str(now.as_of), str(before.as_of) if before else "BEFORE")
    columns = (
        Column("", "figure", weight=1),
        Column(heads[1], "before", is_right=True),
        Column(heads[0], "now", is_right=True),
        Column("CHANGE", "change", is_right=True),
    )
    return Sheet(columns, tuple(rows), title=title)


def _late_sheet(late: Sequence[Late], basis: Basis) -> Sheet:
    cells = [late_cells(one, basis) for one in late]
    has_first = any(one[4] for one in cells)
    columns = (
        Column("ID", "id"),
        Column("TITLE", "title", weight=3),
        Column("UNIT", "unit", weight=2, drop_below=70),
        Column("DEADLINE", "deadline"),
        *((Column("FIRST", "first_deadline", drop_below=80),) if has_first else ()),
        Column("DAYS LATE", "days_late", is_right=True),
    )
    kept = [(*one[:4], *(one[4:5] if has_first else ()), one[5]) for one in cells]
    title = f"Overdue and not done: {len(late)}"
    return Sheet(columns, tuple(tuple(Cell(text) for text in one) for one in kept), title=title)


def _group_sheet(by: str, groups: Sequence[Group], part: Part) -> Sheet:
    columns = (
        Column(by.upper(), by, weight=1),
        Column("TOTAL", "total", is_right=True),
        Column("STANDING", "standing", is_right=True, drop_below=76),
        Column("DONE", "done", is_right=True),
        Column("+/-", "done_change", is_right=True, drop_below=76),
        Column("CLOSED", "closed", is_right=True),
        Column("+/-", "closed_change", is_right=True, drop_below=76),
        Column("LATE", "late", is_right=True),
        Column("REBOUNDED", "rebounded", is_right=True),
    )
    rows = [_group_row(shown(one.now.name), one.now, one.before) for one in groups]
    whole = _group_row("all", part.now, part.before)
    foot = (words.OVERLAP,) if sum(one.now.total for one in groups) > part.now.total else ()
    return Sheet(columns, (*rows, whole), title=f"By {words.GROUP_WORDS[by]}", foot=foot)


def _group_row(name: str, now: Count, before: Count | None) -> Row:
    late = Tone.LATE if now.late else Tone.PLAIN
    return (
        Cell(name),
        Cell(str(now.total)),
        Cell(str(now.standing)),
        Cell(share(now.done, now.of)),
        Cell(change(now.done, before.done if before else None)),
        Cell(share(now.closed, now.of)),
        Cell(change(now.closed, before.closed if before else None)),
        Cell(share(now.late, now.of), late),
        Cell(share(now.rebounded, now.once_closed), Tone.LATE if now.rebounded else Tone.PLAIN),
    )


def _foot(notes: Sequence[str]) -> Iterator[Block]:
    yield line()
    for note in notes:
        yield line(Cell(note, Tone.MUTED))


# --- the long table ---


def _long(part: Part) -> Iterator[Row]:
    yield from (_long_row(part, ("stock", ""), figure, part.now, part.before) for figure in words.STOCK)
    if part.flow is not None:
        yield from _long_steps(part, part.flow)
    for name, gap in (("closed_after", part.closed_after), ("waiting_since", part.waiting_since)):
        yield _cells(part, "days", name, "median", gap.median, gap.judged, None, None)
        yield _cells(part, "days", name, "longest", gap.longest, gap.judged, None, None)
    for late in part.late:
        yield _cells(part, "overdue", late.issue.id, "days_late", late.days, None, None, None)
    for by, groups in part.groups.items():
        yield from (row for group in groups for row in _long_group(part, by, group))


def _long_steps(part: Part, flow: Flow) -> Iterator[Row]:
    for figure in words.STEPS:
        step = Step(figure.key)
        before = part.flow_before.steps[step] if part.flow_before else None
        yield _cells(part, "flow", "", figure.key, flow.steps[step], None, before, None)


def _long_group(part: Part, by: str, group: Group) -> Iterator[Row]:
    told = (figure for figure in words.STOCK if figure.key in GROUP_FIGURES)
    yield from (_long_row(part, (by, group.now.name), figure, group.now, group.before) for figure in told)


def _long_row(part: Part, at: tuple[str, str], figure: Figure, now: Count, before: Count | None) -> Row:
    of = value_of(now, figure.of) if figure.of else None
    of_before = value_of(before, figure.of) if before and figure.of else None
    value_before = value_of(before, figure.key) if before else None
    return _cells(part, *at, figure.key, value_of(now, figure.key), of, value_before, of_before)


def _cells(part: Part, *values: object) -> Row:
    return tuple(Cell("" if value is None else shown(_plain(value))) for value in (part.kind.value, *values))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
