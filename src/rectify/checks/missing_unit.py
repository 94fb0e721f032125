"""missing-unit: every issue has a responsible unit, so that none is left without a master (不挂空档)."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "missing-unit"
SEVERITIES = (Severity.WARNING,)
FINDS = "An issue without a responsible unit."
WHY = "What nobody answers for is not done. The rule of the field is that no issue is left without a master (不挂空档)."
DO = (
    "Name the unit: rectify assign ID --unit UNIT. Where the unit could not be found out, leave it empty rather "
    "than guess; the warning is then the honest state."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Issues without a responsible unit."""
    for issue in seen.register.issues:
        if not issue.units.responsible:
            hint = f"rectify assign {issue.id} --unit UNIT"
            yield seen.flaw(NAME, Severity.WARNING, issue, "units", "has no responsible unit", hint=hint)
