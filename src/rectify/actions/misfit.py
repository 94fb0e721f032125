"""What does not fit, in the words of whoever typed it: pydantic's kinds of flaw, told with the word that was meant."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

_PLAINER: Final = {
    "extra_forbidden": "there is no such field",
    "missing": "it cannot be left out",
    "model_type": "it has parts; give them as a mapping",
    "dict_type": "it has parts; give them as a mapping",
    "tuple_type": "expected a list",
    "string_type": "expected text",
}
_TOKEN: Final = re.compile(r"'([^']+)'")
_LONG: Final = 64


class Misfit(NamedTuple):
    """Why a value does not fit, and what would."""

    why: str
    hint: str | None = None


def misfit(flaw: Mapping[str, Any], called: str = "") -> Misfit:
    """One flaw as pydantic lists it.

    Args:
        flaw: its type, place, message and input.
        called: what the field is called where it was given (`--rung`); else its name.
    """
    if flaw["type"] == "enum":
        name = _name_of(flaw["loc"])
        known = _TOKEN.findall(flaw["ctx"]["expected"])
        near = get_close_matches(str(flaw["input"]).casefold(), known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        return Misfit(
            f"no {name} is called {_quoted(flaw['input'])}", f"{meant}{called or name} is one of: {', '.join(known)}"
        )
    message = _PLAINER.get(flaw["type"], f"{flaw['msg'][:1].lower()}{flaw['msg'][1:]}")
    is_named = message.startswith("not ") and isinstance(flaw["input"], str)
    return Misfit(f"{_quoted(flaw['input'])} is {message}" if is_named else message)


def _name_of(steps: tuple[str | int, ...]) -> str:
    """The field of a place; of a list the name of one part of it (`roles[0]` is a role)."""
    name = next((step for step in reversed(steps) if isinstance(step, str)), "value")
    return name.removesuffix("s") if isinstance(steps[-1], int) else name


def _quoted(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…{text[0]}"
