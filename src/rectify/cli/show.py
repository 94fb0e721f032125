"""rectify show: an issue as a card."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from rectify.cli import options
from rectify.cli.parse import basis_of
from rectify.cli.runtime import Runtime
from rectify.faults import InvalidTrail
from rectify.terms import Basis

if TYPE_CHECKING:
    from datetime import date

    from rectify.model.issue import Issue
    from rectify.view.log_text import Told

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
    from rectify.view.card import card_json

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    basis = basis_of(overdue_basis)
    register, today, _ = runtime.read(as_of)
    issues = [register.get(id_) for id_ in runtime.ids(ids)]
    draw = partial(_draw, runtime, issues, today=today, basis=basis, zone=register.header.timezone)
    try:
        told = runtime.histories([issue.id for issue in issues], until=today if as_of else None)
    except InvalidTrail:
        if form == "table" and not as_of:  # the register can be read: what it says is shown, the error comes after it
            draw({})
        raise
    if form == "table":
        draw(told)
        return
    cards = [(issue, told[issue.id]) for issue in issues]
    runtime.print(card_json(cards, today=today, basis=basis, total=len(register.issues), form=form))


def _draw(
    runtime: Runtime,
    issues: "Sequence[Issue]",
    told: "Mapping[str, Sequence[Told]]",
    *,
    today: "date",
    basis: Basis,
    zone: str,
) -> None:
    """A card for each issue; one without a history where that cannot be read."""
    from rectify.view.card import card_page

    for issue in issues:
        history = told.get(issue.id)
        runtime.show(card_page(issue, today=today, history=history, basis=basis, zone=zone, limit=runtime.value_limit))
