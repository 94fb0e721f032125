"""All checks, in the order in which their flaws are told."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rectify.checks import (
    backdated,
    contradicted_closure,
    evidence_digest,
    missing_deadline,
    missing_unit,
    network_disk,
    older_register,
    open_permissions,
    outside_edit,
    paperless_closure,
    plan_after_deadline,
    trail_chain,
    uncertain_day,
    unknown_issue,
    unknown_unit,
)
from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity

CHECKS: Final[Mapping[str, Callable[[Inspected], Iterator[Flaw]]]] = {
    check.NAME: check.find
    for check in (
        trail_chain,
        older_register,
        outside_edit,
        evidence_digest,
        unknown_issue,
        plan_after_deadline,
        missing_unit,
        missing_deadline,
        uncertain_day,
        unknown_unit,
        paperless_closure,
        contradicted_closure,
        backdated,
        open_permissions,
        network_disk,
    )
}
_ORDER = list(Severity)


def all_flaws(seen: Inspected) -> list[Flaw]:
    """Every flaw every check finds, the gravest first, then by place."""
    flaws = [flaw for find in CHECKS.values() for flaw in find(seen)]
    return sorted(flaws, key=lambda flaw: (_ORDER.index(flaw.severity), flaw.place or Place("")))
