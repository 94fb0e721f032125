"""The real program at every one of its system calls from lock to print: killed there, or refused there."""

from pathlib import Path

import pytest

from tests.crash import traced
from tests.crash.deeds import DEEDS
from tests.crash.sweep import Sweep
from tests.soak.conftest import Tell

pytestmark = pytest.mark.skipif(bool(traced.why_not()), reason=traced.why_not() or "it can be traced")


def figures(sweep: Sweep, what: str, spots: int) -> str:
    """What became of a deed, counted."""
    return f"{what} at {spots} calls: {', '.join(f'{kind}: {n}' for kind, n in sorted(sweep.outcomes.items()))}"


@pytest.mark.parametrize("name", DEEDS)
def test_killed_at_every_call(name: str, tmp_path: Path, tell: Tell) -> None:
    """Recorded or not recorded; the same command again leaves one effect and one event."""
    sweep = Sweep(DEEDS[name], tmp_path)
    sweep.kill(sweep.spots)
    tell(figures(sweep, f"{name}, killed", len(sweep.spots)))
    assert sweep.flaws == []
    assert sweep.outcomes["not recorded"] + sweep.outcomes["recorded"] > 0.95 * len(sweep.spots)


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("name", DEEDS)
def test_refused_at_every_call(name: str, for_ever: bool, tmp_path: Path, tell: Tell) -> None:
    """Each call that changes the disk fails with each error, alone or with all that follow of its name."""
    sweep = Sweep(DEEDS[name], tmp_path)
    spots = [spot for spot in sweep.spots if spot.is_changing]
    sweep.refuse(spots, for_ever=for_ever)
    tell(figures(sweep, f"{name}, refused {'for ever' if for_ever else 'once'}", len(spots)))
    assert sweep.flaws == []
    assert sum(sweep.outcomes.values()) > 5 * len(spots)
