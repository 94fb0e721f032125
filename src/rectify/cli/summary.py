"""rectify summary: counts by category, unit, place or status."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rectify.cli import options
from rectify.cli.parse import basis_of, known_words
from rectify.cli.runtime import Runtime

if TYPE_CHECKING:
    from rectify.query.counts import Tally
    from rectify.store.loaded import Loaded

app = options.new_app()
FORMS = ("table", "plain", "json", "csv")
GROUPS = ("category", "unit", "status", "kind", "round", "item", "place", "person", "tag")


@app.command()
def summary(
    ctx: typer.Context,
    *,
    by: Annotated[str, typer.Option(metavar="FIELD", help=f"One of {', '.join(GROUPS)}.")] = "category",
    unit: options.WithUnit = None,
    kind: options.WithKind = None,
    round_: options.WithRound = None,
    category: options.WithCategory = None,
    as_of: options.AsOf = None,
    overdue_basis: options.OverdueBasis = "current",
) -> None:
    """Count issues: done, closed, standing and rebounded apart, each with its denominator and as-of date."""
    from rectify.errors import BadUsage
    from rectify.query.choice import Filter
    from rectify.query.counts import tally
    from rectify.query.groups import all_names_of
    from rectify.terms import Kind

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    if by not in GROUPS:
        raise BadUsage(message=f"cannot count by {by!r}", hint=f"one of: {', '.join(GROUPS)}")
    known_words("kind", kind or (), Kind)
    basis = basis_of(overdue_basis)
    loaded, today, notes = runtime.look(as_of)
    register = loaded.register
    wish = Filter(
        units=all_names_of(register.header, unit or ()),
        kinds=frozenset(Kind(word) for word in kind or ()),
        rounds=frozenset(round_ or ()),
        categories=frozenset(category or ()),
    )
    found = tally(register, wish.places(register, today), by, today, basis)
    _say(runtime, form, found, loaded, notes=notes, by=by, as_of=today, kinds=found.kinds, basis=basis)


def _say(runtime: Runtime, form: str, found: "Tally", loaded: "Loaded", *, notes: Sequence[str], **seen: Any) -> None:
    from rectify.view.summary import summary_json, summary_sheet

    runs = loaded.last.seq if loaded.last else None if loaded.head else 0
    if form == "json":
        runtime.print(summary_json(found.groups, found.overall, runs=runs, head=loaded.head, **seen))
        return
    sheet = summary_sheet(found.groups, found.overall, **seen)
    if form == "table":
        runtime.show([sheet._replace(foot=(*sheet.foot, *notes, *_trail(runs, loaded.head)))])
    else:
        from rectify.view.machine_text import as_rows

        runtime.print(as_rows(form, sheet))


def _trail(runs: int | None, head: str | None) -> Iterator[str]:
    """The trail in a line; a damaged last line, which has no number, is for `check` to tell."""
    from rectify.view.trail_foot import trail_foot

    if runs is not None:
        yield trail_foot(runs, head)
