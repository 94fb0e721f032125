"""unknown-issue: parents and like issues that an issue names are on the register."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "unknown-issue"


def find(seen: Inspected) -> Iterator[Flaw]:
    """A `parent` or `similar` that names no issue, or the issue itself."""
    for issue in seen.register.issues:
        named = [("parent", issue.parent)] if issue.parent else []
        named += [(f"similar[{index}]", other) for index, other in enumerate(issue.similar)]
        for path, other in named:
            if other == issue.id:
                yield seen.flaw(NAME, Severity.ERROR, issue, path, f"names itself as {path.split('[')[0]}")
            elif other not in seen.register.by_id:
                yield seen.flaw(NAME, Severity.ERROR, issue, path, f"names {other}, which is not on the register")
