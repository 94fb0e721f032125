"""unfinished-closure: what is struck off as rectified has every measure of its plan done."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Outcome, Profile, Severity, Status

NAME = "unfinished-closure"
SEVERITIES = (Severity.ERROR, Severity.WARNING)
FINDS = (
    "A closed issue with a measure of its plan that is not recorded as done. An error where the profile in force "
    "at the closure was supervised or chain, else a warning. What was merged or unfounded is left out."
)
WHY = (
    "The plan is what was promised. To strike an issue off with a part of it not done is a closure on paper; old "
    "practice did so in bulk before the end of a year."
)
DO = (
    "Where the work was done, say so: rectify reopen ID --reason TEXT, then rectify progress ID --note TEXT "
    "--measure ID, and go the way again. Where a measure was dropped, that belongs into the plan, with a reason, "
    "before the closure."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues whose plan is not carried out."""
    for issue in seen.register.issues:
        if issue.status is not Status.CLOSED or issue.outcome not in (None, Outcome.RECTIFIED):
            continue
        left = [(index, one.id) for index, one in enumerate(issue.measures) if one.done_on is None]
        if left:
            severity = Severity.WARNING if seen.profile_at_closure(issue) is Profile.SIMPLE else Severity.ERROR
            names = ", ".join(name for _, name in left)
            message = f"is closed, and {len(left)} of {len(issue.measures)} measures are not done: {names}"
            hint = f"reopen it, and report them: rectify progress {issue.id} --note TEXT --measure {left[0][1]}"
            yield seen.flaw(NAME, severity, issue, f"measures[{left[0][0]}]", message, hint=hint)
