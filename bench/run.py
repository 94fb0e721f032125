"""Time whole commands as a person or a shell loop meets them; writes bench/RESULTS.md.

Every command is a process of its own, from start to exit. All commands take turns, round after round, so that
a slow minute of the machine falls on all of them; what is reported is the median, and its ratio to the floor
`python -c pass` of the same rounds. Times do not travel between machines; ratios and counts do.
Run it from the root of the repository: `python -m bench.run`.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.counts import Counts, count_calls
from bench.make_register import issue_id, make_register
from bench.results import as_markdown

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
TODAY = "2027-06-30"
FLOOR = "python -c pass"
SIZES = (66, 1000)


@dataclass
class Case:
    """A command to time: its name, its words for the n-th round, where it runs, and what was measured."""

    name: str
    words: Callable[[int], list[str]]
    folder: Path
    issues: int | None = None
    seconds: list[float] = field(default_factory=list)


class Failed(Exception):
    """A command did not end with 0."""


def rectify() -> list[str]:
    """The command as installed beside this Python; the module where there is no script."""
    script = Path(sys.executable).with_name("rectify")
    return [str(script)] if script.exists() else [sys.executable, "-m", "rectify"]


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's settings, and a cache of our own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("RECTIFY_", "_RECTIFY"))}
    return kept | {"RECTIFY_ACTOR": "bench", "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1"}


def run(words: list[str], folder: Path) -> float:
    """Run one command; its seconds.

    Raises:
        Failed: it did not end with 0.
    """
    begin = time.perf_counter()
    ended = subprocess.run(
        words,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    seconds = time.perf_counter() - begin
    if ended.returncode:
        shown = " ".join([Path(words[0]).name, *words[1:]])
        raise Failed(f"{shown}: exit {ended.returncode}\n{ended.stderr.decode(errors='replace').strip()}")
    return seconds


def close_words(number: int) -> list[str]:
    """Close the n-th issue, with evidence."""
    return [*rectify(), "--today", TODAY, "close", issue_id(number), "--evidence", "report.pdf"]


def make_folder(base: Path, issues: int) -> Path:
    """A folder with a register whose trail has begun, so that no timed run takes the issues in."""
    folder = base / str(issues)
    folder.mkdir()
    with (folder / "issues.yaml").open("w", encoding="utf-8") as file:
        file.writelines(make_register(issues))
    (folder / "report.pdf").write_bytes(b"%PDF-1.4 made up\n" * 64)
    run([*rectify(), "note", issue_id(issues), "the trail begins"], folder)
    return folder


def make_cases(base: Path) -> list[Case]:
    """All commands, in the order of the table."""
    cases = [
        Case(FLOOR, lambda _: [sys.executable, "-c", "pass"], base),
        Case("rectify --version", lambda _: [*rectify(), "--version"], base),
    ]
    folders = {issues: make_folder(base, issues) for issues in SIZES}
    for issues, folder in folders.items():
        words = [*rectify(), "--today", TODAY, "list", "--overdue"]
        cases.append(Case("rectify list --overdue", lambda _, words=words: words, folder, issues))  # type: ignore[misc]
    for issues, folder in folders.items():
        cases.append(Case("rectify close ID --evidence FILE", close_words, folder, issues))
    return cases


def measure(cases: list[Case], rounds: int) -> None:
    """One untimed round, which fills the caches, then the timed ones, every other one backwards."""
    for number in range(rounds + 1):
        for case in cases if number % 2 else reversed(cases):
            seconds = run(case.words(number + 1), case.folder)
            if number:
                case.seconds.append(seconds)
        print(f"\rround {number}/{rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def count(cases: list[Case], rounds: int) -> dict[str, Counts]:
    """What one more run of every close costs the disk; empty where strace cannot be used."""
    counted = {}
    for case in cases:
        if case.words is close_words and case.issues:
            counts = count_calls(case.words(rounds + 2), case.folder, environment(case.folder))
            if counts is None:
                return {}
            counted[f"`{case.name}`, {case.issues:,} issues"] = counts
    return counted


def rows(cases: list[Case]) -> list[tuple[str, str, str, str, str]]:
    """The table: command, issues, ×P, quartiles of ×P, milliseconds."""
    floor = statistics.median(cases[0].seconds)
    table = []
    for case in cases:
        low, middle, high = statistics.quantiles(case.seconds, n=4)
        issues = f"{case.issues:,}" if case.issues else ""
        spread = f"{low / floor:.1f}–{high / floor:.1f}"
        table.append((case.name, issues, f"{middle / floor:.1f}", spread, f"{middle * 1000:.0f}"))
    return table


def main() -> None:
    """Measure, and write the results down; a command that fails leaves the old results as they are."""
    parser = argparse.ArgumentParser(description="Time rectify against `python -c pass`.")
    parser.add_argument("--rounds", type=int, default=15, help="timed rounds, 7 to 60 (default 15)")
    parser.add_argument("--no-write", action="store_true", help="only print the results")
    options = parser.parse_args()
    if not 7 <= options.rounds <= min(SIZES) - 4:
        parser.error("--rounds must be from 7 to 60: every round closes another issue")
    with tempfile.TemporaryDirectory(prefix="rectify-bench-") as name:
        base = Path(name).resolve()
        try:
            cases = make_cases(base)
            measure(cases, options.rounds)
            counted = count(cases, options.rounds)
        except Failed as failure:
            sys.exit(f"bench: {str(failure).replace(str(base), '.')}")
        sizes = {issues: (base / str(issues) / "issues.yaml").stat().st_size for issues in SIZES}
    text = as_markdown(rows(cases), sizes, counted, options.rounds, has_strace=shutil.which("strace") is not None)
    print(text)
    if not options.no_write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
