"""rectify check: read everything and list every flaw."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "plain", "csv", "json")


@app.command()
def check(
    ctx: typer.Context,
    strict: Annotated[bool, options.flag("--strict", words="Exit 1 on warnings too.")] = False,
) -> None:
    """Read register, trail and evidence, and list every flaw with its place.

    Exit 0 when there is no error, 1 on errors (with --strict on warnings too), 7 when trail or evidence is damaged.
    """
    from rectify.checks.all_checks import all_flaws
    from rectify.errors import ExitCode
    from rectify.terms import Severity
    from rectify.view.flaws import flaws_json, flaws_page, flaws_sheet
    from rectify.view.machine_text import as_rows

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    seen = runtime.reading().inspect()
    flaws = all_flaws(seen)
    if form == "table":
        runtime.show(flaws_page(flaws, issues=len(seen.register.issues), as_of=seen.today))
    elif form in ("plain", "csv"):
        runtime.print(as_rows(form, flaws_sheet(flaws)))
    else:
        runtime.print(flaws_json(flaws, issues=len(seen.register.issues), as_of=seen.today))
    found = {flaw.severity for flaw in flaws}
    if Severity.DAMAGE in found:
        raise typer.Exit(ExitCode.INTEGRITY)
    if Severity.ERROR in found or (strict and found):
        raise typer.Exit(ExitCode.NO)
