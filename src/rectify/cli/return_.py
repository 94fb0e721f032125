"""rectify return: sent back to the responsible unit with a reason."""

import typer

from rectify.cli import options
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def return_(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Send it back to the responsible unit, with a reason: to in_progress."""
    carry_out(ctx, "return", ids, dry_run=dry_run, reason=reason, on=on)
