"""rectify diff: what has changed, issue by issue."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_ids
from rectify.cli.options import option
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "plain", "csv", "json", "jsonl", "md")


@app.command()
def diff(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        options.argument("[RANGE] [ID...]", "Runs as A..B, A.., ..B or A alone, then ids of issues.", complete_ids),
    ] = None,
    *,
    since: Annotated[str | None, option("--since", "DATE", "What was recorded from that day on.")] = None,
    until: Annotated[str | None, option("--until", "DATE", "What was recorded up to that day.")] = None,
    exit_code: Annotated[bool, options.flag("--exit-code", words="Exit 1 when anything is different.")] = False,
) -> None:
    """Show what is different, field by field: hand edits that are not in the trail yet.

    With a range of runs, or with days, what has changed from one state of the trail to another, and who changed it.
    """
    from rectify.cli.comparing import Comparing

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    work = Comparing(runtime, words or (), since, until)
    work.say(form)
    if exit_code and work.is_different:
        raise typer.Exit(1)
