"""The root of the command line: which verbs there are, and the global options.

A verb's module is imported only when that verb is called, so that `--version`, a completion and a
usage error stay as light as Typer itself.
"""

import copy
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from rectify import __version__
from rectify.cli import options
from rectify.cli.boundary import guarded
from rectify.cli.leaving import leave
from rectify.cli.runtime import Runtime
from rectify.cli.surroundings import Surroundings

VERBS: Final[dict[str, str]] = {
    "init": "Make a new, empty register.",
    "add": "Put an issue on the register.",
    "assign": "Name the units, the person and a missing deadline.",
    "start": "Begin the work.",
    "progress": "Report how the work goes.",
    "submit": "Say done and ask for acceptance.",
    "return": "Send it back to the responsible unit.",
    "verify": "Confirm that it is done.",
    "notice": "Show it to the public before closure.",
    "close": "Strike an issue off.",
    "reopen": "Take a closed issue up again.",
    "extend": "Ask for a later deadline, and decide what was asked.",
    "lookback": "Look at a closed issue again.",
    "escalate": "Press on, and record the reply.",
    "edit": "Set any field that no other verb owns.",
    "note": "Keep a remark in the trail.",
    "batch": "Do many lines of verbs as one run.",
    "undo": "Take back what a run did, as a new run.",
    "list": "List issues.",
    "show": "Show an issue as a card.",
    "log": "Show who did what, and when.",
    "diff": "Show what has changed, issue by issue.",
    "summary": "Count issues by category, unit, place or status.",
    "report": "Tell a period in figures, beside the one before.",
    "gates": "Show the way still to go to closure.",
    "policy": "Explain or change which gates are in force.",
    "due": "Show what is due, late, or waits for whom.",
    "check": "Read everything and list every flaw.",
    "evidence": "List and check the evidence; make case files.",
    "audit": "Verify the trail, anchor it, take hand edits in.",
}
"""Every verb with its line in the help; `rectify.cli.VERB` holds it (`return_` for `return`)."""

GLOBALS: Final = ("register", "actor", "today", "output", "lock_timeout")
"""The options that may stand before or after the verb."""


class Root(TyperGroup):
    """The group of all verbs: imports them one by one and gives each the global options."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = dict.fromkeys(VERBS)  # type: ignore[assignment]  # names alone, for suggestions

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a verb, imported and built now; None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        Runtime.of(ctx).verb = cmd_name
        module = import_module(f"rectify.cli.{cmd_name}_" if cmd_name == "return" else f"rectify.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        forms = getattr(module, "FORMS", options.WRITE_FORMS)
        return self._with_globals(command, forms, getattr(module, "FORMS_BELOW", forms))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The verbs in the help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def _with_globals(self, command: Any, forms: Sequence[str], below: Sequence[str]) -> Any:
        """The command with the global options; a group has them where it does something by itself."""
        for child in getattr(command, "commands", {}).values():
            self._with_globals(child, below, below)
        if not hasattr(command, "commands") or command.invoke_without_command:
            command.forms = forms
            command.params += [_repeated(param, forms) for param in self.params if param.name in GLOBALS]
        return command


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(ctx: typer.Context, asked: bool) -> None:
    if asked:
        Runtime.of(ctx).print(f"rectify {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    *,
    register: options.Register = None,
    actor: options.Actor = None,
    today: options.Today = None,
    output: options.Output = None,
    lock_timeout: options.LockTimeout = None,
    version: Annotated[
        bool, typer.Option("--version", help="Say the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Keep a register of inspection issues, change it by verbs, prove it by an audit trail.

    Alone it shows an overview: counts by status, what is overdue, what to do next.
    """
    given = {"register": register, "actor": actor, "today": today, "output": output, "lock_timeout": lock_timeout}
    runtime = Runtime.of(ctx)
    runtime.asked |= {name: value for name, value in given.items() if value is not None}
    if ctx.invoked_subcommand is None:
        from rectify.cli.overview import show_overview

        show_overview(runtime)


def run(arguments: Sequence[str], around: Surroundings) -> int:
    """Run one command line; the exit code. `rectify help close` is `rectify close --help`."""
    runtime = Runtime(around)
    command = typer.main.get_command(app)
    words = [*arguments[1:], "--help"] if list(arguments[:1]) == ["help"] else list(arguments)
    return guarded(
        lambda: command.main(args=words, prog_name="rectify", standalone_mode=False, obj=runtime), runtime, words
    )


def main() -> None:
    """The command line of this process, which it ends; behind `rectify.__main__`."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # real text streams
    leave(run(sys.argv[1:], Surroundings()))


def _open_what_is_closed() -> None:
    """A stream that the caller closed (`>&-`) leads nowhere, lest the next file opened take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - stays open as long as the process


def _repeated(param: Any, forms: Sequence[str]) -> Any:
    """A global option as it stands after the verb: it only tells the runtime."""
    again = copy.copy(param)
    again.expose_value = False
    again.callback = _remember
    if again.name == "output":
        again.help = f"Output form: {', '.join(forms)}."
    return again


def _remember(ctx: Any, param: Any, value: Any) -> None:
    if value is not None:
        Runtime.of(ctx).asked[param.name] = value
