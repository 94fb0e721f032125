"""How every verb that changes issues goes: make the requests, hand them to the session, say what happened."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rectify.cli.options import WRITE_FORMS
from rectify.cli.pairs import read_lists, read_pairs
from rectify.cli.runtime import Runtime
from rectify.errors import BadBatch, BadBatchLine, BadDate, BadUsage, Detail

if TYPE_CHECKING:
    from datetime import date

    from rectify.actions.action import Action
    from rectify.session import Outcome

_DAY_FIELDS = r"(?!custom\b)(?:.*\.)?(?:deadline|date|due|done_on|as_of|review_on)"


def carry_out(ctx: typer.Context, verb: str, ids: Sequence[str], *, dry_run: bool, **fields: Any) -> None:
    """Do one verb to many issues, as one run: all or nothing.

    Args:
        ctx: the command's context.
        verb: the verb.
        ids: the issues; `-` stands for ids on stdin.
        dry_run: only say what would change.
        fields: the request's fields as given; what is None or empty is left out.

    Raises:
        RectifyError: of the first issue that is refused; the details name the others.
    """
    runtime = Runtime.of(ctx)
    form = runtime.form(*WRITE_FORMS)
    session = runtime.session(dry_run=dry_run)
    given = {name: value for name, value in fields.items() if value not in (None, [], (), {}, False)}
    today = runtime.today_of(session)
    called = {str(param.name).rstrip("_"): param.opts[0] for param in ctx.command.params if param.opts[0][:2] == "--"}
    actions = _requests({"verb": verb, **given}, runtime.ids(ids) if ids else None, today, called)
    for action in actions[:1]:  # the same words for all
        echo_dates(runtime, action, given, today)
    outcome = session.do(actions)
    refuse_if_any(outcome, len(actions), "issues")
    say_outcome(runtime, outcome, form, dry_run=dry_run)


def as_given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was given to a command (its `locals()`) as the fields of a request; pairs are read as such."""
    fields = {name: value for name, value in values.items() if name not in ("ctx", "ids", "dry_run")}
    for name in ("answer", "indicator"):
        if name in fields:
            fields[name] = read_pairs(f"--{name}", fields[name])
    if "proof" in fields:
        fields["proof"] = read_lists("--proof", fields["proof"])
    return fields


def _requests(
    given: Mapping[str, Any], ids: Sequence[str] | None, today: Callable[[], "date"], called: Mapping[str, str]
) -> "list[Action]":
    """A request for each id; one without an id where none is asked for. `called` has the options of the fields.

    Raises:
        BadUsage: what was typed does not fit the verb.
    """
    from rectify.actions.any_action import read_action

    for id_ in ids or ():
        if "evidence" in given and "." in id_ and Path(id_).is_file():
            raise BadUsage(message=f"{id_} is a file, not an id", hint=f"each file has its own: --evidence {id_}")
    fields = [{**given, "id": id_} for id_ in ids] if ids is not None else [given]
    actions: list[Action] = []
    try:
        for one in fields:
            actions.append(read_action(one, today, called))
    except BadBatchLine as error:  # here it was typed, not piped in
        where = _place(len(actions), ids or ())
        message = f"{error.message.removesuffix('.')}{where}."
        raise BadUsage(message=message, hint=error.hint or f"see rectify {given['verb']} --help") from None
    return actions


def _place(at: int, ids: Sequence[str]) -> str:
    """Which of several ids it is, where one of them is none."""
    from rectify.model.names import is_issue_id

    return f" (id {at + 1} of {len(ids)})" if len(ids) > 1 and not is_issue_id(ids[at]) else ""


def say_outcome(runtime: Runtime, outcome: "Outcome", form: str, *, dry_run: bool) -> None:
    """Print what a run did, in the form asked for; hand edits found on the way go to stderr."""
    from rectify.view.outcome import outcome_json, outcome_page

    say_hand_edits(runtime, outcome)
    if form == "table":
        runtime.show(outcome_page(outcome, dry_run=dry_run, limit=runtime.value_limit))
    else:
        runtime.print(outcome_json(outcome, dry_run=dry_run, lines=form == "jsonl"))


def say_hand_edits(runtime: Runtime, outcome: "Outcome") -> None:
    """Name on stderr, field by field, what was changed outside rectify and is not adopted."""
    from rectify.view.outcome import hand_edit_lines

    for text in hand_edit_lines(outcome):
        runtime.say(text)


def refuse_if_any(outcome: "Outcome", total: int, what: str) -> None:
    """Raise what was refused, if anything was: the error itself, or all of them as details."""
    refused = [(judgement.id, judgement.error) for judgement in outcome.judgements if judgement.error]
    if not refused:
        return
    _, first = refused[0]
    if total == 1:
        raise first
    details = tuple(Detail(id_, error.message, error.hint) for id_, error in refused)
    effect = "nothing was changed"
    raise BadBatch(exit_code=first.exit_code, details=details, bad=len(refused), total=total, what=what, effect=effect)


def echo_dates(
    runtime: Runtime, action: "Action", given: Mapping[str, Any], today: "Callable[[], date]", place: str = ""
) -> None:
    """Say on stderr how the date words of a request, counted from today, were resolved."""
    from datetime import date

    for name, text in given.items():
        found = getattr(action, name, None)
        day = found if isinstance(found, date) else getattr(found, "date", None)
        if isinstance(text, str) and isinstance(day, date):
            option = name.replace("_", "-")
            runtime.say_day(f"{place}--{option} {text}", day, text, today)
    fields = given.get("set")  # their days are told among the changes, but not how they were counted
    for path, text in fields.items() if isinstance(fields, Mapping) else ():
        if isinstance(text, str) and (day := _counted_day(path, text, today)):
            runtime.say_day(f"{place}--set {path}={text}", day, text, today)


def _counted_day(path: str, text: str, today: "Callable[[], date]") -> "date | None":
    """The day so many business days on, set in a field that holds a day; None for all else, and for what is refused."""
    from rectify.dates import counts_business_days, resolve

    if not (re.fullmatch(_DAY_FIELDS, path) and counts_business_days(text)):
        return None
    try:
        return resolve(text, today())
    except BadDate:
        return None
