"""rectify progress: a report from the work."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.write import as_given, carry_out
from rectify.terms import Finding, Pace

app = options.new_app()


@app.command()
def progress(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    note: Annotated[str, option("--note", "TEXT", "What was done.")],
    milestone: Annotated[list[str] | None, option("--milestone", "ID", "A milestone done; may be repeated.")] = None,
    measure: Annotated[list[str] | None, option("--measure", "ID", "A measure done; may be repeated.")] = None,
    indicator: Annotated[list[str] | None, option("--indicator", "NAME=FIGURE", "A reading; may be repeated.")] = None,
    percent: Annotated[str | None, option("--percent", "0-100", "How much is done.")] = None,
    verdict: Annotated[str | None, option("--verdict", "PACE", f"Judge the pace: {', '.join(Pace)}.")] = None,
    finding: Annotated[
        str | None, option("--finding", "FINDING", f"What was found of a petition: {', '.join(Finding)}.")
    ] = None,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    answer: options.Answers = None,
    proof: options.Proofs = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Report how the work goes. A figure that falls needs --reason."""
    named = as_given(locals())
    carry_out(ctx, "progress", ids, dry_run=dry_run, **named)
