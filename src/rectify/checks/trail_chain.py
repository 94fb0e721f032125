"""trail-chain: the trail is one unbroken chain of whole lines, and it is there."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.faults import RESTORE_THE_TRAIL
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "trail-chain"


def find(seen: Inspected) -> Iterator[Flaw]:
    """What is wrong with the trail as a chain.

    - A register with evidence or closures must have a trail that vouches for them.
    """
    yield from seen.chain
    if seen.is_trail_emptied:
        yield Flaw(NAME, Severity.DAMAGE, "the trail is there, but no run is left in it", hint=RESTORE_THE_TRAIL)
    elif seen.is_trail_missing:
        yield Flaw(
            NAME,
            Severity.DAMAGE,
            "the register holds evidence or closures, but there is no trail",
            hint=RESTORE_THE_TRAIL,
        )
    elif not seen.runs and not seen.chain and seen.register.by_id:
        yield Flaw(NAME, Severity.WARNING, "nothing is recorded yet; the first write begins the trail")
