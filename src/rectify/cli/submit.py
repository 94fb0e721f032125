"""rectify submit: the responsible unit says done and asks for acceptance."""

import typer

from rectify.cli import options
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def submit(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    answer: options.Answers = None,
    proof: options.Proofs = None,
    unit: options.ByUnit = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Say done and ask for acceptance, with evidence: to submitted."""
    named = as_given(locals())
    carry_out(ctx, "submit", ids, dry_run=dry_run, **named)
