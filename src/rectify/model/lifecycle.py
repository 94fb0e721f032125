"""The life of an issue as tables: which verb goes from where to where, and the gates before it.

- `add` makes an issue open; `start` open → in_progress; `submit` open or in_progress → submitted.
- `verify` submitted → verified (again from verified when stale).
- `return` submitted, verified or on_notice → in_progress.
- `notice` verified → on_notice; withdrawn, back to verified.
- `close` → closed from any status that is not closed, past the gates of the profile; `reopen` closed → in_progress.
- `extend` and `escalate` are for what is not closed, `lookback` for what is; none of them moves the status.
- A verb on an issue already where it leads is nothing to do.
"""

from collections.abc import Mapping
from typing import Final

from rectify.terms import Profile, Status, Verb

NOT_CLOSED: Final = frozenset(Status) - {Status.CLOSED}

FROM: Final[Mapping[Verb, frozenset[Status]]] = {
    Verb.ASSIGN: NOT_CLOSED,
    Verb.START: frozenset({Status.OPEN}),
    Verb.PROGRESS: frozenset({Status.IN_PROGRESS}),
    Verb.SUBMIT: frozenset({Status.OPEN, Status.IN_PROGRESS}),
    Verb.RETURN: frozenset({Status.SUBMITTED, Status.VERIFIED, Status.ON_NOTICE}),
    Verb.VERIFY: frozenset({Status.SUBMITTED}),
    Verb.NOTICE: frozenset({Status.VERIFIED}),
    Verb.EXTEND: NOT_CLOSED,
    Verb.ESCALATE: NOT_CLOSED,
    Verb.LOOKBACK: frozenset({Status.CLOSED}),
    Verb.CLOSE: NOT_CLOSED,
    Verb.REOPEN: frozenset({Status.CLOSED}),
}

LEADS_TO: Final[Mapping[Verb, Status]] = {
    Verb.START: Status.IN_PROGRESS,
    Verb.SUBMIT: Status.SUBMITTED,
    Verb.RETURN: Status.IN_PROGRESS,
    Verb.VERIFY: Status.VERIFIED,
    Verb.NOTICE: Status.ON_NOTICE,
    Verb.CLOSE: Status.CLOSED,
}

FINISHED: Final = frozenset({Status.SUBMITTED, Status.VERIFIED, Status.ON_NOTICE, Status.CLOSED})
"""Done, though perhaps not closed: the responsible unit has nothing left to do."""

GATES: Final[Mapping[Profile, Mapping[Verb, tuple[str, ...]]]] = {
    Profile.SIMPLE: {
        Verb.START: ("responsible_unit",),
        Verb.SUBMIT: ("evidence",),
        Verb.CLOSE: ("evidence",),
    },
    Profile.SUPERVISED: {
        Verb.START: ("responsible_unit",),
        Verb.SUBMIT: ("responsible_unit", "measures_done", "evidence"),
        Verb.VERIFY: ("measures_done",),
        Verb.NOTICE: ("measures_done", "accepted"),
        Verb.CLOSE: ("evidence", "measures_done", "tasks_closed", "accepted", "unfounded"),
    },
    Profile.CHAIN: {
        Verb.START: ("responsible_unit",),
        Verb.SUBMIT: ("responsible_unit", "measures_done", "evidence"),
        Verb.VERIFY: ("measures_done",),
        Verb.NOTICE: ("measures_done", "accepted"),
        Verb.CLOSE: (
            "evidence",
            "measures_done",
            "tasks_closed",
            "accepted",
            "checklist",
            "notice",
            "filing",
            "like_problems",
            "unfounded",
        ),
    },
}
"""Gates by name, in the order they are told; `model/gates.py` holds each one's rule."""

UNFOUNDED_GATES: Final[Mapping[Profile, Mapping[Verb, tuple[str, ...]]]] = {
    Profile.SIMPLE: GATES[Profile.SIMPLE],
    Profile.SUPERVISED: {
        Verb.START: ("responsible_unit",),
        Verb.SUBMIT: ("responsible_unit", "evidence"),
        Verb.NOTICE: ("accepted",),
        Verb.CLOSE: ("evidence", "accepted", "unfounded"),
    },
    Profile.CHAIN: {
        Verb.START: ("responsible_unit",),
        Verb.SUBMIT: ("responsible_unit", "evidence"),
        Verb.NOTICE: ("accepted",),
        Verb.CLOSE: ("evidence", "accepted", "unfounded"),
    },
}
"""The gates of a petition that was found to be unfounded (不属实): looked into, confirmed by another, closed."""

DONE_WORD: Final[Mapping[Verb, str]] = {
    Verb.ASSIGN: "assigned",
    Verb.START: "started",
    Verb.PROGRESS: "reported on",
    Verb.SUBMIT: "submitted",
    Verb.RETURN: "returned",
    Verb.VERIFY: "verified",
    Verb.CLOSE: "closed",
    Verb.REOPEN: "reopened",
    Verb.EDIT: "edited",
    Verb.ADD: "added",
    Verb.NOTE: "noted",
    Verb.NOTICE: "put on notice",
    Verb.EXTEND: "extended",
    Verb.LOOKBACK: "looked back at",
    Verb.ESCALATE: "escalated",
    Verb.POLICY: "changed",
    Verb.ADOPT: "adopted",
    Verb.UNDO: "undone",
}

WAY_ON: Final[Mapping[Status, str]] = {
    Status.OPEN: "rectify start {id}",
    Status.IN_PROGRESS: "rectify submit {id} --evidence FILE",
    Status.SUBMITTED: "rectify verify {id} --method onsite, or rectify return {id} --reason TEXT",
    Status.VERIFIED: "rectify close {id}, or rectify return {id} --reason TEXT",
    Status.ON_NOTICE: "rectify close {id}, or rectify return {id} --reason TEXT",
    Status.CLOSED: "rectify reopen {id} --reason TEXT",
}
"""The usual next command from a status."""
