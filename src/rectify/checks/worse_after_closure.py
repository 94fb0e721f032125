"""worse-after-closure: what was struck off may only get better, never worse."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.model.plan import Indicator
from rectify.terms import Severity, Status

NAME = "worse-after-closure"
SEVERITIES = (Severity.ERROR, Severity.WARNING)
FINDS = (
    "A closed issue with a reading that is of a day after its closure, or was recorded after it, and is worse than "
    "the last one it was closed on. "
    "An error where the reading misses the target, else a warning. Whether up or down is worse is told by "
    "baseline and target; an indicator that lacks one of them is not judged."
)
WHY = (
    "Environmental quality may only get better, never worse. A figure that worsens after the closure says that "
    "the cure did not hold: a rebound (反弹)."
)
DO = (
    "Go there and look back. Where the problem is there again: rectify reopen ID --rebound --reason TEXT. Where "
    "the figure is a wavering of the instrument, say so in a remark: rectify note ID TEXT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues whose figures got worse since."""
    for issue in seen.register.issues:
        closed = _closed_on(issue)
        for index, part in enumerate(issue.indicators if closed else ()):
            known = _known_at_closure(seen, issue, index)
            for severity, message in _worsened(part, closed or date.max, known):
                hint = f"look at the place; if the problem is back: rectify reopen {issue.id} --rebound --reason TEXT"
                yield seen.flaw(NAME, severity, issue, f"indicators[{index}].readings", message, hint=hint)


def _closed_on(issue: Issue) -> date | None:
    closed = (one.on for one in reversed(issue.closures) if one.cycle == issue.cycle and one.reopened_on is None)
    return next(closed, None) if issue.status is Status.CLOSED else None


def _known_at_closure(seen: Inspected, issue: Issue, index: int) -> int | None:
    """How many readings of an indicator were on record when the issue was closed; None where the trail is silent."""
    events = [event for _, event in seen.standing_events(issue.id)]
    closings = [at for at, event in enumerate(events) if event.value_after("status") == Status.CLOSED]
    if not closings:
        return None
    path = re.compile(rf"indicators\[{index}\]\.readings\[(\d+)\]\Z", re.ASCII)
    later = (path.match(change.path) for event in events[closings[-1] + 1 :] for change in event.changes)
    return min((int(found[1]) for found in later if found), default=None)


def _worsened(part: Indicator, closed: date, known: int | None) -> Iterator[tuple[Severity, str]]:
    """The last reading, where it is worse than the one the issue was closed on; those from `known` on came after."""
    limit = len(part.readings) if known is None else known
    told = [(one, one.on > closed or number >= limit) for number, one in enumerate(part.readings)]
    in_order = sorted(told, key=lambda pair: pair[0].on)  # of one day the last that was reported
    before = [one for one, is_after in in_order if not is_after]
    after = [one for one, is_after in in_order if is_after]
    if not before or not after or not part.is_worse(before[-1].value, after[-1].value):
        return
    misses = part.target is not None and _misses(part, part.target, after[-1].value)
    read = f"had {before[-1].value} on {before[-1].on} and has {after[-1].value} on {after[-1].on}"
    goal = f"its target of {part.target}"
    words = f"indicator {part.name} {read}, {_after(after[-1].on, closed)} the closure of {closed}"
    yield (
        (Severity.ERROR if misses else Severity.WARNING),
        f"{words}: worse, {'and misses' if misses else 'though within'} {goal}",
    )


def _after(day: date, closed: date) -> str:
    return "after" if day > closed else "recorded after"


def _misses(part: Indicator, target: Decimal, value: Decimal) -> bool:
    """True when the target is not reached: seen from it, the figure lies on the side of the baseline."""
    return part.is_worse(target, value)
