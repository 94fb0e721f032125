"""orphan-task: every task belongs to a problem."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Kind, Severity

NAME = "orphan-task"
SEVERITIES = (Severity.WARNING,)
FINDS = "A task without a parent, or whose parent is not on the register."
WHY = (
    "A task comes of a problem. One that hangs in the air is done and counted without curing anything, and the "
    "problem it was made for seems to have no plan."
)
DO = (
    "Name the problem: rectify edit ID --set parent=ID --reason TEXT. Where it is no task, set its kind: "
    "rectify edit ID --set kind=problem --reason TEXT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Tasks that belong to nothing."""
    for issue in seen.register.issues:
        if issue.kind is not Kind.TASK or issue.parent in seen.register.by_id:
            continue
        message = (
            f"is a task of {issue.parent}, which is not on the register" if issue.parent else "is a task of nothing"
        )
        hint = f"name the problem it is a task of: rectify edit {issue.id} --set parent=ID --reason TEXT"
        yield seen.flaw(NAME, Severity.WARNING, issue, "parent", message, hint=hint)
