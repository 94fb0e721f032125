"""rectify batch: many lines of verbs as one run."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import flag, option
from rectify.cli.runtime import Runtime

app = options.new_app()


@app.command()
def batch(
    ctx: typer.Context,
    file: Annotated[str, options.argument("[FILE|-]", "The lines; - or nothing is stdin.")] = "-",
    *,
    format_: Annotated[str | None, option("--format", "FORM", "jsonl, csv or plain; else guessed.")] = None,
    keep_going: Annotated[bool, flag("--keep-going", words="Apply the good lines although others are bad.")] = False,
    batch_id: Annotated[
        str | None, option("--batch-id", "TEXT", "A name; a batch of the same name is not done twice.")
    ] = None,
    dry_run: options.DryRun = False,
) -> None:
    """Do many lines of verbs as one run: all of them, or none; every bad line is named.

    Lines are JSONL ({"verb": "close", "id": "QH-05", "evidence": ["a.pdf"]}), CSV (heading = field names)
    or plain (close QH-05 --evidence a.pdf). --keep-going exits 5 when lines were left out.
    """
    from rectify.cli.batch_run import BatchRun

    work = BatchRun(Runtime.of(ctx), keep_going=keep_going, batch_id=batch_id, dry_run=dry_run)
    work.read(file, format_)
    work.report(work.judge_and_commit())
