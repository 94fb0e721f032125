"""rectify escalate: a slow one is pressed, rung by rung."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_rungs, complete_units
from rectify.cli.options import option
from rectify.cli.write import as_given, carry_out
from rectify.terms import Rung

app = options.new_app()


@app.command()
def escalate(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    rung: Annotated[
        str | None, option("--rung", "RUNG", f"{', '.join(Rung)}; with --reply: which of them.", complete_rungs)
    ] = None,
    document: Annotated[
        str | None, option("--document", "NO", "Number of the letter; with --reply: which of them.")
    ] = None,
    to: Annotated[str | None, option("--to", "UNIT", "The unit it went to.", complete_units)] = None,
    reply_by: Annotated[str | None, option("--reply-by", "DATE", "The day by which it must be answered.")] = None,
    text: Annotated[str | None, option("--text", "TEXT", "What the letter says.")] = None,
    reply: Annotated[str | None, option("--reply", "TEXT", "The reply, to the latest rung that has none.")] = None,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Press on with --rung, or record the --reply; the status stays."""
    named = as_given(locals())
    carry_out(ctx, "escalate", ids, dry_run=dry_run, **named)
