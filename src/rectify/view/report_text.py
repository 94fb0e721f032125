"""THE EYE: a period in figures as a text in Markdown that an office can send: sentences, tables, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rectify.query.flow import Step
from rectify.view import report_words as words
from rectify.view.escape import shown
from rectify.view.labels import number_of
from rectify.view.markdown import md
from rectify.view.report import late_cells
from rectify.view.report_words import change, share, value_of

if TYPE_CHECKING:
    from rectify.query.counts import Count
    from rectify.query.report import Group, Part, Report


def report_text(report: Report, *, title: str, notes: Sequence[str], sources: Sequence[str]) -> str:
    """The whole text.

    Args:
        report: the figures.
        title: of the register.
        notes: which issues were chosen, and what is left out; sentences, already shown text.
        sources: what all rests on, and how it is made again; already Markdown.
    """
    parts = [
        *_opening(report, title, notes),
        *(block for part in report.parts for block in _part(report, part)),
        *_meanings(report),
        "## What the figures rest on",
        "\n".join(f"- {one}" for one in (*map(md, words.METHOD), *sources)),
    ]
    return "\n\n".join(parts) + "\n"


def _opening(report: Report, title: str, notes: Sequence[str]) -> Iterator[str]:
    now, before = report.now, report.before
    yield f"# {md(shown(title))}: report on {md(words.span_words(now).partition(',')[0])}"
    yield md(
        f"This report tells of {words.span_words(now)}. The figures are as of {now.as_of}. "
        + (f"They are compared with {words.span_words(before)}." if before else "The period before is not on record.")
    )
    yield from (md(told) for told in (*words.remarks(report), *notes))
    if not report.parts:
        yield "There is no such issue on the register."


def _part(report: Report, part: Part) -> Iterator[str]:
    _, many, chinese = words.KIND_WORDS[part.kind]
    yield f"## {many.capitalize()} ({chinese})"
    yield md(" ".join(_sentences(report, part)))
    yield "### Where they stand"
    heads = (_before(report), str(report.now.as_of))
    yield _table(("", *heads, "change"), _stock_rows(part), right=3)
    yield from (md(told) for told in (words.apart_words(part),) if told)
    if part.flow is not None:
        yield "### What happened in the period"
        before = report.before.period.name if report.before else words.NOT_ON_RECORD
        yield _table(("", before, report.now.period.name, "change"), _step_rows(part), right=3)
        yield from (md(told) for told in (words.late_words(part.flow),) if told)
        yield "### From done to closed"
        yield md(" ".join(words.gaps_of(part)))
    yield "### Overdue and not done, by name"
    yield _late(report, part) if part.late else "None."
    for by, groups in part.groups.items():
        yield f"### By {words.GROUP_WORDS[by]}"
        yield _groups(by, groups, part)


def _before(report: Report) -> str:
    return str(report.before.as_of) if report.before else words.NOT_ON_RECORD


def _sentences(report: Report, part: Part) -> Iterator[str]:
    """How the kind stands and what happened to it, in words."""
    one, many, _ = words.KIND_WORDS[part.kind]
    now, of = part.now, part.now.of
    yield (
        f"As of {report.now.as_of} there {'is' if now.total == 1 else 'are'} {number_of(now.total, one, many)} on the"
        f" register, {now.standing} of them standing duties, which are counted apart."
    )
    if of:
        yield (
            f"Of the others {_of(now.done, of)} are done, {_of(now.closed, of)} are closed, and {_of(now.late, of)} are"
            " overdue and not done."
        )
    if now.once_closed:
        yield f"Of what was ever closed, {_of(now.rebounded, now.once_closed)} rebounded."
    if part.flow:
        steps = part.flow.steps
        named = (Step.ADDED, Step.DONE, Step.CLOSED, Step.RETURNED, Step.REBOUNDED)
        told = ", ".join(f"{steps[step]} {words.label_of(step)}" for step in named)
        yield f"In the period: {told}."


def _of(part: int, of: int) -> str:
    return share(part, of, is_long=True, by=" of ")


def _stock_rows(part: Part) -> Iterator[Sequence[str]]:
    for figure, now, before in words.stock_of(part):
        of = value_of(part.now, figure.of) if figure.of else None
        of_before = value_of(part.before, figure.of) if figure.of and part.before else None
        earlier = "" if before is None else share(before, of_before, is_long=True)
        yield figure.label, earlier, share(now, of, is_long=True), change(now, before)


def _step_rows(part: Part) -> Iterator[Sequence[str]]:
    assert part.flow is not None  # noqa: S101 - the caller has asked
    for figure, now, before in words.steps_of(part.flow, part.flow_before):
        yield figure.label, "" if before is None else str(before), str(now), change(now, before)


def _late(report: Report, part: Part) -> str:
    heads = ("id", "title", "responsible unit", "deadline", "first deadline", "days late")
    return _table(heads, (late_cells(late, report.wish.basis) for late in part.late), right=1)


def _groups(by: str, groups: Iterable[Group], part: Part) -> str:
    heads = (words.GROUP_WORDS[by], "total", "standing", "done", "closed", "overdue, not done", "rebounded")
    rows = [_group(shown(one.now.name), one.now, one.before) for one in groups]
    return _table(heads, (*rows, _group("all", part.now, part.before)), right=6)


def _group(name: str, now: Count, before: Count | None) -> Sequence[str]:
    figures = (
        (now.done, now.of, before.done if before else None),
        (now.closed, now.of, before.closed if before else None),
        (now.late, now.of, before.late if before else None),
        (now.rebounded, now.once_closed, before.rebounded if before else None),
    )
    return name, str(now.total), str(now.standing), *(_changed(*one) for one in figures)


def _changed(now: int, of: int, before: int | None) -> str:
    """`3/47 (6.4 %), +1`."""
    told = change(now, before)
    return share(now, of, is_long=True) + (f", {told}" if told not in ("", "0") else "")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: int) -> str:
    """A table whose last `right` columns stand to the right; the cells are plain text."""
    marks = ["---"] * (len(heads) - right) + ["---:"] * right
    lines = [heads, marks, *([md(cell) or "–" for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(one)} |" for one in lines)


def _meanings(report: Report) -> Iterator[str]:
    yield "## What the figures mean"
    titles = ("Where they stand, at the end of the last day:", "In the period:")
    for title, figures in zip(titles, words.shown_in(report), strict=True):
        if figures:
            yield title
            yield "\n".join(_meaning(report, figure) for figure in figures)


def _meaning(report: Report, figure: words.Figure) -> str:
    of = f" (out of: {words.label_of(figure.of)})" if figure.of else ""
    return f"- **{figure.label}**{of}: {md(words.meaning_of(figure, report.wish.basis))}."
