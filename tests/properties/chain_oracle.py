"""What an auditor finds in a trail alone, about every closure in profile chain; none of the gates' own code is used."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rectify.model.event import Event, Run, replay

LEVELS = ("县级验收", "州级验收")
ITEMS = ("措施全部完成", "举一反三")
DAYS = 10
ACCEPTING = {"马工", "李强", "赵敏"}
HOUSING = {"wang", "马工", "钱批"}
"""Who belongs to the responsible unit, under whatever name."""
PUBLIC = {"公示员"}
OFFICE = {"周办"}
BOUND = ("title", "description", "target", "standard", "indicators", "measures", "milestones", "kind", "finding")


def closures_without_every_gate(runs: Sequence[Run], entry: str) -> Iterator[str]:
    """What each closing event of an issue lacks, read from the trail that leads to it."""
    told: list[tuple[Run, Event]] = []
    for run in runs:
        for event in run.events:
            if event.issue != entry:
                continue
            if event.value_after("status") == "closed" and event.verb != "undo":
                yield from _lacks(runs, told, run, event)
            told.append((run, event))


def _state(runs: Sequence[Run], run: Run, event: Event) -> dict[str, Any]:
    """The issue as that event leaves it."""
    before = runs[: runs.index(run)]
    part = run._replace(events=run.events[: run.events.index(event) + 1])
    return replay([*before, part])[event.issue]


def _lacks(runs: Sequence[Run], told: Sequence[tuple[Run, Event]], run: Run, closing: Event) -> Iterator[str]:
    life, issue = _this_cycle(told), _state(runs, run, closing)
    cycle = issue.get("cycle", 1)
    if closing.verb != "close" or run.actor not in OFFICE:
        yield f"closed by {run.actor} with {closing.verb}"
    closure = issue["closures"][-1]
    yield from (f"no {name}" for name in ("filing_no", "like") if not closure.get(name))
    evidence = {item["sha256"] for item in issue.get("evidence", ()) if item.get("cycle", 1) == cycle}
    brought = {m.sha256 for _, event in life if event.verb in ("submit", "progress", "note") for m in event.evidence}
    if not evidence & brought:
        yield "no evidence"
    yield from (f"measure {one['id']} is not done" for one in issue.get("measures", ()) if not one.get("done_on"))
    yield from _verified(runs, life, issue)
    answers = [one for one in issue.get("checklist", ()) if one.get("cycle", 1) == cycle]
    answered = {one["item"] for one in answers if one.get("answer") and set(one.get("evidence", ())) & evidence}
    yield from (f"item {item} is not answered" for item in ITEMS if item not in answered)
    yield from _published(life, run, issue)


def _this_cycle(told: Sequence[tuple[Run, Event]]) -> list[tuple[Run, Event]]:
    last = max((number for number, (_, event) in enumerate(told) if event.verb == "reopen"), default=-1)
    return list(told[last + 1 :])


def _since(life: Sequence[tuple[Run, Event]], verb: str) -> list[tuple[Run, Event]]:
    """What came after the last of this verb."""
    last = max((number for number, (_, event) in enumerate(life) if event.verb == verb), default=-1)
    return list(life[last + 1 :])


def _verified(runs: Sequence[Run], life: Sequence[tuple[Run, Event]], issue: dict[str, Any]) -> Iterator[str]:
    """Every level in turn, each by another, after the last return, of the issue as it was when it was closed."""
    workers = {run.actor for run, event in life if event.verb in ("start", "submit", "progress")}
    wanted = list(LEVELS)
    accepted: set[str] = set()
    for run, event in _since(life, "return"):
        if event.verb != "verify" or not wanted or run.actor not in ACCEPTING - HOUSING - workers - accepted:
            continue
        seen = [change.after for change in event.changes if change.path.startswith("verifications")]
        parts = [one for found in seen for one in (found if isinstance(found, list) else [found])]
        is_same = _bound(_state(runs, run, event), life) == _bound(issue, life)
        if is_same and any(one.get("level") == wanted[0] for one in parts if isinstance(one, dict)):
            wanted.pop(0)
            accepted.add(run.actor)
    yield from (f"{level} has not accepted it" for level in wanted)


def _bound(issue: dict[str, Any], life: Sequence[tuple[Run, Event]]) -> Any:
    """What a verification saw: the substance, who is responsible, and the evidence that came with the work."""
    work = {m.sha256 for _, event in life if event.verb in ("submit", "progress", "note") for m in event.evidence}
    files = [item["sha256"] for item in issue.get("evidence", ()) if item["sha256"] in work]
    units = issue.get("units", {})
    return [issue.get(name) for name in BOUND], units.get("responsible"), units.get("lead"), files


def _published(life: Sequence[tuple[Run, Event]], closing: Run, issue: dict[str, Any]) -> Iterator[str]:
    """A notice by the public desk, for ten week days, over before the recorded day; every objection answered."""
    notices = [one for one in issue.get("notices", ()) if one.get("cycle", 1) == issue.get("cycle", 1)]
    made = sum(_is_objection(event) for _, event in life)
    if made != sum(len(one.get("objections", ())) for one in notices):
        yield "an objection was forgotten"
    standing = [one for one in notices if "withdrawn_on" not in one and one["by"] in PUBLIC]
    if not standing or any(event.verb == "notice" for _, event in life) is False:
        yield "no notice"
        return
    first, last = (date.fromisoformat(standing[-1][key]) for key in ("on", "ends"))
    span = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    if sum(day.weekday() < 5 for day in span) < DAYS:
        yield f"the notice ran from {first} to {last}"
    if closing.at[:10] <= last.isoformat():
        yield f"closed on {closing.at} and the notice ran until {last}"
    if any("answer" not in one for one in standing[-1].get("objections", ())):
        yield "an objection is not answered"


def _is_objection(event: Event) -> bool:
    return event.verb == "notice" and any(
        ".objections" in change.path and change.before is None and _has_text(change.after) for change in event.changes
    )


def _has_text(part: Any) -> bool:
    return any(isinstance(one, dict) and "text" in one for one in (part if isinstance(part, list) else [part]))
