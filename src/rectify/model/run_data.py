"""Runs and events as JSON data, with the keys of the trail, in their order (docs/trail.md)."""

from typing import Any

from rectify.model.event import FORMAT, Event, Run


def run_data(run: Run) -> dict[str, Any]:
    """A run as it stands in the trail: `prev` first, so that the chain can be checked without parsing."""
    data: dict[str, Any] = {"prev": list(run.prev), "seq": run.seq, "format": FORMAT, "at": run.at}
    data |= {"actor": run.actor, "login": run.login, "host": run.host, "via": run.via, "tool": run.tool}
    if run.batch_id is not None:
        data["batch_id"] = run.batch_id
    if run.outside:
        data["outside"] = list(run.outside)
    return data | {"before": run.before, "after": run.after, "events": [event_data(event) for event in run.events]}


def event_data(event: Event) -> dict[str, Any]:
    """An event with the keys of the trail; what was not said is left out."""
    data: dict[str, Any] = {"verb": event.verb, "issue": event.issue}
    said = {"reason": event.reason, "text": event.text, "on": event.on}
    data |= {key: value for key, value in said.items() if value is not None}
    data["changes"] = changes_data(event)
    data["evidence"] = [{"sha256": one.sha256, "name": one.name, "size": one.size} for one in event.evidence]
    return data


def changes_data(event: Event) -> list[dict[str, Any]]:
    """The changed fields of an event."""
    return [{"path": one.path, "before": one.before, "after": one.after} for one in event.changes]
