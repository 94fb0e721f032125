"""ignored-rebound: what was found rebounded is taken up again."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Held, Severity, Status

NAME = "ignored-rebound"
SEVERITIES = (Severity.ERROR,)
FINDS = "A closed issue whose last look-back of its present cycle found the problem back (反弹)."
WHY = (
    "Somebody went there, saw that the cure had not held, and the issue is still counted as struck off. This is "
    "worse than not to have looked."
)
DO = (
    "Take the issue up again: rectify reopen ID --rebound --reason TEXT. Where a later visit found it cured "
    "after all, record that: rectify lookback ID --result held --unplanned."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues that are closed although the problem is back."""
    for issue in seen.register.issues:
        done = [(one.on, index) for index, one in enumerate(issue.look_backs) if one.on and one.cycle == issue.cycle]
        on, index = max(done, default=(None, 0))
        if issue.status is Status.CLOSED and on and issue.look_backs[index].result is Held.REBOUND:
            message = f"was found rebounded on {on} by {issue.look_backs[index].by}, and is still closed"
            hint = f"rectify reopen {issue.id} --rebound --reason TEXT"
            yield seen.flaw(NAME, Severity.ERROR, issue, f"look_backs[{index}]", message, hint=hint)
