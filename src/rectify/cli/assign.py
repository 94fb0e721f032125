"""rectify assign: who leads, does, helps, watches and accepts, who answers, and by when."""

import typer

from rectify.cli import options
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def assign(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    unit: options.Responsible = None,
    lead: options.Lead = None,
    cooperating: options.Cooperating = None,
    supervising: options.Supervising = None,
    accepting: options.Accepting = None,
    person: options.Person = None,
    due: options.Due = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Name the units, the person in charge and a missing deadline; at least one of them.

    --unit replaces the responsible units. --due fills a missing deadline; one that stands does not move this way.
    """
    named = {name: value for name, value in locals().items() if name not in ("ctx", "ids", "dry_run")}
    carry_out(ctx, "assign", ids, dry_run=dry_run, **named)
