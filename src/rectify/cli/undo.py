"""rectify undo: one step back, as a new run."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.runtime import Runtime

app = options.new_app()


@app.command()
def undo(
    ctx: typer.Context,
    *,
    run: Annotated[int | None, option("--run", "SEQ", "The run to undo; the last one when left out.", min=1)] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Take back what a run did, by a new run; nothing leaves the trail. Undone again, it is done again.

    Refused when a later run that still stands changed the same fields.
    """
    from rectify.cli.write import refuse_if_any, say_hand_edits
    from rectify.view.outcome import outcome_json
    from rectify.view.undo import undo_json, undo_page

    runtime = Runtime.of(ctx)
    form = runtime.form(*options.WRITE_FORMS)
    session = runtime.session(dry_run=dry_run)
    day = runtime.day("--on", on, runtime.today_of(session)) if on else None
    undone, outcome = session.undo(run, reason=reason, on=day)
    refuse_if_any(outcome, len(outcome.judgements), "issues")
    say_hand_edits(runtime, outcome)
    if form == "jsonl":
        runtime.print(outcome_json(outcome, dry_run=dry_run, lines=True))
    elif form == "json":
        runtime.print(undo_json(undone, outcome, dry_run=dry_run))
    else:
        runtime.show(undo_page(undone, outcome, dry_run=dry_run, limit=runtime.value_limit))
