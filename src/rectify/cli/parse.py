"""Words of the command line that must be one of a few, and the issues it names."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from rectify.errors import BadUsage
from rectify.terms import Basis

if TYPE_CHECKING:
    from rectify.cli.runtime import Runtime
    from rectify.model.event import Run
    from rectify.model.register import Register


def known_words(what: str, given: Iterable[str], kind: type[StrEnum]) -> None:
    """Refuse a word that is none of a kind.

    Raises:
        BadUsage: naming the nearest word, or all of them.
    """
    for word in given:
        if word not in list(kind):
            near = get_close_matches(word, list(kind), n=1)
            hint = f"did you mean {near[0]}?" if near else f"one of: {', '.join(kind)}"
            raise BadUsage(message=f"no {what} is called {word!r}", hint=hint)


def some_ids(runtime: "Runtime", given: Sequence[str] | None) -> Sequence[str]:
    """The ids named; none where all are meant.

    A pipe with nothing in it names nothing, which is not all: the command ends there.
    """
    if not given:
        return ()
    found = runtime.ids(given)
    if not found:
        raise typer.Exit
    return found


def known_entries(entries: Sequence[str], register: "Register", trail: Sequence["Run"]) -> None:
    """A slip is no empty answer: an entry is on the register, or at least in the trail.

    Raises:
        UnknownIssue: it is in neither.
    """
    told = {event.issue for run in trail for event in run.events} if entries else set()
    for entry in entries:
        if entry not in told:
            register.get(entry)


def basis_of(word: str) -> Basis:
    """The basis overdue is counted on.

    Raises:
        BadUsage: neither current nor original.
    """
    known_words("overdue basis", [word], Basis)
    return Basis(word)


def fields_of(text: str) -> list[str]:
    """The names of a list with commas."""
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
