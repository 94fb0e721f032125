"""repeat-petition: who complains again is heard: the cure did not hold, or there was none."""

from collections.abc import Iterator, Mapping

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Finding, Kind, Outcome, Severity, Status

NAME = "repeat-petition"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A closed issue that a later petition complains of again: the petition names it as the one it repeats, or "
    "is at the same place and names it as a like issue. A petition that turned out to be unfounded is left out, "
    "and so is one that was there before the closure."
)
WHY = (
    "Citizens see what reports do not. A complaint that comes again after the closure is the earliest sign of a "
    "rebound (反弹)."
)
DO = (
    "Look at the place before the petition is answered. Where the problem is there again, take the old issue "
    "up: rectify reopen ID --rebound --reason TEXT."
)
NAMED = 5
"""So many petitions are named; the rest is counted."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues that are complained of again."""
    again: dict[str, list[str]] = {}
    for petition in seen.register.issues:
        if petition.kind is Kind.PETITION and not _is_unfounded(petition):
            for id_ in _complained_of(petition, seen.register.by_id):
                again.setdefault(id_, []).append(petition.id)
    for id_, petitions in again.items():
        issue, rest = seen.register.by_id[id_], len(petitions) - NAMED
        names = ", ".join(petitions[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
        hint = f"look at the place; if the problem is back: rectify reopen {id_} --rebound --reason TEXT"
        message = f"is closed, and complained of again by {names}"
        yield seen.flaw(NAME, Severity.WARNING, issue, "status", message, hint=hint)


def _complained_of(petition: Issue, by_id: Mapping[str, Issue]) -> Iterator[str]:
    """The closed issues that a petition is about again."""
    for id_ in dict.fromkeys((petition.repeats, *petition.similar)):
        issue = by_id.get(id_ or "")
        if issue is None or issue is petition or issue.status is not Status.CLOSED:
            continue
        is_same_place = issue.place is not None and issue.place == petition.place
        if (id_ == petition.repeats or is_same_place) and _came_after(petition, issue):
            yield issue.id


def _came_after(petition: Issue, issue: Issue) -> bool:
    """True when the petition came after the closure; one whose day is not known is taken to be later."""
    closed = [one.on for one in issue.closures if one.cycle == issue.cycle]
    return petition.received_on is None or not closed or petition.received_on > closed[-1]


def _is_unfounded(petition: Issue) -> bool:
    return petition.finding is Finding.UNFOUNDED or petition.outcome is Outcome.UNFOUNDED
