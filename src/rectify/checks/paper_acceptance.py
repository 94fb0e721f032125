"""paper-acceptance: who accepts has been there."""

from collections.abc import Iterator, Sequence

from rectify.checks.inspected import Inspected
from rectify.model.closing import Verification
from rectify.model.flaw import Flaw
from rectify.terms import Kind, Method, Outcome, Severity, Status

NAME = "paper-acceptance"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "An issue that is verified, on notice or closed, and whose verifications of the present cycle all rest on "
    "documents, without a day of a visit. Monitoring and tests are not taken for paper. Where duties are "
    "separated, also a verification that says it was on site and names no day of the visit; in any profile, a "
    "visit that is later than the verification that rests on it. Opinions, and what was merged, are left out."
)
WHY = (
    "An acceptance without a visit to the place is a classic sign of a paper cure. A visit that nobody can date "
    "is one that nobody can ask about."
)
DO = (
    "Go there, and verify again with the day and the names: rectify verify ID --method onsite --visited-on DATE "
    "--visitor NAME. An issue that is closed is reopened first."
)
ACCEPTED = (Status.VERIFIED, Status.ON_NOTICE, Status.CLOSED)
HINT = "visit the place, and keep day and names: rectify verify {id} --method onsite --visited-on DATE --visitor NAME"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Acceptances that nobody went out for."""
    is_strict = seen.register.header.policy.separates_duties
    for issue in seen.register.issues:
        if issue.status not in ACCEPTED or issue.outcome is Outcome.MERGED or issue.kind is Kind.OPINION:
            continue
        present = [one for one in issue.verifications if one.cycle == issue.cycle and one.returned_on is None]
        for message in _doubts(present, is_strict=is_strict):
            hint = HINT.format(id=issue.id)
            yield seen.flaw(NAME, Severity.WARNING, issue, "verifications", message, hint=hint)


def _doubts(present: Sequence[Verification], *, is_strict: bool) -> Iterator[str]:
    if present and all(one.method is Method.DOCUMENT and one.visited_on is None for one in present):
        told = " and ".join(f"{one.by} on {one.on}" for one in present)
        yield f"was accepted on documents alone, without a visit: by {told}"
    for one in present:
        if one.visited_on is not None and one.visited_on > one.on:
            yield f"was verified by {one.by} on {one.on}, before the visit of {one.visited_on} that it rests on"
        elif is_strict and one.method is Method.ONSITE and one.visited_on is None:
            yield f"was verified on site by {one.by} on {one.on}, but no day of the visit is recorded"
