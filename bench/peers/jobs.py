"""The same jobs for us and for a peer, on the same issues."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.jobs import BATCH, batches, closing, loop_job, spread
from bench.measure import Job, nothing
from bench.peers.peer import Peer, entries, filled
from bench.places import Places, own, warm
from bench.process import run

PROBE = 60
"""The issue that is closed to see how long one takes; there are at least 66, and no round comes to it."""


def own_jobs(places: Places, issues: int, budget: float) -> Iterator[Job]:
    """Our side of every job."""
    still = places.copy(places.template(issues), "still")
    warm(still)
    yield Job("overdue", lambda _: own("list", "--overdue"), still, issues)
    yield Job("check", lambda _: own("check"), still, issues)
    yield from closing(places, issues, budget)
    if issues >= BATCH:
        yield next(batches(places, issues))


@dataclass(frozen=True)
class Match:
    """A peer that was given the issues: its program, and the folder that its jobs are carried out in copies of."""

    peer: Peer
    program: tuple[str, ...]
    places: Places
    template: Path
    issues: int

    def jobs(self, budget: float) -> Iterator[Job]:
        """All jobs that the peer has."""
        reading = self.places.copy(self.template, "reading")
        for name, words in (("overdue", self.peer.overdue), ("check", self.peer.validate)):
            if words:
                yield self._job(name, reading, words)
        if self.peer.close:
            yield from self._closes(self.peer.close, budget)
        if self.issues >= BATCH:
            fresh = self.places.base / f"{self.template.name}-batch"
            for program, batch in self.peer.batches.items():
                yield replace(self._job("batch", fresh, batch(spread(self.issues)), self._fresh), program=program)

    def _fresh(self, _number: int) -> None:
        self.made_warm(self.places.copy(self.template, "batch"))

    def made_warm(self, folder: Path) -> None:
        """Let the peer fill caches of its own."""
        if self.peer.warm:
            run([*self.program, *self.peer.warm], folder, self.peer.more)

    def _job(self, name: str, folder: Path, rest: list[str], ready: Callable[[int], None] = nothing) -> Job:
        words = [*self.program, *rest]
        return Job(name, lambda _: words, folder, self.issues, self.peer.name, ready, self.peer.more)

    def _closes(self, close: Callable[[int], list[str]], budget: float) -> Iterator[Job]:
        def words(number: int) -> list[str]:
            return [*self.program, *close(number)]

        writing = self.places.copy(self.template, "writing")
        yield replace(self._job("close", writing, []), words=words)
        one = run(words(PROBE), writing, self.peer.more).seconds
        loop = loop_job(
            self.places, self.template, self.issues, close=words, one=one, budget=budget, made_warm=self.made_warm
        )
        yield replace(loop, program=self.peer.name, more=self.peer.more)


def match(places: Places, peer: Peer, program: list[str], issues: int) -> Match:
    """A peer with the same issues, its own caches filled.

    Raises:
        Missing: it could not be given them.
        Failed: its first command failed.
    """
    template = places.base / f"{peer.package}-{issues}"
    batch = spread(issues) if issues >= BATCH else ()
    filled(peer, template, entries(places.template(issues), places.base / "issues.jsonl", batch))
    found = Match(peer, tuple(program), places, template, issues)
    found.made_warm(template)
    return found
