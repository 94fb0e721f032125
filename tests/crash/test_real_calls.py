"""The real program, killed or refused at a few chosen system calls; `make soak` takes every one from lock to print."""

import re

import pytest

from tests.crash import traced
from tests.crash.deeds import DEEDS
from tests.crash.sweep import Sweep
from tests.crash.traced import Spot

pytestmark = pytest.mark.skipif(bool(traced.why_not()), reason=traced.why_not() or "it can be traced")

KILLED = ("flock", "mkdir", "rename.*report.pdf", "rename.*issues.yaml", "write.*prev", "write.*format: 1", "write.1,")
REFUSED = (("write.*prev", "ENOSPC"), ("rename.*issues.yaml", "EACCES"), ("write.1,", "EIO"), ("flock", "ENOLCK"))


def spots_like(sweep: Sweep, patterns: tuple[str, ...]) -> list[Spot]:
    """For each pattern the first call that looks so; there must be one."""
    return [next(spot for spot in sweep.spots if re.match(pattern, spot.shown)) for pattern in patterns]


@pytest.fixture(scope="module")
def closing(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    """An issue is closed on a file."""
    return Sweep(DEEDS["close with evidence"], tmp_path_factory.mktemp("real"))


def syncs(sweep: Sweep) -> list[Spot]:
    """The fsyncs of the run."""
    return [spot for spot in sweep.spots if spot.name == "fsync"]


def test_a_kill_leaves_it_recorded_or_not(closing: Sweep) -> None:
    """Before the line is synced it may not be, after it is; either way the same command again leaves one event."""
    spots = [*spots_like(closing, KILLED), *syncs(closing)[-2:]]
    closing.outcomes.clear()
    closing.kill(spots)
    assert closing.flaws == []
    assert closing.outcomes == {"not recorded": 5, "recorded": 4}


def test_a_refusal_is_told_and_leaves_nothing_half_done(closing: Sweep) -> None:
    """Each has its exit code and one clear error; the same command, when the trouble is over, leaves one event."""
    closing.outcomes.clear()
    for pattern, error in REFUSED:
        closing.refuse(spots_like(closing, (pattern,)), errors=(error,))
    assert closing.flaws == []
    told = {"8, nothing recorded": 2, "9, recorded, not published": 1, "8, recorded, but not shown": 1}
    assert closing.outcomes == told


def test_a_failed_fsync_of_the_line_is_a_doubt_and_is_not_tried_again(closing: Sweep) -> None:
    """EIO: the outcome is unknown, and told so; the program does not sync that file again."""
    closing.outcomes.clear()
    line = closing.spots.index(spots_like(closing, ("write.*prev",))[0])
    sync = next(spot for spot in closing.spots[line:] if spot.name == "fsync")
    closing.refuse([sync], errors=("EIO",))
    assert closing.flaws == []
    assert closing.outcomes == {"8, outcome unknown": 1}
