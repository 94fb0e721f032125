"""Jobs taking turns: every round runs each once, so that a slow minute of the machine falls on all of them.

What a job is measured against, a Python that does nothing, runs right before it each time: a slow second falls on both.
"""

import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.process import Failed, Ran, run

OWN = "rectify"
FLOOR = [sys.executable, "-c", "pass"]
_PIECE = 1 << 20


def nothing(_number: int) -> None:
    """Nothing has to be made ready."""


@dataclass
class Job:
    """A command to time again and again.

    `name` and `issues` say what is done and on how much; the same job of another `program` is its rival. `ready` is
    called before every run and not timed. A loop that was cut short counts as `scale` times what it took.
    """

    name: str
    words: Callable[[int], list[str]]
    folder: Path
    issues: int = 0
    program: str = OWN
    ready: Callable[[int], None] = nothing
    more: Mapping[str, str] = field(default_factory=dict)
    on_terminal: bool = False
    scale: float = 1.0
    remark: str = ""
    rounds: int = 0
    ran: list[Ran] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    """Seconds of the floor, run beside it."""
    failed: str = ""
    """Why it was given up."""

    def once(self, number: int, floors: int = 0) -> Ran:
        """The n-th run, made ready and carried out, after so many of the floor."""
        self.ready(number)
        settle(self.folder)
        self.floors += [run(FLOOR, self.folder).seconds for _ in range(floors)]
        return run(self.words(number), self.folder, self.more, on_terminal=self.on_terminal)

    @property
    def seconds(self) -> list[float]:
        """What every run took, a loop that was cut short at its full length."""
        return [ran.seconds * self.scale for ran in self.ran]

    @property
    def floor(self) -> float:
        """What the floor took beside it, in seconds."""
        return statistics.median(self.floors)

    @property
    def peak(self) -> float:
        """The middle peak of memory, in megabytes (10^6 bytes)."""
        return statistics.median(ran.peak for ran in self.ran) / 1e6


def settle(folder: Path) -> None:
    """Have the disk hold what was written, and the memory what will be read of a folder.

    Else whoever asks first for an fsync waits for the copies that were made for it as well, and a system that takes
    memory back after a minute makes the large files of a slow round cold.
    """
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb", buffering=0) as file:
                while file.read(_PIECE):
                    pass


def rounds_for(first: float, rounds: int, budget: float) -> int:
    """How many rounds a job is given whose first run took so many seconds; 0 when that run must do."""
    return rounds if first * rounds <= budget else int(budget // first)


def takes_part(number: int, share: int, rounds: int) -> bool:
    """True when a job with a share of the rounds runs in the n-th, from 1; the shares are spread evenly."""
    return number * share // rounds > (number - 1) * share // rounds


def measure(jobs: Sequence[Job], rounds: int, budget: float) -> None:
    """One untimed round, which fills the caches, then the timed ones, every other one backwards.

    The floor is run `rounds` times beside each job, or more, however often that itself takes part. A job whose first
    run shows that its rounds would last more than `budget` seconds takes part in fewer; one whose first run alone lasts
    longer than that is timed by it. A job of another program that fails is left without figures.
    """
    for number, job in enumerate(jobs, 1):
        _tell(f"first runs: {number}/{len(jobs)}")
        first = _tried(job, 1, 0)
        job.rounds = rounds_for(first.seconds, rounds, budget) if first else 0
        if first and not job.rounds:
            job.ran.append(first)
            job.floors += [run(FLOOR, job.folder).seconds for _ in range(rounds)]
    for number in range(1, rounds + 1):
        for place, job in enumerate(jobs if number % 2 else reversed(jobs), 1):
            if takes_part(number, job.rounds, rounds):
                _tell(f"round {number}/{rounds}: {place}/{len(jobs)} {job.program} {job.name} {job.issues or ''}")
                ran = _tried(job, number + 1, -(-rounds // job.rounds))
                job.ran += [ran] if ran else []
    _tell("")


def _tried(job: Job, number: int, floors: int) -> Ran | None:
    """The n-th run of a job, after so many of the floor.

    A job of another program that fails is given up, and the others go on.

    Raises:
        Failed: a command of ours failed.
    """
    try:
        return job.once(number, floors)
    except Failed as failure:
        if job.program == OWN:
            raise
        job.rounds, job.ran = 0, []
        first, *rest = str(failure).splitlines()
        job.failed = f"{first}; {rest[-1]}" if rest else first
        return None


def _tell(text: str) -> None:
    print(f"\r{text:<78.78}", end="" if text else "\r", file=sys.stderr, flush=True)
