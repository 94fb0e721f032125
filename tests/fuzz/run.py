"""`make fuzz`: mutants of registers, edits, trails, batches and command lines for so many seconds, from a seed.

A broken promise ends it with exit 1 and tells target and seed: `python -m tests.fuzz.run --only trail --seed 17
--count 1` shows it again.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tests.cli.harness import Cli
from tests.fuzz.targets import TARGETS

MOST_SHOWN = 10


def fuzz(names: list[str], first: int, count: int, until: float) -> tuple[Counter[str], list[str]]:
    """Run the targets in turn from a seed on; how many mutants each met, and what was broken, each kind once."""
    done: Counter[str] = Counter()
    broken: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        cli = Cli(Path(folder))
        for seed in range(first, first + count):
            for name in names:
                made: int | None = None
                try:
                    made = TARGETS[name](Random(seed), cli)  # noqa: S311 - seeded, no secrets
                except Exception:  # noqa: BLE001 - whatever breaks is a finding
                    told = traceback.format_exc(limit=-3)
                    broken.setdefault(told.split("Error", 1)[0][-400:], f"{name}, seed {seed}\n{told}")
                done[name] += 1 if made is None else made
            if time.monotonic() > until or len(broken) >= MOST_SHOWN:
                break
        os.chdir("/")
    return done, list(broken.values())


def main() -> int:
    """The exit code: 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--only", choices=TARGETS, action="append")
    asked = parser.parse_args()
    names = asked.only or list(TARGETS)
    done, broken = fuzz(names, asked.seed, asked.count, time.monotonic() + asked.seconds)
    told = ", ".join(f"{count} {name}" for name, count in done.items())
    sys.stdout.write("".join(f"{finding}\n" for finding in broken) + f"{told}: {len(broken)} broken promises\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
