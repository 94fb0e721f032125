"""What was measured, as values and as bench/figures.json: each benchmark writes its half, the page is made of both."""

import json
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from bench.counts import Counts
from bench.measure import OWN, Job

FILE = Path(__file__).resolve().parent / "figures.json"
OWN_HALF, PEERS_HALF = "own", "peers"
AUDIT = "audit"
"""How the names of jobs begin whose size is a number of runs, not of issues."""


@dataclass(frozen=True)
class Figure:
    """One job of one program on a register of one size: medians, and the middle half of the rounds.

    `ratio`, `low` and `high` count in times of `python -c pass`, run beside it; `peak` is in megabytes.
    """

    job: str
    issues: int
    program: str
    ratio: float
    low: float
    high: float
    milliseconds: float
    rounds: int
    peak: float
    remark: str = ""

    @classmethod
    def of(cls, job: Job) -> Self:
        """The figure of a job that has run."""
        seconds, floor = job.seconds, job.floor
        low, middle, high = statistics.quantiles(seconds, n=4) if len(seconds) > 1 else seconds * 3
        return cls(
            job=job.name,
            issues=job.issues,
            program=job.program,
            ratio=round(middle / floor, 2),
            low=round(low / floor, 2),
            high=round(high / floor, 2),
            milliseconds=round(middle * 1000, 1),
            rounds=len(seconds),
            peak=round(job.peak, 1),
            remark=job.remark,
        )


@dataclass(frozen=True)
class Counted:
    """What one command asked of the disk."""

    job: str
    issues: int
    counts: Counts


@dataclass(frozen=True)
class Half:
    """What one run of a benchmark has to say: when, on what, and its figures."""

    day: str
    rounds: int
    budget: float
    floor: float
    """Milliseconds of `python -c pass`, beside all jobs."""
    machine: list[str]
    versions: list[str]
    figures: list[Figure] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What was left out, and why; in sentences."""

    def get(self, job: str, issues: int, program: str = OWN) -> Figure | None:
        """The figure of a job, or None when it was not measured."""
        wanted = (job, issues, program)
        return next((found for found in self.figures if (found.job, found.issues, found.program) == wanted), None)

    def sizes(self) -> list[int]:
        """The numbers of issues that were measured, growing."""
        return sorted({figure.issues for figure in self.figures if not figure.job.startswith(AUDIT)})


def figures_of(jobs: Iterable[Job]) -> tuple[float, list[Figure]]:
    """The floor in milliseconds, and the figures of the jobs that have run."""
    ran = [job for job in jobs if job.ran]
    floor = statistics.median(second for job in ran for second in job.floors)
    return round(floor * 1000, 2), [Figure.of(job) for job in ran]


def load(file: Path = FILE) -> dict[str, Half]:
    """The halves that were written so far."""
    if not file.exists():
        return {}
    return {name: _half(data) for name, data in json.loads(file.read_text(encoding="utf-8")).items()}


def save(halves: dict[str, Half], file: Path = FILE) -> None:
    """Write the halves down, a figure a line, so that two runs can be compared line by line."""
    file.write_text("".join(_lines(halves)), encoding="utf-8")


def _lines(halves: dict[str, Half]) -> Iterator[str]:
    yield "{\n"
    for name in sorted(halves):
        half = asdict(halves[name])
        lists = {key: half.pop(key) for key in ("figures", "counted")}
        yield f' "{name}": {{\n'
        yield from (f'  "{key}": {_text(value)},\n' for key, value in half.items())
        for key, entries in lists.items():
            rows = ",\n".join(f"   {_text(entry)}" for entry in entries)
            yield f'  "{key}": [\n{rows}\n  ]{"," if key == "figures" else ""}\n'
        yield " }\n" if name == max(halves) else " },\n"
    yield "}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _half(data: dict[str, Any]) -> Half:
    figures = [Figure(**entry) for entry in data.pop("figures")]
    counted = [Counted(entry["job"], entry["issues"], Counts(**entry["counts"])) for entry in data.pop("counted")]
    return Half(**data, figures=figures, counted=counted)
