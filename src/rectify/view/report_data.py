"""THE EYE: a period in figures as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rectify.periods import Period
from rectify.query.flow import Step
from rectify.view.json_text import envelope
from rectify.view.report import GROUP_FIGURES
from rectify.view.report_words import STOCK, value_of

if TYPE_CHECKING:
    from rectify.query.counts import Count
    from rectify.query.flow import Flow
    from rectify.query.report import Gap, Group, Late, Part, Report


def report_json(report: Report, *, head: str | None, chosen: Sequence[str] = ()) -> str:
    """An object a kind of issue, in `lists`.

    `previous` is null when it is not on record, `steps` without a trail; `since` is the day the trail begins within
    the period. `runs` is the number of the last run that is in the figures, `head` the sha256 of its line.
    """
    now, before = report.now, report.before
    facts: dict[str, Any] = {
        "as_of": now.as_of.isoformat(),
        "period": _span(now.period),
        "since": now.since.isoformat() if now.since else None,
        "previous": None,
        "basis": report.wish.basis.value,
        "chosen": list(chosen),
        "runs": report.runs,
        "head": head,
        "count": len(report.parts),
    }
    if before:
        facts["previous"] = {**_span(before.period), "since": before.since.isoformat() if before.since else None}
    return envelope(facts, "lists", map(_part, report.parts))


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "now": _figures(part.now),
        "before": _figures(part.before) if part.before else None,
        "steps": _steps(part.flow) if part.flow else None,
        "steps_before": _steps(part.flow_before) if part.flow_before else None,
        "standing_steps": {step.value: number for step, number in part.standing_flow.steps.items() if number},
        "recorded_late": {step.value: n for step, n in part.flow.late.items() if n} if part.flow else {},
        "moves": _moves(part.flow) if part.flow else None,
        "closed_after": _gap(part.closed_after),
        "waiting_since": _gap(part.waiting_since),
        "overdue": [_late(one) for one in part.late],
        "groups": {by: [_group(one) for one in groups] for by, groups in part.groups.items()},
    }


def _span(period: Period) -> dict[str, Any]:
    return {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()}


def _figures(count: Count) -> dict[str, int]:
    more = ("once_closed", "standing_closed", "standing_rebounded")
    return {key: value_of(count, key) for key in (*(figure.key for figure in STOCK), *more)}


def _steps(flow: Flow) -> dict[str, int]:
    return {step.value: flow.steps[step] for step in Step}


def _moves(flow: Flow) -> list[dict[str, Any]]:
    """From stage to stage; null is out of the list."""
    pairs = (
        (old.value if old else None, new.value if new else None, times) for (old, new), times in flow.moves.items()
    )
    return [{"from": old, "to": new, "times": times} for old, new, times in pairs if times]


def _gap(gap: Gap) -> dict[str, Any]:
    return {"of": gap.of, "judged": gap.judged, "median": gap.median, "longest": gap.longest, "issue": gap.whose}


def _late(late: Late) -> dict[str, Any]:
    data = late.issue.data()
    deadlines = {name: data.get(name) for name in ("deadline", "original_deadline")}
    return {"id": late.issue.id, "title": late.issue.title, "units": late.units, **deadlines, "days_late": late.days}


def _group(group: Group) -> dict[str, Any]:
    keys = (*GROUP_FIGURES, "of", "once_closed")
    now = {key: value_of(group.now, key) for key in keys}
    before = {key: value_of(group.before, key) for key in keys} if group.before else None
    return {"name": group.now.name, "now": now, "before": before}
