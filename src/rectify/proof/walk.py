"""PROOF: the walk along a trail, one line after the other; nothing is kept but the state the lines lead to.

- Every run must fit the state the runs before it left: each value before a change is the one it meets.
- A run names exactly the files that its changes bring in.
- A run whose `before` is not the `after` of the run above met a file that was edited between them. That is allowed, and
  counted; where values differ, the run says so (`outside`), and its own events cannot touch them.
- Where the file had not been edited between two runs, what was outside is so still, or was adopted.
"""

from collections.abc import Collection, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from rectify.model.event import Event, Mention, Run, misfits
from rectify.model.flaw import Flaw, Place
from rectify.model.link import Link
from rectify.proof.entries import Entries
from rectify.proof.findings import Findings
from rectify.proof.pieces import Pieces
from rectify.terms import Severity, Verb

REPLAY: Final = "trail-replay"
_GAPS_NAMED: Final = 20


class Mark(NamedTuple):
    """A line that somebody asked for: its digest, and the register's digest after its run."""

    digest: str
    after: str | None


@dataclass(slots=True)
class Gaps:
    """Where the register was edited by hand between two runs: how often, and the first lines that met it so."""

    count: int = 0
    lines: list[int] = field(default_factory=list)


class Walk:
    """What is known of a trail after the lines so far; `wanted` are the numbers of lines to mark.

    `entries` is the state they lead to, `pieces` each file they mention; both are packed. `is_whole` is
    false when a line could not be read, so that what follows it may miss what it told.
    """

    def __init__(self, trail: str, wanted: Collection[int] = ()) -> None:
        self._trail, self._wanted = trail, wanted
        self.entries: MutableMapping[str, dict[str, Any]] = Entries()
        self.pieces = Pieces()
        self.runs, self.flawed_runs = 0, 0
        self.head: str | None = None
        self.last: Run | None = None
        self.marks: dict[int, Mark] = {}
        self.gaps = Gaps()
        self.findings = Findings()
        self.is_whole = True

    def take(self, link: Link, *, replays: bool = True) -> None:
        """Go on by one line; without `replays` only as a link of the chain."""
        damaged = self.findings.add(link.flaws)
        if not link.is_recorded:
            return
        run = link.run
        self.runs, self.head = link.number, link.digest
        if link.number in self._wanted:
            self.marks[link.number] = Mark(link.digest, run.after if run else None)
        if run is None:
            self.is_whole = False
        elif replays:
            damaged += self.findings.add(self._replayed(link.number, run))
        self.flawed_runs += damaged > 0
        self.last = run

    def _replayed(self, number: int, run: Run) -> Iterator[Flaw]:
        place = Place(self._trail, number)
        if self.last is not None:
            yield from self._between(self.last, run, place)
        for event in run.events:
            known = self._digests(event)
            for misfit in misfits(event, self.entries):
                yield Flaw(REPLAY, Severity.DAMAGE, str(misfit), issue=event.issue, path=misfit.path, place=place)
            if known is not None:
                yield from self._handed_in(event, run, known, place)

    def _between(self, before: Run, run: Run, place: Place) -> Iterator[Flaw]:
        if run.before != before.after:
            self.gaps.count += 1
            if len(self.gaps.lines) < _GAPS_NAMED:
                self.gaps.lines.append(place.line)
            return
        adopted = {event.issue for event in run.events if event.verb == Verb.ADOPT}
        for issue in sorted({*before.outside} - adopted ^ {*run.outside} - adopted):
            is_gone = issue in before.outside
            what = "neither adopted nor outside any more" if is_gone else "outside since this run"
            message = f"{issue}: {what}, though the file had not been edited since the run above"
            yield Flaw(REPLAY, Severity.DAMAGE, message, issue=issue, place=place)

    def _digests(self, event: Event) -> set[str] | None:
        """The files an entry has before an event that brings some in or changes them; None when it does not."""
        if not event.evidence and not any(change.path.startswith("evidence") for change in event.changes):
            return None
        return {one.sha256 for one in _files(self.entries.get(event.issue))}

    def _handed_in(self, event: Event, run: Run, known: set[str], place: Place) -> Iterator[Flaw]:
        there = _files(self.entries.get(event.issue))
        new = {one for one in there if one.sha256 not in known}
        is_there = {one.sha256 for one in event.evidence} <= {one.sha256 for one in there}
        if not is_there or not new <= {*event.evidence}:
            message = f"{event.issue}: the files that the run names are not those it brings in"
            yield Flaw(REPLAY, Severity.DAMAGE, message, issue=event.issue, path="evidence", place=place)
        if event.evidence:
            self.pieces.add(place.line, run, event)


def _files(entry: dict[str, Any] | None) -> set[Mention]:
    """The files an entry lists, as an event names them; a forged entry may list anything."""
    listed = (entry or {}).get("evidence")
    found = set()
    for item in listed if isinstance(listed, list) else ():
        sha, name, size = (item.get(key) for key in ("sha256", "name", "size")) if isinstance(item, dict) else (0, 0, 0)
        if isinstance(sha, str) and isinstance(name, str) and isinstance(size, int):
            found.add(Mention(sha, name, size))
    return found
