"""evidence-digest: every piece of evidence lies in its case folder, unchanged."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.query.evidence import Finding, findings, message, pieces, put_right
from rectify.terms import Severity

NAME = "evidence-digest"
SEVERITIES = (Severity.DAMAGE,)
FINDS = (
    "A piece of evidence that is missing from its case folder, or whose bytes are no longer those that were "
    "handed in. What a run mentions must be there also when the register does not list it any more."
)
WHY = (
    "Evidence that can be exchanged after the acceptance is no evidence. The digest in the trail tells what was "
    "really handed in."
)
DO = (
    "Keep what lies there now as a proof, elsewhere. Then hand the original in again, which puts it back: rectify "
    "note ID TEXT --evidence FILE. The message names who handed it in, and when."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Evidence that is missing from the case folder, or whose bytes are no longer those taken in.

    - What a run mentions must be there, also when the register does not list it any more.
    """
    if seen.blobs is None:
        return
    for finding in findings(pieces(seen.register, seen.runs), seen.blobs):
        if finding.is_damage:
            yield _flaw(seen, finding)


def _flaw(seen: Inspected, finding: Finding) -> Flaw:
    index = finding.piece.index if finding.piece else None
    path = "" if index is None else f"evidence[{index}]"
    place = seen.place(finding.issue, path) if finding.issue in seen.register.by_id else None
    words = message(finding, seen.recorded_on)
    return Flaw(NAME, Severity.DAMAGE, words, issue=finding.issue, path=path, place=place, hint=put_right())
