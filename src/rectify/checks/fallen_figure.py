"""fallen-figure: what was reached once is not lost again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from rectify.checks.inspected import Inspected, Told
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.model.flaw import Flaw
from rectify.model.path import get, put, read_path
from rectify.model.plan import Indicator
from rectify.terms import Severity, Verb

NAME = "fallen-figure"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A report of a lower percentage than the one before, or of an indicator's figure that moved away from its "
    "target, though a reason was given. Whether up or down is better is told by baseline and target; an "
    "indicator that lacks one of them is not judged. A reopening begins anew; what a look-back read is judged "
    "by worse-after-closure."
)
WHY = "Either the earlier report was too good, or what was done is coming undone. Both are worth a visit."
DO = (
    "Read the reason in the message and in rectify log ID. Where the earlier figure was wrong, ask how it came "
    "about; where the cure does not hold, act before the deadline."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Reports of less than the report before."""
    for issue in seen.register.issues:
        for run, event, path, words in _falls(seen.events.get(issue.id, ())):
            if seen.stands(run):
                why = f"; the reason given: {event.reason}" if event.reason else ""
                message = f"{words} ({seen.told(run, event)}){why}"
                yield seen.flaw(NAME, Severity.WARNING, issue, path, message)


def _falls(told: Iterable[Told]) -> Iterator[tuple[Run, Event, str, str]]:
    """The falls of one issue: each with the path of the figure and the words for it.

    What an issue has as indicators is followed along, since a change tells only the place of one.
    """
    entry: dict[str, Any] = {}
    unreported: set[str] = set()  # places of figures that nobody has read since the issue was reopened
    for run, event in told:
        if event.verb == Verb.REOPEN:
            unreported = {f"indicators[{index}].actual" for index, _ in enumerate(entry.get("indicators", ()))}
        for change in event.changes:
            if change.path == "percent" and _is_lower(change):
                yield run, event, "percent", f"fell from {change.before} to {change.after} percent"
            elif change.path.startswith("indicators"):
                words = _worse(entry, change)
                if words and change.path not in unreported and event.verb != Verb.LOOKBACK:
                    yield run, event, change.path, words
                unreported.discard(change.path)


def _is_lower(change: Change) -> bool:
    return isinstance(change.before, int) and isinstance(change.after, int) and change.after < change.before


def _worse(entry: dict[str, Any], change: Change) -> str:
    """How a figure went the wrong way, in words; none when it did not. The change is carried out on the entry."""
    try:
        steps = read_path(change.path)
        put(entry, steps, change.after)
        if steps[2:] != ("actual",) or change.before is None or change.after is None:
            return ""
        part = Indicator.model_validate(get(entry, steps[:2]))
        is_worse = part.is_worse(Decimal(change.before), Decimal(change.after))
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return ""  # a trail that does not fit itself is told by trail-chain
    if not is_worse:
        return ""
    return f"indicator {part.name} went from {change.before} to {change.after}, away from its target of {part.target}"
