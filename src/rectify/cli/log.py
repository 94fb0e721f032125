"""rectify log: who did what to which issue, and when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.parse import known_entries, known_words, some_ids
from rectify.cli.runtime import Runtime

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from rectify.model.event import Run

app = options.new_app()
FORMS = ("table", "plain", "csv", "json", "jsonl")


@app.command()
def log(
    ctx: typer.Context,
    ids: options.SomeIds = None,
    *,
    actor: Annotated[list[str] | None, option("--actor", "NAME", "Only what this actor did.")] = None,
    verb: Annotated[list[str] | None, option("--verb", "VERB", "Only this verb; may be repeated.")] = None,
    since: Annotated[str | None, option("--since", "DATE", "Only what was recorded from that day on.")] = None,
    until: Annotated[str | None, option("--until", "DATE", "Only what was recorded up to that day.")] = None,
    limit: Annotated[int | None, option("--limit", "N", "Only the last so many runs.", min=0)] = None,
) -> None:
    """Show the trail: who did what to which issue, old and new value, oldest first.

    -o jsonl gives the runs as they stand in the trail.
    """
    from rectify.model.zone import recorded_on, zone_of
    from rectify.query.runs import chosen_runs
    from rectify.terms import Verb

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    known_words("verb", verb or (), Verb)
    reading = runtime.reading()
    register, entries = reading.load().register, some_ids(runtime, ids)
    trail = reading.runs_about(entries) if entries else reading.runs()
    known_entries(entries, register, trail)
    zone, today = zone_of(register.header), runtime.today_of(reading)
    runs = chosen_runs(
        trail,
        entries=frozenset(entries),
        actors=frozenset(actor or ()),
        verbs=frozenset(verb or ()),
        since=runtime.day("--since", since, today) if since else None,
        until=runtime.day("--until", until, today) if until else None,
        day_of=lambda run: recorded_on(run, zone),
    )
    last = runs if limit is None else runs[max(len(runs) - limit, 0) :]
    total = reading.run_count() if entries else len(trail)
    _say(runtime, form, last, total=total, zone=zone, as_of=reading.today(register))


def _say(runtime: Runtime, form: str, runs: Sequence["Run"], *, total: int, zone: "ZoneInfo", as_of: "date") -> None:
    from rectify.view.log_text import log_page, log_sheet

    if form == "table":
        runtime.show(log_page(runs, zone=zone, total=total, as_of=as_of, limit=runtime.value_limit))
    elif form in ("plain", "csv"):
        from rectify.view.machine_text import as_rows

        runtime.print(as_rows(form, log_sheet(runs)))
    else:
        from rectify.view.trail_data import runs_json, runs_jsonl

        is_json = form == "json"
        runtime.print(runs_json(runs, total=total, as_of=as_of.isoformat()) if is_json else runs_jsonl(runs))
