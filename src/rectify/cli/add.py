"""rectify add: put an issue on the register."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_ids, complete_kinds
from rectify.cli.options import option
from rectify.cli.write import carry_out

app = options.new_app()


@app.command()
def add(
    ctx: typer.Context,
    *,
    title: Annotated[str, option("--title", "TEXT", "What is wrong, in one line.")],
    id_: Annotated[
        str | None, option("--id", "TEXT", "The id; else the next number after the register's prefix.")
    ] = None,
    kind: Annotated[str | None, option("--kind", "KIND", "problem, opinion, task or petition.", complete_kinds)] = None,
    parent: Annotated[str | None, option("--parent", "ID", "The issue this is a part of.", complete_ids)] = None,
    description: Annotated[str | None, option("--description", "TEXT", "What was found, at length.")] = None,
    official_no: Annotated[str | None, option("--official-no", "TEXT", "The number in the official list.")] = None,
    round_: Annotated[str | None, option("--round", "TEXT", "The round of the inspection.")] = None,
    category: Annotated[str | None, option("--category", "TEXT", "Category.")] = None,
    item: Annotated[str | None, option("--item", "TEXT", "Item within the category.")] = None,
    place: Annotated[str | None, option("--place", "TEXT", "Place.")] = None,
    severity: Annotated[str | None, option("--severity", "TEXT", "How grave it is.")] = None,
    target: Annotated[str | None, option("--target", "TEXT", "What must be reached.")] = None,
    unit: options.Responsible = None,
    lead: options.Lead = None,
    cooperating: options.Cooperating = None,
    supervising: options.Supervising = None,
    accepting: options.Accepting = None,
    person: options.Person = None,
    due: options.Due = None,
    received: Annotated[str | None, option("--received", "DATE", "The day a petition came in.")] = None,
    repeats: Annotated[
        str | None, option("--repeats", "ID", "The earlier one that a petition repeats.", complete_ids)
    ] = None,
    tag: Annotated[list[str] | None, option("--tag", "TEXT", "A tag; may be repeated.")] = None,
    notes: Annotated[str | None, option("--notes", "TEXT", "Remarks kept on the issue.")] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Put an issue on the register, as open."""
    named = {name: value for name, value in locals().items() if name not in ("ctx", "id_", "round_", "tag", "dry_run")}
    carry_out(ctx, "add", [id_] if id_ else [], dry_run=dry_run, **named, round=round_, tags=tag)
