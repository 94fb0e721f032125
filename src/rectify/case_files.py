"""THE SESSION at the cabinet: the evidence of issues, whether it is still what it was, and case files to hand out.

Nothing is changed and no lock is taken: what a run mentions is on the disk before the run is recorded.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rectify.errors import Detail
from rectify.faults import CaseDamaged
from rectify.model.event import Event, Run
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.query_evidence import Finding, Piece, findings, message, pieces
from rectify.reading import Clock, Reading, edits_since, needs_trail, recorded_on, replayed_or_told
from rectify.store.case_file import CaseFileStore, Member, Written
from rectify.store.layout import shown_name
from rectify.store.store import Loaded, Store
from rectify.terms import Severity

SUMS = "SHA256SUMS"
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The evidence of some issues, or of all. `total` counts the files of all; `findings` are there when it was read.

    `recorded_on` is the day of a run in the register's time zone; `today` the day it was asked on.
    """

    pieces: tuple[Piece, ...]
    total: int
    today: date
    zone: ZoneInfo
    findings: tuple[Finding, ...] = ()

    def recorded_on(self, run: Run) -> date:
        """The day a run was recorded, in the register's time zone."""
        return recorded_on(run, self.zone)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything of one issue that goes into its case file; `at` is the time of its last record, in its time zone.

    `findings` say of each of the `pieces` how it stands. `lines` are the lines of the trail that tell of the issue,
    byte by byte; `runs` and `head` those of the whole trail.
    `problems` are what a reader must know: damaged files, edits that the trail does not know.
    """

    issue: Issue
    header: Header
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
    told: tuple[tuple[Run, Event], ...]
    lines: tuple[bytes, ...]
    runs: int
    head: str | None
    zone: ZoneInfo
    at: datetime
    problems: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The name of the folder in the zip file."""
        return shown_name(self.issue.id)

    def path_of(self, number: int) -> str:
        """Where the file of a number (from 1) stands in that folder: numbered, so that no two names are one."""
        return f"evidence/{number:02d}-{shown_name(self.pieces[number - 1].name)}"


