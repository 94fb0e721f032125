"""rectify report: a week, a month or a quarter in figures, beside the one before."""

from typing import Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table", "md", "json", "csv", "plain")


def complete_periods(incomplete: str) -> list[str]:
    """The words for periods."""
    from rectify.periods import WORDS

    return [word for word in WORDS if word.startswith(incomplete)]


def complete_groups(incomplete: str) -> list[str]:
    """What a report can be broken down by."""
    from rectify.query.report import ALL_GROUPS

    return [name for name in ALL_GROUPS if name.startswith(incomplete)]


WHEN = (
    "week, month (the default), quarter, year, last-month …; 2019-W10, 2019-03, 2019-Q1, 2019; 2019-03-01..2019-03-10."
)
BY = "A table by unit, place, category, round (these four when left out), item, person or tag; may be repeated."

Periods = Annotated[str, option("--period", "WHEN", WHEN, complete_periods)]
Groups = Annotated[list[str] | None, option("--by", "FIELD", BY, complete_groups)]
Until = Annotated[
    str | None, option("--as-of", "DATE", "Leave out what was recorded after that day; else after today.")
]


@app.command()
def report(
    ctx: typer.Context,
    *,
    period: Periods = "month",
    by: Groups = None,
    unit: options.WithUnit = None,
    person: Annotated[list[str] | None, option("--person", "NAME", "Only this person in charge.")] = None,
    category: options.WithCategory = None,
    round_: options.WithRound = None,
    kind: options.WithKind = None,
    tag: Annotated[list[str] | None, option("--tag", "TEXT", "Only this tag.")] = None,
    as_of: Until = None,
    overdue_basis: options.OverdueBasis = "current",
) -> None:
    """Tell a period in figures, compared with the one before: where the issues stand, and what happened to them.

    It rests on the trail alone, so that any figure can be produced again. -o md is a text to send.
    """
    from rectify.cli.reporting import Reporting

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    wanted = {"unit": unit, "person": person, "category": category, "round": round_, "kind": kind, "tag": tag}
    Reporting(runtime, period, as_of, by=by or (), wanted=wanted, basis=overdue_basis).say(form)
