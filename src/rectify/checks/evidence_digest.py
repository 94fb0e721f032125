"""evidence-digest: every piece of evidence lies in its case folder, unchanged."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "evidence-digest"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Evidence that is missing from the case folder, or whose bytes are no longer those taken in."""
    if seen.blobs is None:
        return
    for issue in seen.register.issues:
        for index, item in enumerate(issue.evidence):
            found = seen.blobs.get((issue.id, item.sha256))
            if found == item.sha256:
                continue
            what = "is missing from the case folder" if found is None else f"was altered (its sha256 is {found[:16]}…)"
            yield seen.flaw(
                NAME,
                Severity.DAMAGE,
                issue,
                f"evidence[{index}]",
                f"evidence {item.blob} {what}",
                hint="put the original file back; rectify log tells who handed it in",
            )
