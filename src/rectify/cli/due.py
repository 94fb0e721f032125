"""rectify due: what is due, late, or waits for somebody."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_units
from rectify.cli.options import flag, option
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "plain", "json", "csv", "md", "ics", "ids")


@app.command()
def due(
    ctx: typer.Context,
    ids: options.SomeIds = None,
    *,
    within: Annotated[
        str | None, option("--within", "SPAN", "How far to look ahead: 30d, 2w, eom …; else the policy's warning days.")
    ] = None,
    unit: Annotated[
        list[str] | None, option("--unit", "UNIT", "Only what this unit must do; may be repeated.", complete_units)
    ] = None,
    kind: options.WithKind = None,
    as_of: options.AsOf = None,
    overdue_basis: options.OverdueBasis = "current",
    exit_code: Annotated[bool, flag("--exit-code", words="Exit 1 when something is late or due today.")] = False,
) -> None:
    """Show what is due, late or waiting, by the unit that must act.

    -o ics is a calendar of it that renews its entries when it is taken in again.
    """
    from rectify.cli.look_ahead import LookAhead

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    wanted = {"id": runtime.ids(ids) if ids else None, "unit": unit, "kind": kind}
    ahead = LookAhead(runtime, as_of, within, wanted=wanted, basis=overdue_basis)
    ahead.say(form)
    if exit_code and any(entry.is_pressing for entry in ahead.found):
        raise typer.Exit(1)
