"""rectify verify: someone confirms, on site or on paper."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def verify(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    method: Annotated[str, option("--method", "METHOD", "onsite, document, monitoring or test.")],
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    level: Annotated[str | None, option("--level", "NAME", "The level of acceptance, in profile chain.")] = None,
    visitor: Annotated[list[str] | None, option("--visitor", "NAME", "Who was on site; may be repeated.")] = None,
    visited_on: Annotated[
        str | None, option("--visited-on", "DATE", "The day of the visit; else the business date.")
    ] = None,
    conclusion: Annotated[str | None, option("--conclusion", "TEXT", "What was found.")] = None,
    answer: options.Answers = None,
    proof: options.Proofs = None,
    unit: options.ByUnit = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Confirm that it is done: submitted to verified; bound to what was seen, so a later change makes it stale."""
    named = as_given(locals())
    carry_out(ctx, "verify", ids, dry_run=dry_run, **named)
