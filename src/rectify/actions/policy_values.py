"""The fields of a policy by path, with values as people type them: `levels=县级验收,市级验收`, `notice_days=10`."""

import json
import re
from difflib import get_close_matches
from typing import Any, Final

from rectify.errors import BadUsage, BadValue, UnknownField
from rectify.model.path import Step, get, put, read_path
from rectify.model.policy import Level, Policy

_BY_NAME: Final = re.compile(r"levels\[([^\]\[\"]+)\]")
_COMMAS: Final = re.compile(r"[,，、;；]")
_SEMICOLONS: Final = re.compile(r"[;；\n]")
_LISTS: Final = {"levels": _COMMAS, "checklist": _SEMICOLONS, "look_back_months": _COMMAS, "evidence_kinds": _COMMAS}
"""What parts a list is split into; an item of the checklist is a sentence and may hold a comma."""


def put_value(data: dict[str, Any], path: str, value: Any) -> None:
    """Set a field of a policy's JSON data, in place; None takes it back to the usual value.

    A list is split at commas or semicolons; what begins with [ or { is JSON. A level is called by its name
    (`levels[市级验收].onsite`) or its number, from 0; in a list of names one that is there keeps its unit and visit.

    Raises:
        UnknownField, BadUsage, BadValue: the path leads nowhere, or the value cannot be read.
    """
    steps = _steps(data, path)
    found = _read(steps, value)
    if steps == ("levels",) and isinstance(found, list):
        known = {level["name"]: level for level in data.get("levels", ())}
        found = [known.get(one, {"name": one}) if isinstance(one, str) else one for one in found]
    try:
        if found is None and isinstance(steps[-1], int):
            get(data, steps[:-1]).pop(steps[-1])  # without a level, not with a hole in its place
        else:
            put(data, steps, found)
    except (LookupError, TypeError, AttributeError):
        raise BadValue(field=path, why="there is nothing at this path") from None


def _steps(data: dict[str, Any], path: str) -> tuple[Step, ...]:
    plain = path.removeprefix("policy.")
    head = re.split(r"[.\[]", plain, maxsplit=1)[0]
    if head not in Policy.model_fields:
        near = get_close_matches(head, Policy.model_fields, n=1)
        hint = f"did you mean {near[0]}?" if near else f"a policy has: {', '.join(Policy.model_fields)}"
        raise UnknownField(name=path, fields="", hint=hint)
    if found := _BY_NAME.match(plain):
        plain = f"levels[{_index(data, found[1])}]{plain[found.end() :]}"
    try:
        steps = read_path(plain)
    except ValueError:
        raise BadUsage(message=f"{path!r} is no path", hint="write one like levels[市级验收].onsite") from None
    if len(steps) > 2 and str(steps[2]) not in Level.model_fields:
        raise UnknownField(name=path, fields=", ".join(Level.model_fields))
    return steps


def _index(data: dict[str, Any], name: str) -> int:
    names = [level["name"] for level in data.get("levels", ())]
    if name in names:
        return names.index(name)
    if name.isascii() and name.isdigit():
        return int(name[:9])
    raise BadValue(field=f"levels[{name}]", why=f"no level is called so; there are: {', '.join(names) or 'none'}")


def _read(steps: tuple[Step, ...], value: Any) -> Any:
    """A value as the policy takes it."""
    name = str(steps[0])
    if len(steps) > 1 or name not in _LISTS or not isinstance(value, str):
        return value
    if value.startswith(("[", "{")):
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise BadValue(field=name, why=f"looks like JSON but is not ({error})") from None
    return [part for one in _LISTS[name].split(value) if (part := one.strip())]
