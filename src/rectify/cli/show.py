"""rectify show: an issue as a card."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from rectify.cli import options
from rectify.cli.parse import basis_of
from rectify.cli.runtime import Runtime
from rectify.faults import InvalidTrail

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.query.links import Links
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
    from rectify.query.links import links_of
    from rectify.view.card import card_json

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    basis = basis_of(overdue_basis)
    register, today, _ = runtime.read(as_of)
    issues = [register.get(id_) for id_ in runtime.ids(ids)]
    policy, links = register.header.policy, links_of(register, issues)
    how: dict[str, Any] = {"today": today, "basis": basis, "policy": policy}

    def draw(told: "Mapping[str, Sequence[Told]]") -> None:
        _draw(runtime, issues, told, links=links, zone=register.header.timezone, **how)

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
    runtime.print(card_json(cards, total=len(register), form=form, links=links, **how))


def _draw(
    runtime: Runtime,
    issues: "Sequence[Issue]",
    told: "Mapping[str, Sequence[Told]]",
    *,
    links: "Mapping[str, Links]",
    zone: str,
    **how: Any,
) -> None:
    """A card for each issue; one without a history where that cannot be read."""
    from rectify.view.card import card_page

    for issue in issues:
        history, limit = told.get(issue.id), runtime.value_limit
        runtime.show(card_page(issue, history=history, zone=zone, limit=limit, links=links[issue.id], **how))
