"""How evidence comes to an issue: the same for every verb that takes it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rectify.actions.action import Claim
from rectify.model.evidence import Evidence
from rectify.model.issue import Issue
from rectify.model.moment import Moment

NO_CLAIM: Final = Claim()


def attach(issue: Issue, moment: Moment, day: date, claim: Claim = NO_CLAIM) -> Issue:
    """The issue with what was handed in.

    - A file its present cycle already has is not taken twice.
    - A file of an earlier cycle counts again, under the name it lies by in the case folder: one blob a digest.
    """
    new = unknown_evidence(issue, moment.attached)
    if not new:
        return issue
    names = {item.sha256: item.name for item in reversed(issue.evidence)}
    said = {"kind": claim.kind, "date": claim.day, "cycle": issue.cycle, "on": day, "by": moment.actor}
    stamped = [item.but(name=names.get(item.sha256, item.name), **said) for item in new]
    return issue.but(evidence=(*issue.evidence, *stamped))


def brought(before: Issue, after: Issue) -> tuple[str, ...]:
    """The digests that an issue has more than it had."""
    return tuple(item.sha256 for item in after.evidence[len(before.evidence) :])


def unknown_evidence(issue: Issue, attached: Sequence[Evidence]) -> list[Evidence]:
    """The files that the issue's present cycle does not have yet, each digest once."""
    known = {item.sha256 for item in issue.present_evidence}
    by_digest: dict[str, Evidence] = {}
    for item in attached:
        if item.sha256 not in known:
            by_digest.setdefault(item.sha256, item)
    return list(by_digest.values())
