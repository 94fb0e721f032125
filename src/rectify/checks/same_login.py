"""same-login: two names at one machine are two people."""

from collections.abc import Iterator
from itertools import islice

from rectify.checks.inspected import Inspected, Told
from rectify.model.event import Run
from rectify.model.flaw import Flaw
from rectify.terms import Severity, Verb

NAME = "same-login"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A login at a machine from which the same issue was submitted and verified, under two names. Each login is told "
    "once, with its issues."
)
WHY = (
    "The name is what somebody says; the login and the machine are recorded in any case. Two names from one "
    "login may be two people at one desk, or one person who verifies his own work."
)
DO = (
    "Ask both. Give each a login of their own, and write them into the people of the register; in the profiles "
    "supervised and chain the login then tells who it is."
)
NAMED = 5
"""So many issues are named for a login; the rest is counted."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Logins that submitted and verified; each told once, since where one clerk types for all it is true of many."""
    found: dict[str, dict[str, str]] = {}
    for issue in seen.register.issues:
        for submitted, verified in _pairs(seen.standing_events(issue.id)):
            login = f"{verified.login}@{verified.host}"
            if login == f"{submitted.login}@{submitted.host}" and submitted.actor != verified.actor:
                found.setdefault(login, {})[issue.id] = f"{submitted.actor}, then {verified.actor}"
    for login, names in found.items():
        first, rest = next(iter(names)), len(names) - NAMED
        told = "; ".join(f"{id_} {who}" for id_, who in islice(names.items(), NAMED))
        more = f"; and {rest} more" if rest > 0 else ""
        message = f"{login} submitted under one name and verified under another: {told}{more}"
        yield Flaw(NAME, Severity.WARNING, message, issue=first, place=seen.place(first, "verifications"))


def _pairs(told: Iterator[Told]) -> Iterator[tuple[Run, Run]]:
    """Each verification with the submission before it."""
    submitted = None
    for run, event in told:
        if event.verb == Verb.SUBMIT:
            submitted = run
        elif event.verb == Verb.VERIFY and submitted is not None:
            yield submitted, run
