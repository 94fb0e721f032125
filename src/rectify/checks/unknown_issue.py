"""unknown-issue: parents and like issues that an issue names are on the register."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "unknown-issue"
SEVERITIES = (Severity.ERROR,)
FINDS = "A parent, a like issue or an earlier petition that is not on the register, or that is the issue itself."
WHY = (
    "A link that leads nowhere hides what it was made for: tasks are not counted with their problem, and like "
    "problems are not looked at."
)
DO = "Correct the id: rectify edit ID --set parent=ID --reason TEXT, or take the link out with --unset."


def find(seen: Inspected) -> Iterator[Flaw]:
    """A `parent`, `similar` or `repeats` that names no issue, or the issue itself."""
    for issue in seen.register.issues:
        named = [(path, other) for path in ("parent", "repeats") if (other := getattr(issue, path))]
        named += [(f"similar[{index}]", other) for index, other in enumerate(issue.similar)]
        for path, other in named:
            if other == issue.id:
                yield seen.flaw(NAME, Severity.ERROR, issue, path, f"names itself as {path.split('[')[0]}")
            elif other not in seen.register.by_id:
                yield seen.flaw(NAME, Severity.ERROR, issue, path, f"names {other}, which is not on the register")
