"""outside-edit: what the register says is what the trail says, field by field."""

import json
from collections.abc import Iterator
from typing import Any

from rectify.checks.inspected import Inspected
from rectify.model.event import Event
from rectify.model.flaw import Flaw
from rectify.model.names import RESERVED_ID
from rectify.model.path import Step, read_path, write_path
from rectify.terms import Severity

NAME = "outside-edit"
SEVERITIES = (Severity.ERROR,)
FINDS = (
    "A field of the register that is not what the trail says: it was changed outside rectify and not adopted. "
    "Also an issue that was deleted."
)
WHY = (
    "A hand edit is welcome, but until it is adopted nobody answers for it and no reason is given. This is how "
    "deadlines move and closures vanish in real ledgers."
)
DO = (
    "Where the edit is right, take it into the trail: rectify audit adopt ID --reason TEXT. Where it is not, put "
    "the old value back. A deleted issue must come back: from git, from a backup, or from rectify check "
    "--rebuild."
)
LONGEST = 60
"""A value is not told in more characters than this."""
LEAD = 15
"""So much of what two long values have in common is told before they part."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Every field that was changed outside rectify and not adopted."""
    for event in seen.edits:
        if event.issue != RESERVED_ID and event.issue not in seen.register.by_id:
            yield Flaw(
                NAME,
                Severity.ERROR,
                f"{event.issue} is in the trail but was deleted from the register",
                issue=event.issue,
                hint="put it back, for example from git; an issue is never removed",
            )
            continue
        yield from _fields(seen, event)


def _fields(seen: Inspected, event: Event) -> Iterator[Flaw]:
    wholes = ((read_path(change.path), change.before, change.after) for change in event.changes)
    for at, before, after in (part for whole in wholes for part in (*_parts(*whole),) or (whole,)):
        path = write_path(at)
        old, new = _words(before, after)
        yield Flaw(
            NAME,
            Severity.ERROR,
            f"{event.issue} {path}: {old} → {new}, outside rectify",
            issue=event.issue,
            path=path,
            place=seen.place(event.issue, path),
            hint=f"take it into the trail: rectify audit adopt {event.issue} --reason TEXT",
        )


def _parts(at: tuple[Step, ...], before: Any, after: Any) -> Iterator[tuple[tuple[Step, ...], Any, Any]]:
    """Where two values differ: within mappings, and within lists of as many mappings, part by part."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield from _parts((*at, key), before.get(key), after.get(key))
    elif _are_mappings(before) and _are_mappings(after) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _parts((*at, index), old, new)
    else:
        yield at, before, after


def _are_mappings(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(part, dict) for part in value)


def _words(before: Any, after: Any) -> tuple[str, str]:
    """Both values in short, cut so that the place where they part is seen; never the same text twice."""
    old, new = _text(before), _text(after)
    if old == new:
        old, new = json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False)
    parted = (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    common = next(parted, min(len(old), len(new)))
    start = common - LEAD if common > LONGEST - LEAD and max(len(old), len(new)) > LONGEST else 0
    return _cut(old, start), _cut(new, start)


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cut(text: str, start: int) -> str:
    rest = f"…{text[start:]}" if start else text
    return rest if len(rest) <= LONGEST else rest[: LONGEST - 1] + "…"
