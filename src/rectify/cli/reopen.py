"""rectify reopen: a closed issue lives again on the same id."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def reopen(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    rebound: Annotated[bool, options.flag("--rebound", words="The problem itself came back.")] = False,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Take a closed issue up again in its next cycle, with a reason; the closure is kept."""
    named = as_given(locals())
    carry_out(ctx, "reopen", ids, dry_run=dry_run, **named)
