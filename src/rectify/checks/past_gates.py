"""past-gates: no hand edit goes round a gate."""

from collections.abc import Iterator
from itertools import islice

from rectify.checks.inspected import Inspected
from rectify.model.event import Event
from rectify.model.flaw import Flaw
from rectify.model.guarded import guarded_fields
from rectify.query.runs import taken_in
from rectify.terms import Profile, Severity, Verb

NAME = "past-gates"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A hand edit that was adopted while the profile supervised or chain was in force, and that changed what the "
    "gates rest on: the status, kind, parent, finding, outcome, deadlines, extensions or evidence of an issue, "
    "or any step on its way to closure; or the policy, people, units or time zone of the register. It is listed "
    "for ever."
)
WHY = (
    "Gates that can be gone round with a text editor are none. Where it had to be done once, everybody may see "
    "by whom and why."
)
DO = (
    "Nothing puts it right; it stays listed. Ask the office for the papers behind it, and keep them: rectify "
    "note ID TEXT --evidence FILE."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """What was adopted past the gates, by the policy as the trail had it then."""
    for run in islice(seen.runs, taken_in(seen.runs), None):
        for event in run.events:
            fields = _guarded(event) if event.verb == Verb.ADOPT else ()
            if fields and seen.profile_before(run) is not Profile.SIMPLE:
                why = f": {event.reason}" if event.reason else ", without a reason"
                message = f"{event.issue} {', '.join(fields)} adopted past the gates by {run.actor}"
                place = seen.place(event.issue, "") if event.issue in seen.register.by_id else seen.place("", "")
                told = f"{message} ({seen.told(run, event)}){why}"
                yield Flaw(NAME, Severity.WARNING, told, issue=event.issue, place=place)


def _guarded(event: Event) -> tuple[str, ...]:
    try:
        return guarded_fields(event)
    except ValueError:
        return ()  # a path that is none is told by trail-chain
