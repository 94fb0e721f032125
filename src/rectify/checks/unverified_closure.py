"""unverified-closure: what is struck off was confirmed by somebody else than who did the work."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.closing import Verification
from rectify.model.duties import Duties
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.terms import Outcome, Profile, Severity, Status

NAME = "unverified-closure"
SEVERITIES = (Severity.ERROR, Severity.WARNING)
FINDS = (
    "A closed issue without a verification in its present cycle, or verified only by a person or a unit that "
    "worked on it or submitted it. An error where the profile in force at the closure was supervised or chain, "
    "else a warning. What was merged or unfounded is left out. In profile simple a verification that names "
    "another unit is taken at its word, whoever typed it."
)
WHY = (
    "Who rectifies is not who accepts. Old practice let a unit accept its own work, and that is what later "
    "look-backs punished. False completion is the headline offence."
)
DO = (
    "Have somebody else look at the place. Reopen the issue with rectify reopen ID --reason TEXT; then it is "
    "submitted, verified by another (rectify verify ID --method onsite --unit UNIT), and closed again."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Closed issues that nobody else has confirmed."""
    for issue in seen.register.issues:
        if issue.status is not Status.CLOSED or issue.outcome not in (None, Outcome.RECTIFIED):
            continue
        present = [one for one in issue.verifications if one.cycle == issue.cycle and one.returned_on is None]
        if not present:
            yield _flaw(seen, issue, "is closed, and nobody verified it")
        elif not any(_is_by_another(seen, issue, one) for one in present):
            names = " and ".join(dict.fromkeys(one.by + (f" of {one.unit}" if one.unit else "") for one in present))
            yield _flaw(seen, issue, f"is closed, and verified only by who did the work: {names}")


def _flaw(seen: Inspected, issue: Issue, message: str) -> Flaw:
    hint = f"have another look at it: rectify reopen {issue.id} --reason TEXT, then submit, verify and close it"
    severity = Severity.WARNING if seen.profile_at_closure(issue) is Profile.SIMPLE else Severity.ERROR
    return seen.flaw(NAME, severity, issue, "verifications", message, hint=hint)


def _is_by_another(seen: Inspected, issue: Issue, one: Verification) -> bool:
    """In profile simple one clerk may type for all, so that the unit named tells more than the name recorded."""
    header = seen.register.header
    duties = Duties(header, issue, lambda: seen.deeds(issue.id))
    is_typed = header.policy.profile is Profile.SIMPLE and one.unit is not None
    return duties.is_independent("" if is_typed else one.by, one.unit)
