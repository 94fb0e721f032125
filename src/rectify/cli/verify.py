"""rectify verify: someone confirms, on site or on paper."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def verify(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    method: Annotated[str, option("--method", "METHOD", "onsite, document, monitoring or test.")],
    evidence: options.EvidenceFiles = None,
    unit: options.ByUnit = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Confirm that it is done: submitted to verified; bound to what was seen, so a later change makes it stale."""
    carry_out(ctx, "verify", ids, dry_run=dry_run, method=method, evidence=evidence, unit=unit, reason=reason, on=on)
