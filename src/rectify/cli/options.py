"""What commands share: the shape of their app, and the options written once, with their help."""

from collections.abc import Callable
from typing import Annotated, Any, Final
from unicodedata import normalize

import typer

from rectify.cli.complete import (
    complete_evidence_kinds,
    complete_fields,
    complete_ids,
    complete_kinds,
    complete_statuses,
    complete_units,
)


def new_app() -> typer.Typer:
    """A Typer app for one verb: plain help, no completion options of its own."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    return [_composed(one) for one in value] if isinstance(value, list | tuple) else value


def option(
    name: str, metavar: str, words: str, complete: Callable[..., Any] | None = None, *, short: str = "", **more: Any
) -> Any:
    """An option with a value: its name, what stands for the value in the help, and what it is for.

    Its words enter in NFC, as the register keeps them; only a path stays as the disk has it.
    """
    names = (name, short) if short else (name,)
    if metavar != "FILE":
        more.setdefault("callback", _composed)
    return typer.Option(*names, metavar=metavar, help=words, autocompletion=complete, show_default=False, **more)


def argument(metavar: str, words: str, complete: Callable[..., Any] | None = None) -> Any:
    """A word without an option's name."""
    return typer.Argument(metavar=metavar, help=words, autocompletion=complete, show_default=False)


def flag(*names: str, words: str) -> Any:
    """An option without a value."""
    return typer.Option(*names, help=words)


Ids = Annotated[list[str], argument("ID...", "Ids of issues, or - for ids on stdin.", complete_ids)]
SomeIds = Annotated[
    list[str] | None, argument("[ID...]", "Ids of issues, or - for ids on stdin; all when none is given.", complete_ids)
]

# --- before or after any verb ---

FORMS: Final = ("table", "wide", "plain", "json", "jsonl", "csv", "yaml", "ids", "md", "ics", "docx")
"""All output forms; a command's module says in its own FORMS which of them it has."""
WRITE_FORMS: Final = ("table", "json", "jsonl")
"""The forms of a verb that writes."""


def complete_forms(ctx: typer.Context, incomplete: str) -> list[str]:
    """Output forms, those of the verb where there is one."""
    return [form for form in getattr(ctx.command, "forms", FORMS) if form.startswith(incomplete)]


Register = Annotated[
    str | None,
    option(
        "--register",
        "FILE",
        "The register; else RECTIFY_REGISTER, else issues.yaml or data/issues.yaml here or above.",
        short="-f",
    ),
]
Actor = Annotated[str | None, option("--as", "ACTOR", "Who acts; else RECTIFY_ACTOR, else login@host.")]
Today = Annotated[str | None, option("--today", "DATE", "The day to count from, instead of the clock's.")]
Output = Annotated[
    str | None,
    option(
        "--output", "FORM", f"Output form: {', '.join(FORMS)}; a verb says which it has.", complete_forms, short="-o"
    ),
]
LockTimeout = Annotated[
    float | None, option("--lock-timeout", "SECONDS", "How long to wait for another writer (30).", min=0)
]

# --- of the verbs that write ---

Reason = Annotated[str | None, option("--reason", "TEXT", "Why; kept in the trail.")]
On = Annotated[str | None, option("--on", "DATE", "Business date; the recorded time is always the clock's.")]
DryRun = Annotated[bool, flag("--dry-run", "-n", words="Say what would change, and change nothing.")]
EvidenceFiles = Annotated[
    list[str] | None, option("--evidence", "FILE", "A file to keep as evidence; may be repeated.")
]
EvidenceKind = Annotated[
    str | None,
    option("--evidence-kind", "KIND", "What the files are: photo, measurement, meeting …", complete_evidence_kinds),
]
EvidenceDate = Annotated[str | None, option("--evidence-date", "DATE", "The day the documents bear.")]
Answers = Annotated[
    list[str] | None,
    option("--answer", "ITEM=TEXT", "Answer an item of the checklist, by number or words; may be repeated."),
]
Proofs = Annotated[
    list[str] | None,
    option("--proof", "ITEM=FILE", "Evidence an answer points at: a file handed in, or the name of one that is there."),
]
Responsible = Annotated[
    list[str] | None, option("--unit", "UNIT", "Responsible unit; may be repeated.", complete_units)
]
Lead = Annotated[str | None, option("--lead", "UNIT", "Lead unit.", complete_units)]
Cooperating = Annotated[
    list[str] | None, option("--cooperating", "UNIT", "Cooperating unit; may be repeated.", complete_units)
]
Supervising = Annotated[str | None, option("--supervising", "UNIT", "Supervising unit.", complete_units)]
Accepting = Annotated[str | None, option("--accepting", "UNIT", "Accepting unit.", complete_units)]
Person = Annotated[str | None, option("--person", "NAME", "Person in charge.")]
Due = Annotated[str | None, option("--due", "DATE", "Deadline: a day, or a wording like 2018年底 or 长期坚持.")]
ByUnit = Annotated[str | None, option("--unit", "UNIT", "The unit that acts.", complete_units)]

# --- of the verbs that read ---

WithUnit = Annotated[
    list[str] | None, option("--unit", "UNIT", "Only issues that name this unit, in any role.", complete_units)
]
WithStatus = Annotated[
    list[str] | None, option("--status", "STATUS", "Only this status; may be repeated.", complete_statuses)
]
WithKind = Annotated[list[str] | None, option("--kind", "KIND", "Only this kind; may be repeated.", complete_kinds)]
WithCategory = Annotated[list[str] | None, option("--category", "TEXT", "Only this category.")]
WithRound = Annotated[list[str] | None, option("--round", "TEXT", "Only this round.")]
Fields = Annotated[str | None, option("--fields", "A,B,C", "The fields to show, in this order.", complete_fields)]
AsOf = Annotated[str | None, option("--as-of", "DATE", "The state as the trail had it at the end of that day.")]
OverdueBasis = Annotated[
    str, typer.Option(metavar="BASIS", help="Count overdue against the current or the original deadline.")
]
Limit = Annotated[int | None, option("--limit", "N", "At most so many.", min=0)]
ExitCode = Annotated[bool, flag("--exit-code", words="Exit 1 when there is something to list.")]
