"""rectify summary: counts by category, unit or status."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rectify.cli import options
from rectify.cli.parse import basis_of, known_words
from rectify.cli.runtime import Runtime

if TYPE_CHECKING:
    from rectify.query import Count

app = options.new_app()
FORMS = ("table", "plain", "json", "csv")
GROUPS = ("category", "unit", "status", "kind", "round", "item", "place", "person", "tag")


@app.command()
def summary(
    ctx: typer.Context,
    *,
    by: Annotated[str, typer.Option(metavar="FIELD", help=f"One of {', '.join(GROUPS)}.")] = "category",
    kind: options.WithKind = None,
    round_: options.WithRound = None,
    category: options.WithCategory = None,
    as_of: options.AsOf = None,
    overdue_basis: options.OverdueBasis = "current",
) -> None:
    """Count issues: done, closed and standing apart, each with its denominator and as-of date."""
    from rectify import query
    from rectify.errors import BadUsage
    from rectify.terms import Kind

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    if by not in GROUPS:
        raise BadUsage(message=f"cannot count by {by!r}", hint=f"one of: {', '.join(GROUPS)}")
    known_words("kind", kind or (), Kind)
    basis = basis_of(overdue_basis)
    register, today, notes = runtime.read(as_of)
    wish = query.Filter(
        kinds=frozenset(Kind(word) for word in kind or ()),
        rounds=frozenset(round_ or ()),
        categories=frozenset(category or ()),
    )
    issues = [issue for issue in register.issues if wish.takes(issue, today)]
    counts = query.counts(issues, lambda issue: query.group_of(issue, by, register.header), today, basis)
    overall = query.count("all", issues, today, basis)
    _say(runtime, form, counts, overall, notes, by=by, as_of=today, basis=basis)


def _say(
    runtime: Runtime, form: str, counts: Sequence["Count"], overall: "Count", notes: Sequence[str], **seen: Any
) -> None:
    from rectify.view.summary import summary_json, summary_sheet

    if form == "json":
        runtime.print(summary_json(counts, overall, **seen))
        return
    sheet = summary_sheet(counts, overall, **seen)
    if form == "table":
        runtime.show([replace(sheet, foot=(*sheet.foot, *notes))])
    else:
        from rectify.view.machine_text import as_rows

        runtime.print(as_rows(form, sheet))
