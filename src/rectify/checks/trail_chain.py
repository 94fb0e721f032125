"""trail-chain: the trail is one unbroken chain of whole lines, and it is there."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "trail-chain"
HINT = "restore the trail; if there never was one: rectify audit adopt --begin --reason TEXT"


def find(seen: Inspected) -> Iterator[Flaw]:
    """What is wrong with the trail as a chain.

    - A register with evidence or closures must have a trail that vouches for them.
    """
    yield from seen.chain
    if seen.is_trail_emptied:
        yield Flaw(NAME, Severity.DAMAGE, "the trail is there, but no run is left in it", hint=HINT)
    elif seen.is_trail_missing:
        yield Flaw(
            NAME,
            Severity.DAMAGE,
            "the register holds evidence or closures, but there is no trail",
            hint=HINT,
        )
    elif not seen.runs and not seen.chain and seen.register.by_id:
        yield Flaw(NAME, Severity.WARNING, "nothing is recorded yet; the first write begins the trail")
