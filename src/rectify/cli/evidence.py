"""rectify evidence: the files of the case folders: which there are, whether they are sound, and case files of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.options import flag, option
from rectify.cli.parse import some_ids
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage, ExitCode

if TYPE_CHECKING:
    from rectify.case_files import Cabinet
    from rectify.model.written import Written
    from rectify.query.evidence import Case

app = options.new_app()
FORMS = ("table", "plain", "csv", "json", "jsonl")


@app.callback()
def evidence() -> None:
    """List, check and hand out the files of the case folders (一案一档)."""


@app.command("list")
def list_(ctx: typer.Context, ids: options.SomeIds = None) -> None:
    """List the evidence: which files each issue has, who handed them in, and with which run.

    Also what the register does not list any more, but a run mentions. The files themselves are not read.
    """
    from rectify.view import evidence_list as view
    from rectify.view.machine_text import as_rows

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    seen = runtime.case_files().listed(some_ids(runtime, ids))
    on = seen.recorded_on
    if form == "table":
        runtime.show((view.pieces_sheet(seen.pieces, recorded_on=on, total=seen.total, as_of=seen.today),))
    elif form == "json":
        runtime.print(view.pieces_json(seen.pieces, recorded_on=on, total=seen.total, as_of=seen.today))
    elif form == "jsonl":
        runtime.print(view.pieces_jsonl(seen.pieces, recorded_on=on))
    else:
        runtime.print(as_rows(form, view.pieces_rows(seen.pieces, recorded_on=on)))


@app.command()
def check(
    ctx: typer.Context,
    ids: options.SomeIds = None,
    *,
    strict: Annotated[bool, flag("--strict", words="Exit 1 on warnings too.")] = False,
) -> None:
    """Read every file to its end and compare it with what was handed in.

    Exit 7 when one is altered, missing or no regular file; what is wrong, who handed it in, and what the disk tells
    of whoever replaced it. A file that nobody has handed in, or that may be written to, is a warning.
    """
    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    seen = runtime.case_files().checked(some_ids(runtime, ids))
    _say_checked(runtime, form, seen)
    states = {finding.state for finding in seen.findings}
    if any(finding.is_damage for finding in seen.findings):
        raise typer.Exit(ExitCode.INTEGRITY)
    if strict and states - {"sound"}:
        raise typer.Exit(ExitCode.NO)


@app.command()
def export(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    to: Annotated[
        str | None, option("--to", "FILE", "Where to write it, or a folder to write it in; else ID.zip here.")
    ] = None,
    force: Annotated[bool, flag("--force", words="Write over a file that is there.")] = False,
    damaged: Annotated[
        bool, flag("--damaged", words="Hand out what there is although something is wrong with it, and say so in it.")
    ] = False,
) -> None:
    """Make the case file of an issue: a zip file of its evidence, its card, its trail, and the digest of each.

    Whoever gets it needs nothing of rectify: sha256sum -c SHA256SUMS checks it. Made twice, it is the same.
    """
    from rectify.view.case_file import case_documents

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    if to == "-":
        raise BadUsage(message="a case file is not written to stdout", hint="name a file or a folder: --to FILE")
    wanted = runtime.ids(ids)
    cabinet = runtime.case_files()
    cabinet.require_free(wanted, to, may_replace=force)
    cases = cabinet.cases(wanted, may_be_damaged=damaged)
    made = [(case, cabinet.write(case, case_documents(case), to, may_replace=force)) for case in cases]
    _say_made(runtime, form, made)


def _say_checked(runtime: Runtime, form: str, seen: "Cabinet") -> None:
    from rectify.view import evidence_list as view
    from rectify.view.machine_text import as_rows

    found, on = seen.findings, seen.recorded_on
    if form == "table":
        runtime.show(view.findings_page(found, recorded_on=on, as_of=seen.today))
    elif form == "json":
        runtime.print(view.findings_json(found, recorded_on=on, total=seen.total, as_of=seen.today))
    elif form == "jsonl":
        runtime.print(view.findings_jsonl(found, recorded_on=on))
    else:
        runtime.print(as_rows(form, view.findings_rows(found, recorded_on=on)))


def _say_made(runtime: Runtime, form: str, made: "Sequence[tuple[Case, Written]]") -> None:
    from rectify.view import case_file as view
    from rectify.view.machine_text import as_rows

    if form == "json":
        runtime.print(view.handed_out_json(made))
    elif form == "jsonl":
        runtime.print(view.handed_out_jsonl(made))
    elif made:
        sheet = view.handed_out_sheet(made)
        (runtime.show((sheet,)) if form == "table" else runtime.print(as_rows(form, sheet)))
