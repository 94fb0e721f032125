"""unknown-unit: where the header lists the units, no other is named."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "unknown-unit"
SEVERITIES = (Severity.WARNING,)
FINDS = "A unit that the register's header knows neither by name nor by alias, where the header lists units at all."
WHY = "A unit under two names is counted twice, and separation of duties cannot see that the two are one."
DO = (
    "Add the unit to units in the header, or the name as an alias of a unit there. Where it is a slip of the pen, "
    "correct the issue: rectify assign ID --unit UNIT."
)


def find(seen: Inspected) -> Iterator[Flaw]:
    """Units of issues that the header's list, where there is one, knows neither by name nor by alias."""
    header = seen.register.header
    if not header.units:
        return
    for issue in seen.register.issues:
        for name in issue.units.all_names():
            if header.unit_name(name) is None:
                hint = "add it to units in the register's header, or as an alias of a unit there"
                yield seen.flaw(
                    NAME, Severity.WARNING, issue, "units", f"names a unit not in the header: {name}", hint=hint
                )
