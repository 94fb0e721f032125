"""PROOF: the files that a trail mentions: each with the line that did so first, and who handed it in.

They are packed, as entries are, and held against the disk one case folder at a time: neither the files of a register
nor what lies in its folders is ever in memory as a whole.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from rectify.model.blob import Blob
from rectify.model.event import Event, Run
from rectify.proof.entries import Entries
from rectify.query.evidence import Finding, Piece, Told, findings


class Listed(NamedTuple):
    """A file as the trail mentions it: which of all it was, the line that did so first, and the file itself."""

    number: int
    line: int
    piece: Piece


class Pieces:
    """The files, by issue and digest."""

    def __init__(self) -> None:
        self._by_issue = Entries()
        self._count = 0

    def add(self, line: int, run: Run, event: Event) -> None:
        """Take in the files that an event of a line mentions."""
        if event.issue not in self._by_issue:
            self._by_issue[event.issue] = {}
        files = self._by_issue[event.issue]
        told = [*run[:6], run.seq, event.verb]
        for one in event.evidence:
            if one.sha256 not in files:
                files[one.sha256] = [self._count, line, one.name, one.size, []]
                self._count += 1
            files[one.sha256][-1].append(told)

    def of(self, issue: str) -> list[Listed]:
        """The files of an issue, in the order in which they came in."""
        return [
            Listed(number, line, Piece(issue, sha256, name, size, told=tuple(_told(issue, one) for one in told)))
            for sha256, (number, line, name, size, told) in self._by_issue.get(issue, {}).items()
        ]

    def damaged(self, blobs: Iterable[Blob]) -> list[tuple[int, Finding]]:
        """Those that are not as they were handed in, each with its line, in the order in which they came in.

        Args:
            blobs: what lies in all case folders, folder by folder.
        """
        waiting = dict.fromkeys(self._by_issue)
        elsewhere: list[Blob] = []
        found: list[tuple[Listed, Finding]] = []
        for issue, folder in groupby(blobs, attrgetter("issue")):
            if issue in waiting:
                del waiting[issue]
                found += self._damaged(issue, folder)
            elif not issue:  # the place of all, or what stands in place of a folder
                elsewhere += folder
        for issue in waiting:
            found += self._damaged(issue, elsewhere)
        return [(listed.line, finding) for listed, finding in sorted(found, key=lambda pair: pair[0].number)]

    def __len__(self) -> int:
        return self._count

    def _damaged(self, issue: str, folder: Iterable[Blob]) -> Iterator[tuple[Listed, Finding]]:
        listed = {one.piece.sha256: one for one in self.of(issue)}
        for finding in findings((one.piece for one in listed.values()), folder):
            if finding.is_damage and finding.piece:
                yield listed[finding.piece.sha256], finding


def _told(issue: str, data: list[Any]) -> Told:
    """Who handed a file in, and when; nothing else of a run is asked for."""
    at, actor, login, host, via, tool, seq, verb = data
    return Run(at, actor, login, host, via, tool, events=(), seq=seq), Event(verb, issue)
