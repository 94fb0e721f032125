"""parent-circle: no issue belongs to itself, by whatever way round."""

from collections.abc import Iterator, Mapping

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Severity

NAME = "parent-circle"
SEVERITIES = (Severity.ERROR,)
FINDS = "Issues whose parents lead round in a circle: one belongs to a second, and the second in the end to the first."
WHY = "Within a circle no issue can close last, and whoever counts problems with their tasks counts none of them."
DO = "Decide which of them is the problem, and take its parent out: rectify edit ID --unset parent --reason TEXT."
NAMED = 6
"""So many issues of a circle are named; the rest is counted."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Circles of two issues and more, each told once, at the first in the file; one alone is an unknown-issue."""
    by_id = seen.register.by_id
    order = {id_: number for number, id_ in enumerate(by_id)}
    judged: set[str] = set()
    for issue in seen.register.issues:
        circle = _circle(_way_up(by_id, issue, judged))
        if len(circle) > 1:
            at = circle.index(min(circle, key=order.__getitem__))
            turned = [*circle[at:], *circle[:at]]
            message = f"is its own parent in the end: {_words(turned)}"
            yield seen.flaw(NAME, Severity.ERROR, by_id[turned[0]], "parent", message)


def _way_up(by_id: Mapping[str, Issue], issue: Issue, judged: set[str]) -> dict[str, str]:
    """The issues from this one up, each with its parent, as far as none was met before; they are judged then."""
    way: dict[str, str] = {}
    while issue.id not in judged and (parent := by_id.get(issue.parent or "")):
        judged.add(issue.id)
        way[issue.id] = parent.id
        issue = parent
    return way


def _circle(way: dict[str, str]) -> list[str]:
    """The end of a way up that leads back into it."""
    ids = [*way]
    back = way[ids[-1]] if ids else None
    return ids[ids.index(back) :] if back in way else []


def _words(circle: list[str]) -> str:
    rest = [f"… {len(circle) - NAMED} more …"] if len(circle) > NAMED else []
    return " → ".join([*circle[:NAMED], *rest, circle[0]])