class CaseFiles(Reading):
    """One user's look at the case folders of one register."""

    def __init__(self, store: Store, shelf: CaseFileStore, clock: Clock, today: date | None = None) -> None:
        super().__init__(store, clock, today)
        self._shelf = shelf

    def listed(self, ids: Sequence[str] = ()) -> Cabinet:
        """The evidence of these issues, or of all; the case folders are not looked at.

        Raises:
            UnknownIssue: an id that neither register nor trail knows.
        """
        return self._cabinet(self._store.load_as_published(), ids)

    def checked(self, ids: Sequence[str] = ()) -> Cabinet:
        """The evidence of these issues, or of all, each file read and compared; then what nobody has handed in.

        Raises:
            UnknownIssue: an id that neither register nor trail knows.
        """
        cabinet = self.listed(ids)
        found = findings(cabinet.pieces, self._store.blobs(ids or None))
        return Cabinet(cabinet.pieces, cabinet.total, cabinet.today, cabinet.zone, tuple(found))

    def cases(self, ids: Sequence[str], *, may_be_damaged: bool = False) -> list[Case]:
        """What the case files of these issues hold.

        Raises:
            UnknownIssue: no issue is called so.
            CaseDamaged: a file or the trail is damaged, or an issue was edited by hand, and that is not allowed.
        """
        loaded = self._store.load_as_published()
        for id_ in ids:
            loaded.register.get(id_)
        lines = self._lines(loaded)
        problems = tuple(self._of_trail(loaded, len(lines)))
        edited = _edited(loaded, [run for run, _ in lines], self._store.trail.name) if not problems else frozenset()
        found = [self._case(loaded, id_, lines, problems, is_edited=id_ in edited) for id_ in ids]
        bad = tuple(
            Detail(case.issue.id, problem.removeprefix(f"{case.issue.id} "))
            for case in found
            for problem in case.problems
        )
        if bad and not may_be_damaged:
            raise CaseDamaged(details=bad)
        return found

    def require_free(self, ids: Sequence[str], to: str | None, *, may_replace: bool) -> None:
        """Refuse before anything is written what could not be written; see `CaseFileStore.require_free`."""
        for id_ in ids:
            self._shelf.require_free(self._shelf.place_of(id_, to), may_replace=may_replace)

    def write(self, case: Case, documents: Mapping[str, str], to: str | None, *, may_replace: bool = False) -> Written:
        """Write the case file of an issue: the documents, its lines of the trail, its evidence, all digests.

        Raises:
            CaseFileExists, Damaged, DiskRefused: nothing was written.
        """
        own = {**{name: text.encode() for name, text in documents.items()}, "trail.jsonl": b"".join(case.lines)}
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
        members = [Member(f"{case.folder}/{name}", case.at, data) for name, data in own.items()]
        for number, (piece, finding) in enumerate(zip(case.pieces, case.findings, strict=True), 1):
            sums[case.path_of(number)] = piece.sha256
            if finding.blob is not None and finding.blob.sha256 is not None:
                at = _local(piece.told[0][0], case.zone) if piece.told else case.at
                members.append(Member(f"{case.folder}/{case.path_of(number)}", at, blob=finding.blob))
        data = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
        members.append(Member(f"{case.folder}/{SUMS}", case.at, data))
        return self._shelf.write(self._shelf.place_of(case.issue.id, to), members, may_replace=may_replace)

    # --- inside ---

    def _cabinet(self, loaded: Loaded, ids: Sequence[str]) -> Cabinet:
        register, last = loaded.register, loaded.last
        everything = pieces(register, (run for run in self._store.runs() if last and run.seq <= last.seq))
        known = {piece.issue for piece in everything}
        for id_ in ids:
            if id_ not in known:
                register.get(id_)
        wanted = frozenset(ids)
        chosen = tuple(piece for piece in everything if not wanted or piece.issue in wanted)
        return Cabinet(chosen, len(everything), self.today(register), ZoneInfo(register.header.timezone))

    def _lines(self, loaded: Loaded) -> list[tuple[Run, bytes]]:
        last = loaded.last
        return [(run, line) for run, line in self._shelf.lines() if last and run.seq <= last.seq]

    def _of_trail(self, loaded: Loaded, recorded: int) -> Iterator[str]:
        """What is wrong with the trail as a whole; a line that is just being written is not yet part of it."""
        if not loaded.has_trail and needs_trail(loaded):
            yield "there is no trail that vouches for it"
        for flaw in self._store.damage():
            if flaw.severity is Severity.DAMAGE and flaw.place and flaw.place.line <= recorded:
                yield f"the trail is damaged: {flaw.place}: {flaw.message}"

    def _case(
        self,
        loaded: Loaded,
        id_: str,
        lines: Sequence[tuple[Run, bytes]],
        problems: tuple[str, ...],
        *,
        is_edited: bool,
    ) -> Case:
        header, zone = loaded.register.header, ZoneInfo(loaded.register.header.timezone)
        own = [(run, line) for run, line in lines if any(event.issue == id_ for event in run.events)]
        told = tuple((run, event) for run, _ in own for event in run.events if event.issue == id_)
        wanted = pieces(loaded.register, (run for run, _ in own), (id_,))
        found = findings(wanted, self._store.blobs([id_]))[: len(wanted)]  # then comes what nobody has handed in
        bad = (message(one, lambda run: recorded_on(run, zone)) for one in found if one.is_damage)
        edits = ("it was edited outside rectify, and the trail does not know it",) if is_edited else ()
        return Case(
            issue=loaded.register.get(id_),
            header=header,
            pieces=tuple(wanted),
            findings=tuple(found),
            told=told,
            lines=tuple(line for _, line in own),
            runs=len(lines),
            head=loaded.head,
            zone=zone,
            at=_local(own[-1][0], zone) if own else _NO_TIME,
            problems=(*problems, *edits, *bad),
        )


def _edited(loaded: Loaded, runs: Sequence[Run], trail: str) -> frozenset[str]:
    """The entries that differ from what the trail of this name says."""
    last = loaded.last
    if last is None or (last.after == loaded.digest and not last.outside):
        return frozenset()
    return frozenset(event.issue for event in edits_since(replayed_or_told(runs, trail), loaded.register, trail))


def _local(run: Run, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(run.at).astimezone(zone)
