"""sudden-percent: a report of 100 percent follows on reports of less."""

from collections.abc import Iterable, Iterator

from rectify.checks.inspected import Inspected, Told
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw
from rectify.terms import DeadlineClass, Severity

NAME = "sudden-percent"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "An issue at 100 percent that came there in one report, from less than 50 or from no figure at all (the "
    "figure is ours). Duties that are immediate (立行立改) are left out."
)
WHY = (
    "Real work passes through stages. A figure that jumps to the end near the deadline is how false completion "
    "looks in the ledger."
)
DO = (
    "Look at what came with the report: rectify log ID. Visit the place before anybody accepts. A progress that "
    "was only never reported can be said in a remark: rectify note ID TEXT."
)
USUAL = 50
"""Whoever reports 100 percent had reported at least so much before (ours)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues whose last figure came from far below."""
    for issue in seen.register.issues:
        is_immediate = issue.deadline is not None and issue.deadline.class_ is DeadlineClass.IMMEDIATE
        if issue.percent != 100 or is_immediate:
            continue
        for run, event, start in _last_jump(seen.standing_events(issue.id)):
            message = f"went from {start} to 100 in one report ({seen.told(run, event)})"
            yield seen.flaw(NAME, Severity.WARNING, issue, "percent", message)


def _last_jump(told: Iterable[Told]) -> Iterator[tuple[Run, Event, str]]:
    """The last report of a percentage, where it is a jump; an issue that came in with its figure has made none."""
    reports = [(run, event, change) for run, event in told for change in event.changes if change.path == "percent"]
    for run, event, change in reports[-1:]:
        if event.value_after("id") is None and (change.before is None or _is_low(change.before)):
            yield run, event, "no figure" if change.before is None else f"{change.before} percent"


def _is_low(figure: object) -> bool:
    return isinstance(figure, int) and figure < USUAL
