"""shared-evidence: one file proves one issue."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Outcome, Severity

NAME = "shared-evidence"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "One file, by its sha256, that is evidence of several issues. A task and the problem it belongs to may "
    "share one; two tasks of a problem may not. What was merged into another issue is left out."
)
WHY = (
    "The same photo cannot show two places. Serving several issues with one file is the cheapest way to make a "
    "case folder look full."
)
DO = (
    "Open the file and see which issue it is about. Ask for evidence of its own for each of the others. A "
    "report that is really about all of them may stay: say so with rectify note ID TEXT."
)
NAMED = 5
"""So many other issues are named; the rest is counted."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Files that several issues rest on, each told once, at the first of them."""
    holders: dict[str, dict[str, int]] = {}
    for issue in seen.register.issues:
        for index, item in enumerate(issue.evidence):
            if issue.outcome is not Outcome.MERGED:
                holders.setdefault(item.sha256, {}).setdefault(issue.id, index)
    for places in holders.values():
        if len(places) > 1 and len(others := _strangers(seen, tuple(places))) > 1:
            issue, index = seen.register.get(others[0]), places[others[0]]
            message = f"evidence {issue.evidence[index].blob} is also that of {_words(others[1:])}"
            yield seen.flaw(NAME, Severity.WARNING, issue, f"evidence[{index}]", message)


def _strangers(seen: Inspected, ids: tuple[str, ...]) -> list[str]:
    """Those of several issues that none of the others belongs to."""
    above = {one for id_ in ids for one in _ancestors(seen, seen.register.get(id_))}
    return [id_ for id_ in ids if id_ not in above]


def _ancestors(seen: Inspected, issue: Issue) -> Iterator[str]:
    """The parents above an issue; a circle ends where it began."""
    met = {issue.id}
    while (parent := seen.register.by_id.get(issue.parent or "")) and parent.id not in met:
        issue = parent
        met.add(issue.id)
        yield issue.id


def _words(ids: list[str]) -> str:
    rest = len(ids) - NAMED
    return ", ".join(ids[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
