"""older-register: the register is not a version that the trail has left behind."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.terms import Severity

NAME = "older-register"
SEVERITIES = (Severity.ERROR,)
FINDS = "A register that is, byte for byte, the one that an earlier run left, while later runs are in the trail."
WHY = (
    "Somebody put an older file back: from a backup, or by a checkout or stash of the register alone. What was "
    "recorded since then is not to be seen in it, and whoever reads the file is misled."
)
DO = "Put the newer file back, from git or with rectify check --rebuild. Adopt only what is meant to go back."


def find(seen: Inspected) -> Iterator[Flaw]:
    """A register that is, byte for byte, as an earlier run left it: an older file was put back.

    - That happens with a backup, and in git with a stash, a checkout or another branch of the register alone.
    - Where trail and register went back together, only what was kept elsewhere tells (a checkpoint, a remote).
    """
    if not seen.runs or not seen.edits or seen.runs[-1].after == seen.digest:
        return
    run = next((run for run in reversed(seen.runs) if run.after == seen.digest), None)
    if run is None:
        return
    later = seen.runs[-1].seq - run.seq
    told = "a later run is" if later == 1 else f"{later} later runs are"
    yield Flaw(
        NAME,
        Severity.ERROR,
        f"the register is the one that run {run.seq} left ({run.at}); {told} not in it",
        place=seen.place("", ""),
        hint="put the newer file back, from git or with rectify check --rebuild; adopt only what is meant to go back",
    )
