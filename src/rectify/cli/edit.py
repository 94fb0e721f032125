"""rectify edit: any field that no other verb owns."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_set, complete_unset
from rectify.cli.options import option
from rectify.cli.pairs import read_pairs
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def edit(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    set_: Annotated[
        list[str] | None,
        option(
            "--set", "PATH=VALUE", "A field, like place=西宁 or measures[M1].text=…; may be repeated.", complete_set
        ),
    ] = None,
    unset: Annotated[
        list[str] | None, option("--unset", "PATH", "Clear a field; may be repeated.", complete_unset)
    ] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Set any field that no other verb owns. Deadline, units and title need --reason."""
    pairs = read_pairs("--set", set_)
    carry_out(ctx, "edit", ids, dry_run=dry_run, set=pairs, unset=unset, reason=reason, on=on)
