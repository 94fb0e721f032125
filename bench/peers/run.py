"""`make bench-peers`: the same issues and the same jobs in other programs, taking turns with ours.

A peer that cannot be had, or that fails at a job, is left out with the reason; it never makes the benchmark fail.
Run it from the root of the repository: `python -m bench.peers.run`.
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.figures import PEERS_HALF, Half, figures_of
from bench.machine import machine, versions
from bench.measure import Job, measure
from bench.peers import hledger, taskwarrior, todoman, topydo, trestle
from bench.peers.install import HOME, found, version_of
from bench.peers.jobs import match, own_jobs
from bench.peers.peer import Missing, Peer
from bench.places import Places
from bench.process import Failed
from bench.run import asked, failures, publish

PEERS: Final = (taskwarrior.PEER, todoman.PEER, hledger.PEER, topydo.PEER, trestle.PEER)
Programs = dict[str, list[str]]
"""The first words of the commands of each peer that could be had."""


def brought(peers: Sequence[Peer] = PEERS, home: Path = HOME) -> tuple[Programs, list[str], list[str]]:
    """The peers that can be had: their programs, their versions, and a sentence for each that cannot."""
    programs: Programs = {}
    numbers, left_out = [], []
    for peer in peers:
        print(f"bringing {peer.name}", file=sys.stderr)
        try:
            program = found(peer, home)
            numbers.append(version_of(peer, program))
            programs[peer.name] = program
        except Missing as missing:
            left_out.append(f"{peer.name} left out: {missing}")
    return programs, numbers, left_out


def gathered(places: Places, issues: int, programs: Programs, budget: float) -> tuple[list[Job], list[str]]:
    """All jobs at a size, and a sentence for each peer that was left out of it."""
    jobs, left_out = [*own_jobs(places, issues, budget)], []
    for peer in PEERS:
        if peer.name in programs:
            try:
                jobs += list(match(places, peer, programs[peer.name], issues).jobs(budget))
            except (Missing, Failed) as failure:
                left_out.append(f"{peer.name} left out at {issues:,} issues: {str(failure).splitlines()[0]}")
    return jobs, left_out


def main() -> None:
    """Measure, and write the results down."""
    options = asked()
    programs, numbers, left_out = brought()
    jobs: list[Job] = []
    with tempfile.TemporaryDirectory(prefix="rectify-bench-") as name:
        places = Places(Path(name).resolve())
        try:
            for issues in sorted(options.sizes):
                print(f"giving {issues:,} issues to each", file=sys.stderr)
                more, reasons = gathered(places, issues, programs, options.budget)
                jobs, left_out = jobs + more, left_out + reasons
            measure(jobs, options.rounds, options.budget)
        except Failed as failure:
            sys.exit(f"bench: {str(failure).replace(name, '.')}")
        floor, figures = figures_of(jobs)
        left_out = [reason.replace(name, ".") for reason in [*left_out, *failures(jobs)]]
        half = Half(
            day=str(datetime.now(UTC).date()),
            rounds=options.rounds,
            budget=options.budget,
            floor=floor,
            machine=machine(places.base),
            versions=[*versions(), *numbers],
            figures=figures,
            remarks=[*(f"{peer.name}: {peer.remark}" for peer in PEERS if peer.name in programs), *left_out],
        )
    publish(PEERS_HALF, half, write=not options.no_write and not options.jobs)


if __name__ == "__main__":
    main()
