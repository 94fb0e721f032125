"""rectify note: a remark, kept in the trail."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_ids
from rectify.cli.write import carry_out
from rectify.errors import BadUsage

app = options.new_app()


@app.command()
def note(
    ctx: typer.Context,
    words: Annotated[
        list[str], options.argument("ID... TEXT", "Ids of issues, then the remark as the last word.", complete_ids)
    ],
    *,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Keep a remark in the trail; the last word is the remark."""
    *ids, text = words
    if not ids:
        raise BadUsage(message="a note needs an id and a text", hint='rectify note QH-05 "text of the remark"')
    kind, day = evidence_kind, evidence_date
    named = {"evidence": evidence, "evidence_kind": kind, "evidence_date": day, "reason": reason, "on": on}
    carry_out(ctx, "note", ids, dry_run=dry_run, text=text, **named)
