"""rectify audit: the trail, what holds it from outside, and what lies outside it."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.audit_checkpoint import checkpoint
from rectify.cli.audit_verify import verify
from rectify.cli.parse import some_ids
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage
from rectify.faults import IssueGone

app = options.new_app()
FORMS = ("table", "json")


@app.callback()
def audit() -> None:
    """Verify the trail, anchor it, and take hand edits into it."""


app.command()(verify)
app.command()(checkpoint)


@app.command()
def adopt(
    ctx: typer.Context,
    ids: options.SomeIds = None,
    *,
    reason: options.Reason = None,
    begin: Annotated[
        bool, options.flag("--begin", words="Begin a trail for a register that has evidence or closures but none.")
    ] = False,
    past_gates: Annotated[
        bool,
        options.flag("--past-gates", words="Also what the gates rest on, where duties are separated; listed for ever."),
    ] = False,
    dry_run: options.DryRun = False,
) -> None:
    """Take what was edited by hand into the trail, field by field: of the issues named, or all.

    The header's entry is called register. A deleted issue cannot be adopted: the others are, and exit 7 names it.
    Where duties are separated it is the office's, and what the gates rest on is taken in only with --past-gates.
    """
    from rectify.view.outcome import adopt_page, outcome_json

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    if not reason:
        raise BadUsage(message="an edit is adopted with a reason", hint="rectify audit adopt --reason TEXT")
    entries = some_ids(runtime, ids)
    outcome = runtime.session(dry_run=dry_run).adopt(entries, reason=reason, begin=begin, past_gates=past_gates)
    if form == "table":
        runtime.show(adopt_page(outcome, dry_run=dry_run))
    else:
        runtime.print(outcome_json(outcome, dry_run=dry_run))
    if outcome.gone:
        raise IssueGone.of(outcome.gone, runtime.register_path)
