"""rectify lookback: a closed issue is looked at again."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_results
from rectify.cli.options import flag, option
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def lookback(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    due: Annotated[
        str | None,
        option("--due", "DATE", "Plan one for that day; with --result: which of the planned ones was done."),
    ] = None,
    result: Annotated[
        str | None,
        option("--result", "RESULT", "What was found: held, or rebound (the problem came back).", complete_results),
    ] = None,
    unplanned: Annotated[
        bool, flag("--unplanned", words="It was none of the planned ones, which stay to be done.")
    ] = False,
    note: Annotated[str | None, option("--note", "TEXT", "What was seen, or what is to be looked at.")] = None,
    indicator: Annotated[
        list[str] | None, option("--indicator", "NAME=FIGURE", "A reading on the spot; may be repeated.")
    ] = None,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    unit: options.ByUnit = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Look back at closed issues: plan it with --due, record it with --result."""
    named = as_given(locals())
    carry_out(ctx, "lookback", ids, dry_run=dry_run, **named)
