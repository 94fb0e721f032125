"""The digests a verification is bound to, so that a later change makes it stale."""

import hashlib
import json
from typing import Any

from rectify.model.closing import Verification
from rectify.model.issue import Issue

_SUBSTANCE = ("title", "description", "target", "standard", "indicators", "measures", "milestones")


def substance_digest(issue: Issue) -> str:
    """sha256 of what is to be done and by whom, as canonical JSON."""
    data = issue.data()
    units = data.get("units", {})
    seen = {key: data.get(key) for key in _SUBSTANCE}
    seen["units"] = {key: units.get(key) for key in ("responsible", "lead")}
    return _digest(seen)


def evidence_digest(issue: Issue) -> str:
    """sha256 of the digests of the present cycle's evidence, in order."""
    return _digest([item.sha256 for item in issue.present_evidence])


def is_stale(verification: Verification, issue: Issue) -> bool:
    """True when substance or evidence changed since this verification."""
    return (verification.substance, verification.evidence) != (substance_digest(issue), evidence_digest(issue))


def _digest(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
