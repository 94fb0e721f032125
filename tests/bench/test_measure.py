"""Jobs taking turns."""

import os
import sys
from pathlib import Path

import pytest

from bench.measure import OWN, Job, measure, rounds_for, settle, takes_part
from bench.process import Failed


def python(code: str, folder: Path, program: str = OWN, **more: object) -> Job:
    """A job that runs a line of Python."""
    return Job("job", lambda _: [sys.executable, "-c", code], folder, 66, program, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "rounds"), [(0.1, 9), (2.0, 7), (16.0, 0)])
def test_a_slow_job_has_fewer_rounds(first: float, rounds: int) -> None:
    """A job lasts no longer than its budget, or is timed by its first run."""
    assert rounds_for(first, 9, 15) == rounds


@pytest.mark.parametrize("share", range(10))
def test_shares_of_the_rounds_are_spread(share: int) -> None:
    """A job with a share takes part so often, and never much less in one half of the rounds."""
    taken = [takes_part(number, share, 9) for number in range(1, 10)]
    assert sum(taken) == share
    assert abs(sum(taken[:5]) - sum(taken[5:])) <= 1


def test_every_job_runs_in_every_round(tmp_path: Path) -> None:
    """The first run is not timed, and what makes ready is called before each."""
    readied: list[int] = []
    first, second = python("pass", tmp_path), python("pass", tmp_path, ready=readied.append)
    measure([first, second], 7, 60)
    assert (len(first.seconds), len(second.seconds)) == (7, 7)
    assert readied == [1, *range(2, 9)]
    assert second.peak > 1


@pytest.mark.parametrize(("budget", "runs"), [(60, 7), (0, 1)])
def test_the_floor_runs_beside_every_job(tmp_path: Path, budget: float, runs: int) -> None:
    """However few rounds a job is given, what it is measured against has run as often as there are rounds."""
    slow, fast = python("import time; time.sleep(0.2)", tmp_path), python("pass", tmp_path)
    measure([slow, fast], 7, budget)
    assert len(slow.seconds) == runs
    assert all(len(job.floors) >= 7 for job in (slow, fast))
    assert 0 < slow.floor < min(slow.seconds)


def test_a_job_with_few_rounds_has_more_of_the_floor_in_each(tmp_path: Path) -> None:
    """Two rounds of seven: four of the floor before each run, at least."""
    slow = python("import time; time.sleep(0.5)", tmp_path)
    measure([slow], 7, 1.9)
    assert 1 <= len(slow.seconds) <= 3
    assert len(slow.floors) >= 7


def test_a_loop_cut_short_counts_in_full(tmp_path: Path) -> None:
    """Ten closes that stand for a hundred count tenfold."""
    job = python("pass", tmp_path, scale=10.0)
    job.ran = [job.once(1)]
    assert job.seconds == [job.ran[0].seconds * 10]


def test_another_program_that_fails_is_given_up(tmp_path: Path) -> None:
    """The others are measured all the same, and the reason is kept."""
    peer, job = python("raise SystemExit(3)", tmp_path, "peer"), python("pass", tmp_path)
    measure([peer, job], 7, 60)
    assert peer.seconds == []
    assert "exit 3" in peer.failed
    assert len(job.seconds) == 7


def test_a_command_of_ours_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    """No figure is written down for a command that does not work; what it said is told."""
    job = python("raise SystemExit('no such register')", tmp_path)
    with pytest.raises(Failed, match="no such register"):
        measure([job], 7, 60)


def test_a_folder_is_settled_whatever_lies_in_it(tmp_path: Path) -> None:
    """Files below folders are read to their end; pipes and symlinks that lead nowhere are left alone."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "large").write_bytes(b"x" * (3 << 20))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to("gone")
    os.utime(tmp_path / "below" / "large", (1, 2_000_000_000))
    settle(tmp_path)
    assert (tmp_path / "below" / "large").stat().st_mtime == 2_000_000_000
