"""outside-edit: what the register says is what the trail says, field by field."""

import json
from collections.abc import Iterator
from typing import Any

from rectify.checks.inspected import Inspected
from rectify.model.event import Event
from rectify.model.flaw import Flaw
from rectify.model.text import RESERVED_ID
from rectify.terms import Severity

NAME = "outside-edit"


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
    for change in event.changes:
        yield Flaw(
            NAME,
            Severity.ERROR,
            f"{event.issue} {change.path}: {_words(change.before)} → {_words(change.after)}, outside rectify",
            issue=event.issue,
            path=change.path,
            place=seen.place(event.issue, change.path),
            hint=f"take it into the trail: rectify audit adopt {event.issue} --reason TEXT",
        )


def _words(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
