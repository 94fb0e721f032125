"""How every verb that changes issues goes: make the requests, hand them to the session, say what happened."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rectify.cli.options import WRITE_FORMS
from rectify.cli.parse import NO_IDS
from rectify.cli.runtime import Runtime
from rectify.errors import BadBatch, BadBatchLine, BadUsage, Detail

if TYPE_CHECKING:
    from datetime import date

    from rectify.actions.action import Action
    from rectify.session import Outcome


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
    actions = _requests(verb, runtime.ids(ids) if ids else None, given, runtime.today_of(session))
    if not actions:
        runtime.say(NO_IDS)
    for action in actions[:1]:  # the same words for all
        echo_dates(runtime, action, given)
    outcome = session.do(actions)
    refuse_if_any(outcome, len(actions), "issues")
    say_outcome(runtime, outcome, form, dry_run=dry_run)


def _requests(
    verb: str, ids: Sequence[str] | None, given: Mapping[str, Any], today: Callable[[], "date"]
) -> "list[Action]":
    """A request for each id; one without an id where none is asked for.

    Raises:
        BadUsage: what was typed does not fit the verb.
    """
    from rectify.actions.any_action import read_action

    for id_ in ids or ():
        if "evidence" in given and "." in id_ and Path(id_).is_file():
            raise BadUsage(message=f"{id_} is a file, not an id", hint=f"each file has its own: --evidence {id_}")
    fields = [{"verb": verb, "id": id_, **given} for id_ in ids] if ids is not None else [{"verb": verb, **given}]
    try:
        return [read_action(one, today) for one in fields]
    except BadBatchLine as error:  # here it was typed, not piped in
        raise BadUsage(message=error.message, hint=error.hint or f"see rectify {verb} --help") from None


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


def echo_dates(runtime: Runtime, action: "Action", given: Mapping[str, Any], place: str = "") -> None:
    """Say on stderr how the date words of a request were resolved."""
    for name in ("on", "due"):
        text = given.get(name)
        found = getattr(action, name, None)
        day = getattr(found, "date", found) if name == "due" else found
        if isinstance(text, str) and day is not None:
            runtime.say_day(f"{place}--{name} {text}", day, text)
