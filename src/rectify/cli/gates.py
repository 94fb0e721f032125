"""rectify gates: the way that issues still have to go to closure."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.runtime import Runtime
from rectify.errors import ExitCode

if TYPE_CHECKING:
    from rectify.model.event import Event

app = options.new_app()
FORMS = ("table", "json", "md")


@app.command()
def gates(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    as_of: options.AsOf = None,
    exit_code: Annotated[bool, options.flag("--exit-code", words="Exit 1 when any gate is open.")] = False,
) -> None:
    """Show each gate before closure: passed, by what, or what keeps it shut, the command, and who may do it.

    Judged by the policy in force, which is the trail's. What is given with the closure is no open gate.
    """
    from rectify.query.gates import way_to_closure
    from rectify.view.gates import gates_json, gates_md, gates_page

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    wanted, reading = runtime.ids(ids), runtime.reading()
    if as_of is None:
        (register, edits), day = reading.in_force(), None
        runtime.say_if_pending(reading)
        today = reading.today(register)
    else:
        day = today = runtime.day("--as-of", as_of, runtime.today_of(reading))
        register, edits = reading.load(day).register, ()
    issues = [register.get(id_) for id_ in wanted]
    past = reading.past(wanted, register.header, day)
    ways = [way_to_closure(issue, register, today, past, reading.clock_day(register)) for issue in issues]
    _say_outside(runtime, wanted, edits)
    policy = register.header.policy
    if form == "table":
        runtime.show(gates_page(ways, policy=policy, as_of=today))
    elif form == "json":
        runtime.print(gates_json(ways, policy=policy, as_of=today, total=len(register)))
    else:
        runtime.print(gates_md(ways, policy=policy, as_of=today))
    if exit_code and any(way.open for way in ways):
        raise typer.Exit(ExitCode.NO)


def _say_outside(runtime: Runtime, wanted: list[str], edits: "tuple[Event, ...]") -> None:
    """Say which of them, and whether the header, was edited by hand: that is not what is judged."""
    from rectify.model.names import RESERVED_ID

    for event in edits:
        if event.issue in (*wanted, RESERVED_ID):
            runtime.say(
                f"{event.issue} was edited outside rectify and is judged as the trail has it; "
                f"to take it in: rectify audit adopt {event.issue} --reason TEXT"
            )
