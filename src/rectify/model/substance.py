"""The digests a verification is bound to, so that a later change makes it stale.

What belongs to the procedure and not to the cure (a record of acceptance, an urging letter) is not part of it: else
each level of acceptance would undo the one below.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rectify.model.closing import Verification
    from rectify.model.issue import Issue

SUBSTANCE = ("title", "description", "target", "standard", "indicators", "measures", "milestones", "kind", "finding")
_SINCE_LATER = ("kind", "finding")
"""Fields that came later: absent, they leave the digest as it was before there were any."""


def substance_digest(issue: Issue) -> str:
    """sha256 of what is to be done and by whom, as canonical JSON."""
    data = issue.data()
    units = data.get("units", {})
    seen = {key: data.get(key) for key in SUBSTANCE if key in data or key not in _SINCE_LATER}
    seen["units"] = {key: units.get(key) for key in ("responsible", "lead")}
    return _digest(seen)


def evidence_digest(issue: Issue) -> str:
    """sha256 of the digests of the present cycle's evidence, in order, the papers of the procedure left out."""
    papers = issue.papers
    return _digest([item.sha256 for item in issue.present_evidence if item.sha256 not in papers])


def is_stale(verification: Verification, issue: Issue) -> bool:
    """True when substance or evidence changed since this verification."""
    return (verification.substance, verification.evidence) != (substance_digest(issue), evidence_digest(issue))


def _digest(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    from hashlib import sha256  # a start-up that hashes nothing does without

    return sha256(text.encode()).hexdigest()
