"""unknown-unit: where the header lists the units, no other is named."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "unknown-unit"


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
