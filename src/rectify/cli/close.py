"""rectify close: struck off the register."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def close(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    outcome: Annotated[str | None, option("--outcome", "OUTCOME", "rectified (usual), unfounded or merged.")] = None,
    filing_no: Annotated[str | None, option("--filing-no", "TEXT", "Reference of the filing.")] = None,
    like: Annotated[str | None, option("--like", "TEXT", "What a look for like problems showed (举一反三).")] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Strike an issue off, with evidence: to closed."""
    named = as_given(locals())
    carry_out(ctx, "close", ids, dry_run=dry_run, **named)
