"""rectify extend: a later deadline, asked for by one and decided by another."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import flag, option
from rectify.cli.write import as_given, carry_out

app = options.new_app()


@app.command()
def extend(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    to: Annotated[
        str | None, option("--to", "DATE", "Ask for this deadline: a day, or a wording like 2019年底.")
    ] = None,
    approve: Annotated[bool, flag("--approve", words="Grant what was asked; the deadline moves.")] = False,
    reject: Annotated[bool, flag("--reject", words="Refuse what was asked; the deadline stays.")] = False,
    withdraw: Annotated[bool, flag("--withdraw", words="Take back what one's own unit asked.")] = False,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Ask for a later deadline, with a reason; or approve, reject or withdraw what was asked.

    The original deadline stays on record for ever. In profile simple it takes effect at once; elsewhere somebody of
    another unit approves it. --reason is also the answer to a request.
    """
    named = as_given(locals())
    carry_out(ctx, "extend", ids, dry_run=dry_run, **named)
