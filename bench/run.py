"""`make bench`: time whole commands as a person or a shell loop meets them, and write bench/RESULTS.md.

Every command is a process of its own, from start to exit, and all of them take turns. A command that fails leaves the
old results as they are. Run it from the root of the repository: `python -m bench.run`.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import chart, results
from bench.counts import count_calls
from bench.figures import OWN_HALF, Counted, Half, figures_of, load, save
from bench.jobs import WORDS, audit_jobs, has, jobs_for
from bench.machine import machine, versions
from bench.measure import OWN, Job, measure
from bench.places import Places
from bench.process import Failed, environment
from bench.targets import RUNS

SIZES, FULL = (66, 1_000, 10_000), (66, 1_000, 10_000, 100_000)
SHORT_TRAIL = 10_000
COUNTED = ("overdue", "close", "batch", "batch, files")
LEAST_ROUNDS, MOST_ROUNDS = 7, 50
SMALLEST = 66
"""Issues of the smallest register: every round closes another."""


def make_jobs(places: Places, sizes: list[int], runs: int, options: argparse.Namespace) -> list[Job]:
    """All jobs that are asked for."""
    jobs: list[Job] = []
    for issues in sizes:
        print(f"making a register of {issues:,} issues", file=sys.stderr)
        jobs += jobs_for(places, issues, options.budget)
    print(f"making a trail of {runs:,} runs", file=sys.stderr)
    jobs += audit_jobs(places, runs)
    asked = options.jobs.split(",") if options.jobs else []
    return [job for job in jobs if not asked or job.name in asked]


def count(jobs: list[Job], rounds: int) -> Iterator[Counted]:
    """What one more run of some jobs asks of the disk; nothing where strace cannot be used."""
    for job in jobs:
        if job.name in COUNTED and job.program == OWN:
            job.ready(rounds + 2)
            words = job.words(rounds + 2)
            counts = count_calls(words, job.folder, environment(job.folder, job.more))
            if counts is None:
                return
            yield Counted(job.name, job.issues, counts)


def remarks(places: Places, sizes: list[int]) -> list[str]:
    """What is not there to be measured."""
    folder = places.template(sizes[0])
    return [
        f"this build has no `{words[0]}`, so it was left out" for words in WORDS.values() if not has(words[0], folder)
    ]


def publish(name: str, half: Half, *, write: bool) -> None:
    """Put a half beside the other one, and make page and chart of both."""
    halves = load() | {name: half}
    print(results.as_markdown(halves))
    if write:
        save(halves)
        draw(halves)


def draw(halves: dict[str, Half]) -> None:
    """Make page and chart of the figures there are."""
    results.PAGE.write_text(results.as_markdown(halves), encoding="utf-8")
    chart.FILE.write_text(chart.as_svg(halves), encoding="utf-8")


def asked(words: list[str] | None = None) -> argparse.Namespace:
    """The options of both benchmarks."""
    parser = argparse.ArgumentParser(description="Time rectify against `python -c pass`.")
    parser.add_argument("--full", action="store_true", help="also 100,000 issues and a million runs (an hour or more)")
    parser.add_argument("--sizes", help="other numbers of issues, by commas, 66 at least")
    parser.add_argument("--jobs", help="only these jobs, by commas; nothing is written then")
    parser.add_argument("--rounds", type=int, default=9, help=f"timed rounds, {LEAST_ROUNDS} to {MOST_ROUNDS}")
    parser.add_argument("--budget", type=float, default=15, help="seconds a job may last in all its rounds (15)")
    parser.add_argument("--page", action="store_true", help="measure nothing: make page and chart of the last figures")
    parser.add_argument("--no-write", action="store_true", help="only print the results")
    options = parser.parse_args(words)
    if not LEAST_ROUNDS <= options.rounds <= MOST_ROUNDS:
        parser.error(f"--rounds must be from {LEAST_ROUNDS} to {MOST_ROUNDS}")
    options.sizes = (
        [int(size) for size in options.sizes.split(",")] if options.sizes else FULL if options.full else SIZES
    )
    if min(options.sizes) < SMALLEST:
        parser.error(f"--sizes must be {SMALLEST} or more")
    return options


def failures(jobs: list[Job]) -> list[str]:
    """A sentence for each job of another program that was given up."""
    return [f"{job.program}, {job.name} at {job.issues:,}: {job.failed}" for job in jobs if job.failed]


def main() -> None:
    """Measure, and write the results down."""
    options = asked()
    if options.page:
        draw(load())
        return
    sizes = sorted(options.sizes)
    with tempfile.TemporaryDirectory(prefix="rectify-bench-") as name:
        places = Places(Path(name).resolve())
        try:
            jobs = make_jobs(places, sizes, RUNS if options.full else SHORT_TRAIL, options)
            measure(jobs, options.rounds, options.budget)
            counted = list(count(jobs, options.rounds))
        except Failed as failure:
            sys.exit(f"bench: {str(failure).replace(name, '.')}")
        left_out = [*remarks(places, sizes), *failures(jobs)]
        floor, figures = figures_of(jobs)
        half = Half(
            day=str(datetime.now(UTC).date()),
            rounds=options.rounds,
            budget=options.budget,
            floor=floor,
            machine=machine(places.base),
            versions=versions(),
            figures=figures,
            counted=counted,
            remarks=left_out,
        )
    publish(OWN_HALF, half, write=not options.no_write and not options.jobs)


if __name__ == "__main__":
    main()
