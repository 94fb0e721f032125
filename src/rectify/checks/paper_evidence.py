"""paper-evidence: what is done shows the work itself, and not meetings and papers alone."""

from collections import Counter
from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.terms import PAPER_KINDS, Kind, Outcome, Severity

NAME = "paper-evidence"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "An issue that is done or closed, and all of whose evidence of the present cycle is of the kinds document, "
    "meeting and plan. Evidence without a kind, or of any other, is not taken for paper. Opinions, and what was "
    "merged or unfounded, are left out."
)
WHY = (
    "An item whose only evidence is meetings and papers is the classic sign of a paper cure: much was decided, "
    "and nothing was done on the spot."
)
DO = (
    "Ask the responsible unit for what shows the place itself: photos, measurements, records of a visit, "
    "receipts of the work, punishments. Where there is none, send the issue back with rectify return ID "
    "--reason TEXT, or take it up again with rectify reopen."
)
HINT = "ask for what shows the place itself: photos, measurements, records of a visit, receipts"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues said to be done on nothing but papers."""
    for issue in seen.register.issues:
        kinds = [item.kind for item in issue.proof]
        if _is_judged(issue) and kinds and all(kind in PAPER_KINDS for kind in kinds):
            counted = ", ".join(f"{kind} ({count})" for kind, count in Counter(kinds).items())
            message = f"is {issue.status}, and all its evidence is papers: {counted}"
            yield seen.flaw(NAME, Severity.WARNING, issue, "evidence", message, hint=HINT)


def _is_judged(issue: Issue) -> bool:
    """An opinion may well be cured by a document; what was merged or unfounded asks for no cure."""
    is_cured = issue.outcome in (None, Outcome.RECTIFIED)
    return issue.status in FINISHED and is_cured and issue.kind is not Kind.OPINION
