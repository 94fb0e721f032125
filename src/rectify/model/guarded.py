"""What the gates rest on: fields that only a verb may change where duties are separated, never a text editor."""

from typing import Final

from rectify.model.event import Event
from rectify.model.names import RESERVED_ID
from rectify.model.path import read_path
from rectify.terms import Status

GUARDED: Final = frozenset(
    {
        "status",
        "cycle",
        "outcome",
        "kind",
        "parent",
        "finding",
        "deadline",
        "original_deadline",
        "extensions",
        "submissions",
        "verifications",
        "checklist",
        "notices",
        "closures",
        "look_backs",
        "escalations",
        "evidence",
    }
)
"""Fields of an issue."""
GUARDED_HEAD: Final = frozenset({"policy", "people", "units", "timezone"})
"""Keys of the header: people and units are compared through it, and the day a notice is over by its time zone."""
_OF_THE_NEW: Final = frozenset({"kind", "parent", "deadline"})
"""What an issue may have that is put on the register, by a verb or by hand."""


def guarded_fields(event: Event) -> tuple[str, ...]:
    """The fields among the changes of an event that the gates rest on, each once; an open new issue has none."""
    guarded = GUARDED_HEAD if event.issue == RESERVED_ID else GUARDED
    is_new = event.value_after("id") is not None
    found: list[str] = []
    for change in event.changes:
        field = str((*read_path(change.path), "")[0])
        is_usual = is_new and (field in _OF_THE_NEW or (field == "status" and change.after == Status.OPEN))
        if field in guarded and not is_usual:
            found.append(field)
    return tuple(dict.fromkeys(found))
