"""The guard: what start-up imports and executes, what is parsed, what a write asks of the disk: bench/baseline.json.

`make bench-guard` fails when modules, letters parsed or instructions have grown by more than a tenth, or the syncs and
renames of a write at all. `make bench-baseline` takes the present counts for the new baseline, to be committed with
the reason.
Instructions are compared only under the Python that the baseline was counted with.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from bench import startup
from bench.machine import versions

FILE: Final = Path(__file__).resolve().parent / "baseline.json"
TOLERANCE: Final = 0.10
EXACT: Final = ("fsyncs", "renames")
"""What may not grow at all."""
LOADED: Final = "modules"
EXECUTED: Final = "instructions"
PARSED: Final = "letters parsed"
ASKED: Final = "asked of the disk"
ALL: Final = frozenset({LOADED, PARSED, EXECUTED, ASKED})

Table = dict[str, dict[str, int]]
"""For each kind of count, the commands with their counts."""


@dataclass(frozen=True)
class Baseline:
    """Counts, and what they were counted with."""

    python: str
    packages: list[str]
    counts: Table = field(default_factory=dict)


@dataclass(frozen=True)
class Grown:
    """A count that is over what the baseline allows."""

    kind: str
    command: str
    was: int
    now: int

    def __str__(self) -> str:
        more = f" ({(self.now / self.was - 1) * 100:+.0f} %)" if self.was else ""
        return f"{self.command}: {self.kind} {self.was:,} → {self.now:,}{more}"


def count(folder: Path, kinds: frozenset[str] = ALL) -> Baseline:
    """The present counts, of all kinds or some."""
    template = startup.make_folder(folder / "template")
    counts: Table = {}
    for kind, command, value in _counted(template, kinds):
        counts.setdefault(kind, {})[command] = value
    return Baseline(startup.python(), versions(), counts)


def _counted(template: Path, kinds: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    for command in startup.COMMANDS if LOADED in kinds else ():
        yield LOADED, command, len(startup.modules(command, template))
    for command in startup.COMMANDS if PARSED in kinds else ():
        yield PARSED, command, startup.parsed(command, template)
    for command in startup.WITH_INSTRUCTIONS if EXECUTED in kinds else ():
        executed = startup.instructions(command, template)
        if executed is not None:
            yield EXECUTED, command, executed
    for command in startup.WITH_DISK if ASKED in kinds else ():
        asked = startup.disk(command, template)
        for kind, value in asdict(asked).items() if asked else ():
            yield kind.replace("_", " "), command, value


def grown(baseline: Baseline, now: Baseline) -> list[Grown]:
    """Every count that is over what the baseline allows, those left out that cannot be compared."""
    found = []
    for kind, commands in now.counts.items():
        if kind == EXECUTED and now.python != baseline.python:
            continue
        for command, value in commands.items():
            was = baseline.counts.get(kind, {}).get(command)
            if was is not None and value > allowed(kind, was):
                found.append(Grown(kind, command, was, value))
    return found


def allowed(kind: str, was: int) -> float:
    """The most that a count may be now."""
    return was if kind in EXACT else was * (1 + TOLERANCE)


def not_compared(baseline: Baseline, now: Baseline) -> Iterator[str]:
    """A sentence for each kind of count that could not be compared."""
    for kind in baseline.counts:
        if kind not in now.counts:
            yield f"{kind} were not counted: the tool is missing, or may not be used"
    if EXECUTED in now.counts and now.python != baseline.python:
        yield f"instructions were not compared: the baseline is of {baseline.python}, this is {now.python}"


def load(file: Path = FILE) -> Baseline:
    """The baseline as committed."""
    return Baseline(**json.loads(file.read_text(encoding="utf-8")))


def save(baseline: Baseline, file: Path = FILE) -> None:
    """Write a baseline down."""
    file.write_text(json.dumps(asdict(baseline), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def as_table(baseline: Mapping[str, Mapping[str, int]], now: Baseline) -> Iterator[str]:
    """All counts, beside those of the baseline."""
    for kind, commands in now.counts.items():
        for command, value in commands.items():
            was = baseline.get(kind, {}).get(command)
            yield f"{kind:>14}  {command:<16} {value:>14,}  " + (f"baseline {was:,}" if was is not None else "new")


def main() -> None:
    """Compare with the baseline, or renew it."""
    parser = argparse.ArgumentParser(description="Hold counts of start-up and of writes to bench/baseline.json.")
    parser.add_argument("--renew", action="store_true", help="take the present counts for the new baseline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rectify-guard-") as name:
        now = count(Path(name).resolve())
    baseline = load() if FILE.exists() else Baseline("", [])
    print("\n".join(as_table(baseline.counts, now)))
    if options.renew:
        save(now)
        return
    print("\n".join(f"note: {line}" for line in not_compared(baseline, now)))
    over = grown(baseline, now)
    if over:
        lines = "\n".join(f"  {entry}" for entry in over)
        sys.exit(f"grown beyond the baseline:\n{lines}\nhint: mend it, or `make bench-baseline` and say why")


if __name__ == "__main__":
    main()
