"""trail-chain: the trail is one unbroken chain of whole lines, and it is there."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.faults import RESTORE_THE_TRAIL
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "trail-chain"
SEVERITIES = (Severity.DAMAGE, Severity.ERROR, Severity.WARNING)
FINDS = (
    "A trail that is not one unbroken chain of whole lines, that is missing beside evidence or closures, that was "
    "emptied, or that cannot be replayed. As a warning: the clock ran backwards, or nothing is recorded yet. As "
    "an error: the disk failed while the last run was recorded."
)
WHY = (
    "The trail is the only proof of who did what and when. A line that was altered, cut out or put in later "
    "breaks the chain, and from there on nothing can be vouched for."
)
DO = (
    "Put the trail back from git or from a backup, together with its register. Never mend a line by hand: a "
    "mended chain proves nothing. rectify audit verify names the first line that is wrong. Where the trail is "
    "lost for good, rectify audit adopt --begin --reason TEXT begins a new one and says so."
)


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
