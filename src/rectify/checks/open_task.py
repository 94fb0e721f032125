"""open-task: a problem closes last, after all its tasks."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Kind, Severity, Status

NAME = "open-task"
SEVERITIES = (Severity.ERROR, Severity.WARNING)
FINDS = "A closed issue with a task that is not closed. As a warning: with another issue below it that is not closed."
WHY = (
    "A problem is cured when the last of its tasks is. Closed before that, it is reported as struck off while "
    "the work still goes on."
)
DO = "Reopen it: rectify reopen ID --reason TEXT. Or close the task, where it is done and only nobody has said so."


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues with something open below them, told at the parent, once for each."""
    for child in seen.register.issues:
        parent = seen.register.by_id.get(child.parent) if child.parent else None
        if parent is None or parent.status is not Status.CLOSED or child.status is Status.CLOSED or parent is child:
            continue
        severity = Severity.ERROR if child.kind is Kind.TASK else Severity.WARNING
        message = f"is closed, but its {child.kind} {child.id} is {child.status}"
        hint = f"rectify reopen {parent.id} --reason TEXT, or close {child.id} if it is done"
        yield seen.flaw(NAME, severity, parent, "status", message, hint=hint)
