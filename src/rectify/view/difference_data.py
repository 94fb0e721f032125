"""THE EYE: what is different between two states, as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rectify.model.event import Run
from rectify.query.diff import Comparison, Difference, Told
from rectify.view.json_text import envelope, json_lines


def difference_json(found: Comparison, *, as_of: date, outside: Sequence[str] = ()) -> str:
    """The two states, how many issues changed of how many, and the differences.

    Args:
        found: the two states, compared.
        as_of: the day it was asked on.
        outside: entries with hand edits that are not in the trail, when it was the trail that was compared.
    """
    head = {
        "as_of": as_of.isoformat(),
        "from": _run_data(found.first),
        "to": None if found.is_by_hand else _run_data(found.last) or {"run": 0, "at": None},
        "count": len(found.differences),
        "changed": len(found.changed),
        "total": found.total,
        "runs": found.runs,
        "outside": list(outside),
    }
    return envelope(head, "differences", map(_data, found.differences))


def difference_jsonl(found: Comparison) -> str:
    """The differences alone, an entry a line."""
    return json_lines(map(_data, found.differences))


def _run_data(run: Run | None) -> dict[str, Any] | None:
    return {"run": run.seq, "at": run.at} if run else None


def _data(difference: Difference) -> dict[str, Any]:
    return {
        "issue": difference.entry,
        "title": difference.title or None,
        "state": difference.state,
        "changes": [{"path": one.path, "before": one.before, "after": one.after} for one in difference.changes],
        "runs": [_told_data(told) for told in difference.told],
    }


def _told_data(told: Told) -> dict[str, Any]:
    run, event = told
    made = {"seq": run.seq, "at": run.at, "actor": run.actor, "login": run.login, "host": run.host, "via": run.via}
    said = {"batch_id": run.batch_id, "on": event.on, "reason": event.reason, "text": event.text}
    return {**made, "verb": event.verb, **{key: value for key, value in said.items() if value is not None}}
