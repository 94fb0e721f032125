"""dropped-measure: what the plan promised stays in the plan."""

from collections.abc import Iterable, Iterator
from typing import Any

from rectify.checks.inspected import Inspected, Told
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Severity

NAME = "dropped-measure"
SEVERITIES = (Severity.WARNING,)
FINDS = "A measure that was in the plan, by the trail, and is not there any more, under its id or with the same text."
WHY = (
    "A measure that cannot be done in time is most easily done by leaving it out. What was published as the "
    "plan is what the public was promised."
)
DO = (
    "Ask who allowed it. Put it back with rectify edit, or keep the decision as evidence: rectify note ID TEXT "
    "--evidence FILE."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Measures that were taken out of a plan, each told with the run that did it."""
    for issue in seen.register.issues:
        for run, event, measure in _dropped(issue, seen.standing_events(issue.id)):
            done = f", done on {measure['done_on']}" if measure.get("done_on") else ""
            why = f"the reason given: {event.reason}" if event.reason else "no reason was given"
            message = f"measure {measure['id']} ({measure.get('text')}{done}) was taken out of the plan"
            told = f"{message} by {run.actor} ({seen.told(run, event)}); {why}"
            yield seen.flaw(NAME, Severity.WARNING, issue, "measures", told)


def _dropped(issue: Issue, told: Iterable[Told]) -> Iterator[tuple[Run, Event, dict[str, Any]]]:
    present = {part.id for part in issue.measures} | {part.text for part in issue.measures}
    last: dict[str, tuple[Run, Event, dict[str, Any]]] = {}
    for run, event in told:
        for change in event.changes:
            if change.path == "measures":  # a list that loses a part is told whole (model/diff.py)
                kept = _by_id(change.after)
                gone = {id_: part for id_, part in _by_id(change.before).items() if id_ not in kept}
                last |= {id_: (run, event, part) for id_, part in gone.items()}
    yield from (one for id_, one in last.items() if id_ not in present and str(one[2].get("text")) not in present)


def _by_id(parts: Any) -> dict[str, dict[str, Any]]:
    """Measures by their ids; what a foreign trail has in their place is none."""
    found = parts if isinstance(parts, list | tuple) else ()
    return {part["id"]: part for part in found if isinstance(part, dict) and isinstance(part.get("id"), str)}
