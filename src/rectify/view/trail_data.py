"""THE EYE: runs and events as JSON data, with the keys of the trail, in their order."""

from collections.abc import Sequence
from typing import Any

from rectify.model.event import FORMAT, Event, Run
from rectify.view.json_text import envelope, json_lines


def runs_json(runs: Sequence[Run], *, total: int, as_of: str) -> str:
    """Runs as they stand in the trail.

    Args:
        runs: in the order to show.
        total: how many the trail holds.
        as_of: the day it was asked on, ISO.
    """
    head = {"as_of": as_of, "count": len(runs), "total": total}
    return envelope(head, "runs", (run_data(run) for run in runs))


def runs_jsonl(runs: Sequence[Run]) -> str:
    """A run a line, without spaces: the bytes of the trail, save that what is invisible is escaped."""
    return json_lines((run_data(run) for run in runs), is_compact=True)


def run_data(run: Run) -> dict[str, Any]:
    """A run with the keys of the trail."""
    data: dict[str, Any] = {"prev": list(run.prev), "seq": run.seq, "format": FORMAT, "at": run.at, "actor": run.actor}
    data |= {"login": run.login, "host": run.host, "via": run.via, "tool": run.tool}
    data |= {"batch_id": run.batch_id} if run.batch_id is not None else {}
    data |= {"outside": list(run.outside)} if run.outside else {}
    return data | {"before": run.before, "after": run.after, "events": [event_data(event) for event in run.events]}


def event_data(event: Event) -> dict[str, Any]:
    """An event with the keys of the trail."""
    said = {"reason": event.reason, "text": event.text, "on": event.on}
    return {
        "verb": event.verb,
        "issue": event.issue,
        **{key: value for key, value in said.items() if value is not None},
        "changes": changes_data(event),
        "evidence": [{"sha256": one.sha256, "name": one.name, "size": one.size} for one in event.evidence],
    }


def changes_data(event: Event) -> list[dict[str, Any]]:
    """The changed fields of an event."""
    return [{"path": one.path, "before": one.before, "after": one.after} for one in event.changes]
