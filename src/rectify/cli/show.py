"""rectify show: an issue as a card."""

import typer

from rectify.cli import options
from rectify.cli.parse import basis_of
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "json", "jsonl", "yaml")


@app.command()
def show(
    ctx: typer.Context,
    ids: options.Ids,
    as_of: options.AsOf = None,
    overdue_basis: options.OverdueBasis = "current",
) -> None:
    """Show issues as cards: what, who, by when, the plan, the evidence, the history."""
    from rectify.view.card import card_json, card_page

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    basis = basis_of(overdue_basis)
    register, today, _ = runtime.read(as_of)
    issues = [register.get(id_) for id_ in runtime.ids(ids)]
    told = runtime.histories([issue.id for issue in issues], until=today if as_of else None)
    if form != "table":
        cards = [(issue, told[issue.id]) for issue in issues]
        runtime.print(card_json(cards, today=today, basis=basis, total=len(register.issues), form=form))
        return
    zone, limit = register.header.timezone, runtime.value_limit
    for issue in issues:
        runtime.show(card_page(issue, today=today, history=told[issue.id], basis=basis, zone=zone, limit=limit))
