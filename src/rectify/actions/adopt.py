"""adopt: what was edited by hand is taken into the trail."""

import json
from collections.abc import Sequence
from typing import Any

from rectify.actions.due import move_deadline
from rectify.errors import Detail, PastGates, Refused
from rectify.model.event import Event
from rectify.model.guarded import guarded_fields
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.offices import require_office
from rectify.terms import Verb


def adopted(replayed: dict[str, Any], on_disk: Issue) -> Issue:
    """The issue as it shall be after its hand edit is adopted.

    - A deadline moved by hand keeps its original like any other.
    - An original deadline that was rewritten is not adopted; one that was first written by hand is,
      unless it is not the deadline that the trail knows and that moved with the same edit.

    Args:
        replayed: the issue's JSON data as the trail has it; empty for an issue added by hand.
        on_disk: the issue as the register file has it.

    Raises:
        Refused: the original deadline was rewritten.
    """
    if not replayed:
        return on_disk
    known = Issue.model_validate(replayed)
    if known.original_deadline is None and on_disk.original_deadline is None:
        return move_deadline(on_disk.but(deadline=known.deadline), on_disk.deadline)
    first = known.original_deadline or (known.deadline if known.deadline != on_disk.deadline else None)
    if first is not None and on_disk.original_deadline != first:
        raise Refused(
            id=on_disk.id,
            done="adopted",
            why="its original deadline was written by hand, and not as the trail knows it",
            hint=f"put it back: original_deadline: {json.dumps(first.data(), ensure_ascii=False)}",
        )
    return on_disk


def require_gates_kept(header: Header, events: Sequence[Event], after: Header, *, past_gates: bool) -> None:
    """Refuse hand edits of what the gates rest on, where duties are separated, unless somebody answers for them.

    Args:
        header: the one in force, of the trail.
        events: what would be adopted.
        after: the header as it would be then.
        past_gates: they were asked for.

    Raises:
        PastGates: naming the fields; those of further entries are details.
        Refused: nobody would be left who may change the policy.
    """
    require_office(after, Verb.ADOPT)
    if past_gates or not header.policy.separates_duties:
        return
    told = [(event.issue, ", ".join(fields)) for event in events if (fields := guarded_fields(event))]
    if told:
        (first, names), *others = told
        details = tuple(Detail(entry, f"{more} changed by hand too") for entry, more in others)
        raise PastGates(id=first, fields=names, profile=header.policy.profile, details=details)
