"""rectify start: work begins."""

import typer

from rectify.cli import options
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def start(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Begin the work: open to in_progress. A responsible unit must be named first."""
    carry_out(ctx, "start", ids, dry_run=dry_run, reason=reason, on=on)
