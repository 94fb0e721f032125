"""What every job is held to, and how a target is judged by the figures.

Targets are ratios, to `python -c pass` or to a rival of the same rounds, and megabytes of memory. The stretch is what a
prototype without rules, locks and validation showed to be possible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bench.figures import Half
from bench.jobs import CHAIN_LOOP, NAIVE, RICH_TABLE

TASKWARRIOR, TODOMAN = "Taskwarrior", "todoman"
SIZES: Final = (66, 10_000, 100_000)
RUNS: Final = 1_000_000

TITLES: Final[dict[str, str]] = {
    "version": "`--version`",
    "completion": "completion of an id",
    "overdue": "`list --overdue`, register unchanged",
    "overdue, edited": "`list --overdue` after one edit by hand",
    "due": "`due`, register unchanged",
    "due, edited": "`due` after one edit by hand",
    "summary": "`summary`, register unchanged",
    "summary, edited": "`summary` after one edit by hand",
    "many rows": "`list --overdue` on a day when one issue in ten is overdue",
    "log": "`log ID`",
    "show": "`show ID`",
    "first": "`list --overdue` for the first time, no cache",
    "close": "`close ID --evidence FILE`",
    "loop": "100 of these in a shell loop (64 at 66 issues)",
    "batch": "`batch` of 1,000 closes all over the register, evidence there already",
    "batch, files": "`batch` of 1,000 closes, each with a file",
    "check": "everything read and judged: `check`",
    "terminal": "`list` of 7,000 rows on a terminal",
    "audit chain": "`audit verify --chain`",
    "audit verify": "`audit verify`",
}
"""Every job in the order of the tables, as a reader knows it."""

Kind = Literal["ratio", "faster", "share", "memory"]


@dataclass(frozen=True)
class Target:
    """A limit for a job at a size: at most so many times the floor, times faster than a rival, or a share of it."""

    job: str
    issues: int
    kind: Kind
    limit: float
    rival: str = ""
    stretch: float | None = None

    def value(self, half: Half) -> float | None:
        """What was measured, in the unit of the limit; None when it was not."""
        own = half.get(self.job, self.issues)
        if own is None:
            return None
        if not self.rival:
            return own.peak if self.kind == "memory" else own.ratio
        rival = half.get(self.job, self.issues, self.rival)
        if rival is None:
            return None
        return rival.ratio / own.ratio if self.kind == "faster" else own.ratio / rival.ratio

    def is_met(self, value: float) -> bool:
        """True when a value is within the limit; faster means more."""
        return value >= self.limit if self.kind == "faster" else value <= self.limit

    @property
    def words(self) -> str:
        """The limit as a reader meets it."""
        return {
            "ratio": f"≤ {self.limit:g}×",
            "faster": f"≥ {self.limit:g}× faster than {self.rival}" if self.limit > 1 else f"faster than {self.rival}",
            "share": f"≤ {self.limit:g}× of {self.rival}",
            "memory": f"≤ {self.limit:g} MB",
        }[self.kind]


def _row(job: str, limits: tuple[float, ...], stretch: tuple[float, ...] = (), kind: Kind = "ratio") -> list[Target]:
    """The targets of a job at the three sizes."""
    aims = stretch or (None,) * len(limits)
    return [
        Target(job, issues, kind, limit, stretch=aim) for issues, limit, aim in zip(SIZES, limits, aims, strict=True)
    ]


def _targets() -> Iterator[Target]:
    yield from _row("version", (7, 7, 7))
    yield from _row("completion", (8, 8, 9))
    for read in ("overdue", "due", "summary"):
        yield from _row(read, (7, 7, 9))
        yield from _row(f"{read}, edited", (20, 20, 28), (9, 10, 18))
    yield from _row("log", (9, 9, 11))
    yield from _row("show", (18, 18, 20), (9, 9, 11))
    yield Target("first", 66, "ratio", 22)
    yield from _row("close", (20, 21, 28), (10, 11, 16))
    yield Target("batch", 10_000, "ratio", 45)
    yield Target("batch", 100_000, "ratio", 55)
    yield from _row("overdue", (45, 50, 60), kind="memory")
    yield from _row("close", (60, 65, 80), kind="memory")


RIVALS: Final = (
    Target("first", 10_000, "faster", 4, NAIVE, 12),
    Target("first", 100_000, "faster", 5, NAIVE, 12),
    Target("first", 100_000, "memory", 400),
    Target("terminal", 10_000, "share", 0.1, RICH_TABLE),
    Target("audit chain", RUNS, "share", 0.4, CHAIN_LOOP),
    Target("audit verify", RUNS, "memory", 300),
)
"""Beside what one would write first, in the rounds of `make bench`."""

PEERS: Final = (
    Target("overdue", 100_000, "faster", 12, TASKWARRIOR),
    Target("close", 66, "faster", 1, TODOMAN),
    Target("close", 100_000, "faster", 3.5, TASKWARRIOR),
    Target("loop", 66, "faster", 1, TODOMAN),
    Target("loop", 10_000, "faster", 1, TODOMAN),
    Target("loop", 100_000, "faster", 3, TASKWARRIOR),
    Target("batch", 10_000, "faster", 2, TASKWARRIOR),
    Target("batch", 100_000, "faster", 25, TASKWARRIOR),
)
"""Beside other programs, in the rounds of `make bench-peers`."""

TARGETS: Final = tuple(_targets())
"""Beside the floor, and of memory."""


def target_of(job: str, issues: int, kind: Kind) -> Target | None:
    """The target of a job at a size."""
    return next((found for found in TARGETS if (found.job, found.issues, found.kind) == (job, issues, kind)), None)
