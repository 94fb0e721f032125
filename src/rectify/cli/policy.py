"""rectify policy: which gates are in force and why; and changing them, the people and the units."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.complete import complete_units
from rectify.cli.options import argument, option
from rectify.cli.pairs import read_pairs
from rectify.cli.runtime import Runtime
from rectify.cli.write import carry_out

if TYPE_CHECKING:
    from datetime import date

    from rectify.query.policy import Explained

app = options.new_app()
FORMS = ("table", "json", "md")
FORMS_BELOW = options.WRITE_FORMS


def complete_presets(incomplete: str) -> list[str]:
    """Ready policies."""
    from rectify.model.presets import PRESETS

    return [name for name in PRESETS if name.startswith(incomplete)]


def complete_figures(incomplete: str) -> list[str]:
    """The fields of a policy with the sign behind which their value goes."""
    from rectify.model.light_table import TABLE

    return [f"{name}=" for name in TABLE["Policy"] if name.startswith(incomplete)]


def complete_roles(incomplete: str) -> list[str]:
    """Roles of people."""
    from rectify.terms import Role

    return [role for role in Role if role.startswith(incomplete)]


@app.callback(invoke_without_command=True)
def policy(ctx: typer.Context, as_of: options.AsOf = None) -> None:
    """Explain which gates are in force and why, who may do what, and since which run. Below it: set, person, unit.

    The gates in force are the trail's; a header edited by hand and not adopted is told field by field.
    """
    if ctx.invoked_subcommand is None:
        runtime = Runtime.of(ctx)
        form = runtime.form(*FORMS)
        _say(runtime, form, *_explained(runtime, as_of))


@app.command("set")
def set_(
    ctx: typer.Context,
    pairs: Annotated[
        list[str] | None,
        argument("[NAME=VALUE]...", "A field, like notice_days=7 or levels=县级验收,市级验收.", complete_figures),
    ] = None,
    *,
    preset: Annotated[
        str | None,
        option(
            "--preset", "NAME", "simple, supervised, anhui, zhangzhou or hainan-2018, before fields.", complete_presets
        ),
    ] = None,
    item: Annotated[
        list[str] | None, option("--item", "TEXT", "An item of the checklist, all of it anew; may be repeated.")
    ] = None,
    unset: Annotated[
        list[str] | None, option("--unset", "NAME", "Back to the usual value; may be repeated.", complete_figures)
    ] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Change the policy, with a reason: profile, levels, notice, checklist, filing, limits, look-backs."""
    names = [name.removesuffix("=") for name in unset or ()]
    wanted = read_pairs("policy set", pairs)
    carry_out(
        ctx, "policy", (), dry_run=dry_run, set=wanted, preset=preset, item=item, unset=names, reason=reason, on=on
    )


@app.command()
def person(
    ctx: typer.Context,
    id_: Annotated[str, argument("ID", "The person's id; a new one, or one that is there (also by name or login).")],
    *,
    name: Annotated[str | None, option("--name", "TEXT", "The name, where the id is another.")] = None,
    unit: Annotated[str | None, option("--unit", "UNIT", "The unit the person belongs to.", complete_units)] = None,
    login: Annotated[
        list[str] | None, option("--login", "LOGIN", "login@host, all of them anew; may be repeated; none for none.")
    ] = None,
    role: Annotated[
        list[str] | None,
        option(
            "--role",
            "ROLE",
            "office, responsible, accepting, approver, public-desk, or none; all of them anew; may be repeated.",
            complete_roles,
        ),
    ] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Add a person, or change one: name, unit, logins, roles. Nobody is removed: take the roles away."""
    given = {"person": id_, "name": name, "unit": unit, "login": login, "role": role}
    carry_out(ctx, "policy", (), dry_run=dry_run, reason=reason, on=on, **given)


@app.command()
def unit(
    ctx: typer.Context,
    name: Annotated[str, argument("NAME", "The unit's own name.", complete_units)],
    *,
    alias: Annotated[
        list[str] | None, option("--alias", "TEXT", "Another name, all of them anew; may be repeated; none for none.")
    ] = None,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Name a unit and its other names, by which people and issues are compared."""
    carry_out(ctx, "policy", (), dry_run=dry_run, unit=name, alias=alias, reason=reason, on=on)


def _explained(runtime: Runtime, as_of: str | None) -> "tuple[Explained, str, date]":
    """The policy in force, what the register is called, and the day that is told of."""
    from rectify.model.names import RESERVED_ID
    from rectify.query.policy import explain
    from rectify.query.runs import taken_in

    reading = runtime.reading()
    if as_of is None:
        (register, edits), day = reading.in_force(), None
        runtime.say_if_pending(reading)
        today = reading.today(register)
    else:
        day = today = runtime.day("--as-of", as_of, runtime.today_of(reading))
        register, edits = reading.load(day).register, ()
    runs = reading.runs(day)
    deeds = reading.past([RESERVED_ID], register.header, day)(RESERVED_ID)
    found = runs[: taken_in(runs)]
    explained = explain(register.header, deeds, found[-1].seq if found else 0, edits)
    return explained, register.header.title or runtime.store().name, today


def _say(runtime: Runtime, form: str, explained: "Explained", title: str, today: "date") -> None:
    from rectify.view.policy import policy_json, policy_md, policy_page

    if form == "table":
        runtime.show(policy_page(explained, title=title, as_of=today))
    else:
        text = policy_json if form == "json" else policy_md
        runtime.print(text(explained, title=title, as_of=today))
