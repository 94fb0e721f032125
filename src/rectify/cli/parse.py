"""Words of the command line that must be one of a few."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from rectify.errors import BadUsage
from rectify.terms import Basis


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
