"""rectify list: issues, filtered, sorted, in every form."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_fields
from rectify.cli.options import flag, option
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "wide", "plain", "json", "jsonl", "csv", "yaml", "ids")


@app.command("list")
def list_(
    ctx: typer.Context,
    ids: options.SomeIds = None,
    *,
    all_: Annotated[bool, flag("--all", words="Closed issues too.")] = False,
    status: options.WithStatus = None,
    overdue: Annotated[bool, flag("--overdue", words="Only issues past their deadline and not done by it.")] = False,
    due_within: Annotated[str | None, option("--due-within", "SPAN", "Only due by then: 30d, 2w, 10bd, eom …")] = None,
    unit: options.WithUnit = None,
    person: Annotated[list[str] | None, option("--person", "NAME", "Only this person in charge.")] = None,
    category: options.WithCategory = None,
    round_: options.WithRound = None,
    kind: options.WithKind = None,
    tag: Annotated[list[str] | None, option("--tag", "TEXT", "Only this tag.")] = None,
    search: Annotated[str | None, option("--search", "TEXT", "Only issues that hold this text.")] = None,
    where: Annotated[
        str | None, option("--where", "EXPR", "Only where this holds: status == open and percent < 50")
    ] = None,
    sort: Annotated[
        str | None, option("--sort", "A,-B", "Fields to sort by; - turns the order round.", complete_fields)
    ] = None,
    group: Annotated[str | None, option("--group", "FIELD", "A table for each value.", complete_fields)] = None,
    limit: options.Limit = None,
    fields: options.Fields = None,
    as_of: options.AsOf = None,
    overdue_basis: options.OverdueBasis = "current",
    exit_code: options.ExitCode = False,
) -> None:
    """List the issues that are not closed, what is due first coming first."""
    from rectify.cli.listing import Listing

    runtime = Runtime.of(ctx)
    listing = Listing(runtime, runtime.form(*FORMS), as_of, overdue_basis)
    wanted = {"status": status, "unit": unit, "person": person, "category": category, "round": round_}
    wanted |= {"kind": kind, "tag": tag, "id": runtime.ids(ids) if ids else None}
    listing.choose(wanted, all_=all_, overdue=overdue, due_within=due_within, search=search, where=where)
    listing.arrange(sort, limit)
    listing.say(fields, group)
    if exit_code and listing.found:
        raise typer.Exit(1)
