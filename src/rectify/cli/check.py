"""rectify check: read everything and list every flaw; explain a check; or write anew what the trail implies."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_checks
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage

if TYPE_CHECKING:
    from rectify.checks.inspected import Inspected
    from rectify.model.flaw import Flaw

app = options.new_app()
FORMS = ("table", "plain", "csv", "json", "md")


@app.command()
def check(
    ctx: typer.Context,
    strict: Annotated[bool, options.flag("--strict", words="Exit 1 on warnings too.")] = False,
    rebuild: Annotated[
        bool, options.flag("--rebuild", words="Write the register that the trail implies beside the file, and end.")
    ] = False,
    explain: Annotated[
        str | None,
        options.option(
            "--explain", "NAME", "Say what a check looks for, why it matters and what to do, and end.", complete_checks
        ),
    ] = None,
) -> None:
    """Read register, trail and evidence, and list every flaw with its place.

    Exit 0 when there is no error, 1 on errors (with --strict on warnings too), 7 when trail or evidence is damaged.
    """
    from rectify.checks.all_checks import all_flaws
    from rectify.errors import ExitCode
    from rectify.terms import Severity

    runtime = Runtime.of(ctx)
    if explain is not None:
        return _explain(runtime, explain, is_alone=not (rebuild or strict))
    if rebuild:
        return _rebuild(runtime)
    form = runtime.form(*FORMS)
    reading = runtime.reading()
    seen = reading.inspect()
    runtime.say_if_pending(reading)
    flaws = all_flaws(seen)
    _show(runtime, form, seen, flaws)
    found = {flaw.severity for flaw in flaws}
    if Severity.DAMAGE in found:
        raise typer.Exit(ExitCode.INTEGRITY)
    if Severity.ERROR in found or (strict and found):
        raise typer.Exit(ExitCode.NO)


def _show(runtime: Runtime, form: str, seen: "Inspected", flaws: "list[Flaw]") -> None:
    from rectify.view.flaws import flaws_json, flaws_md, flaws_page, flaws_sheet
    from rectify.view.machine_text import as_rows
    from rectify.view.trail_foot import trail_foot

    issues, runs = len(seen.register), len(seen.runs)
    is_readable = bool(runs) or seen.head is None
    trail = trail_foot(runs, seen.head) if is_readable else ""
    if form == "table":
        runtime.show(flaws_page(flaws, issues=issues, as_of=seen.today, trail=trail))
    elif form in ("plain", "csv"):
        runtime.print(as_rows(form, flaws_sheet(flaws)))
    elif form == "md":
        runtime.print(flaws_md(flaws, issues=issues, as_of=seen.today, trail=trail))
    else:
        count = runs if is_readable else None
        runtime.print(flaws_json(flaws, issues=issues, as_of=seen.today, runs=count, head=seen.head))


def _explain(runtime: Runtime, name: str, *, is_alone: bool) -> None:
    """Show the page of a check; no register is needed for that."""
    from rectify.checks.all_checks import check_named
    from rectify.view.check_page import check_json, check_md, check_page

    if not is_alone:
        raise BadUsage(message="--explain looks at no register", hint=f"give it alone: rectify check --explain {name}")
    form = runtime.form("table", "json", "md")
    check = check_named(name)
    if form == "table":
        runtime.show(check_page(check))
    else:
        runtime.print(check_json(check) if form == "json" else check_md(check))


def _rebuild(runtime: Runtime) -> None:
    """Write the register that the trail implies, and say where it is."""
    from rectify.rebuilding import rebuild
    from rectify.view.rebuilt import rebuilt_json, rebuilt_page

    form = runtime.form("table", "json")
    rebuilt = rebuild(runtime.store())
    if form == "table":
        runtime.show(rebuilt_page(rebuilt))
    else:
        runtime.print(rebuilt_json(rebuilt))
