"""missing-unit: every issue has a responsible unit, so that none is left without a master (不挂空档)."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "missing-unit"


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues without a responsible unit."""
    for issue in seen.register.issues:
        if not issue.units.responsible:
            hint = f"rectify assign {issue.id} --unit UNIT"
            yield seen.flaw(NAME, Severity.WARNING, issue, "units", "has no responsible unit", hint=hint)
