"""THE SESSION at the cabinet: the evidence of issues, whether it is still what it was, and case files to hand out.

Nothing is changed and no lock is taken: what a run mentions is on the disk before the run is recorded.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rectify.errors import BadUsage, Detail
from rectify.faults import CaseDamaged
from rectify.model.event import Run
from rectify.model.issue import Issue
from rectify.model.written import Written
from rectify.model.zone import recorded_on
from rectify.query.evidence import Case, Finding, Piece, Told, findings, message, pieces
from rectify.reading import Clock, Reading, needs_trail
from rectify.replaying import edits_since, replayed_or_told
from rectify.store.case_file import CaseFileStore, Member
from rectify.store.layout import shown_name
from rectify.store.loaded import Loaded
from rectify.store.store import Store
from rectify.terms import Severity

SUMS = "SHA256SUMS"
_EDITED = ("it was edited outside rectify, and the trail does not know it",)
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Share:
    """What one issue has of the trail: each event with its run, each line once; `last` is its last run."""

    told: list[Told] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    last: Run | None = None


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
        if not ids:
            return []
        loaded = self._store.load_as_published()
        for id_ in ids:
            loaded.register.get(id_)
        shares, recorded = self._shares(loaded, ids)
        problems = tuple(self._of_trail(loaded, recorded))
        edited = self._edited(loaded) if not problems else frozenset()
        runs = {run.seq: run for share in shares.values() for run, _ in share.told}
        files: dict[str, list[Piece]] = {id_: [] for id_ in ids}
        for piece in pieces(loaded.register, (runs[seq] for seq in sorted(runs)), files):
            files[piece.issue].append(piece)
        found = [
            self._case(
                loaded,
                loaded.register.get(id_),
                shares[id_],
                self._found(id_, files[id_]),
                runs=recorded,
                problems=(*problems, *(_EDITED if id_ in edited else ())),
            )
            for id_ in ids
        ]
        bad = tuple(
            Detail(case.issue.id, problem.removeprefix(f"{case.issue.id} "))
            for case in found
            for problem in case.problems
        )
        if bad and not may_be_damaged:
            raise CaseDamaged(details=bad)
        return found

    def require_free(self, ids: Sequence[str], to: str | None, *, may_replace: bool) -> None:
        """Refuse before anything is read what could not be written; see `CaseFileStore.require_free`.

        Raises:
            BadUsage: there are more case files than one, and `to` is no folder.
            CaseFileExists, DiskRefused.
        """
        if to is not None and len(ids) > 1 and not self._shelf.is_folder(to):
            raise BadUsage(message=f"{to} is no folder, and there are {len(ids)} case files", hint="make it: mkdir")
        for id_ in ids:
            self._shelf.require_free(self._shelf.place_of(id_, to), may_replace=may_replace)

    def write(self, case: Case, documents: Mapping[str, str], to: str | None, *, may_replace: bool = False) -> Written:
        """Write the case file of an issue: the documents, its lines of the trail, its evidence, all digests.

        Raises:
            CaseFileExists, Damaged, DiskRefused: nothing was written.
        """
        own = {**{name: text.encode() for name, text in documents.items()}, "trail.jsonl": b"".join(case.lines)}
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
        folder = shown_name(case.issue.id)
        members = [Member(f"{folder}/{name}", case.at, data) for name, data in own.items()]
        for path, piece, finding in zip(case.paths, case.pieces, case.findings, strict=True):
            sums[path] = piece.sha256
            if finding.blob is not None and finding.blob.sha256 is not None:
                at = _local(piece.told[0][0], case.zone) if piece.told else case.at
                members.append(Member(f"{folder}/{path}", at, blob=finding.blob))
        data = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
        members.append(Member(f"{folder}/{SUMS}", case.at, data))
        return self._shelf.write(self._shelf.place_of(case.issue.id, to), members, may_replace=may_replace)

    # --- inside ---

    def _cabinet(self, loaded: Loaded, ids: Sequence[str]) -> Cabinet:
        register = loaded.register
        everything = pieces(register, filter(loaded.knows, self._store.runs()))
        known = {piece.issue for piece in everything}
        for id_ in ids:
            if id_ not in known:
                register.get(id_)
        wanted = frozenset(ids)
        chosen = tuple(piece for piece in everything if not wanted or piece.issue in wanted)
        return Cabinet(chosen, len(everything), self.today(register), ZoneInfo(register.header.timezone))

    def _shares(self, loaded: Loaded, ids: Iterable[str]) -> tuple[dict[str, _Share], int]:
        """What each of these issues has of the trail, and how many runs it holds; read once, line by line."""
        shares = {id_: _Share() for id_ in ids}
        recorded, last = 0, loaded.last.seq if loaded.last else 0
        for run, line in self._shelf.lines():
            if run.seq > last:  # others may be writing meanwhile
                continue
            recorded += 1
            for event in run.events:
                share = shares.get(event.issue)
                if share is None:
                    continue
                share.told.append((run, event))
                if share.last is not run:
                    share.lines.append(line)
                    share.last = run
        return shares, recorded

    def _edited(self, loaded: Loaded) -> frozenset[str]:
        """The entries that differ from what the trail says."""
        last, trail = loaded.last, self._store.trail.name
        if last is None or (last.after == loaded.digest and not last.outside):
            return frozenset()
        replayed = replayed_or_told((run for run in self._store.runs() if run.seq <= last.seq), trail)
        return frozenset(event.issue for event in edits_since(replayed, loaded.register, trail))

    def _found(self, issue: str, wanted: Sequence[Piece]) -> list[Finding]:
        """How each of these files of an issue stands; what nobody has handed in comes behind them and is left out."""
        return findings(wanted, self._store.blobs([issue]))[: len(wanted)]

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
        issue: Issue,
        share: _Share,
        found: Sequence[Finding],
        *,
        runs: int,
        problems: tuple[str, ...],
    ) -> Case:
        zone = ZoneInfo(loaded.register.header.timezone)
        wanted = tuple(finding.piece for finding in found if finding.piece)
        bad = (message(one, lambda run: recorded_on(run, zone)) for one in found if one.is_damage)
        return Case(
            issue=issue,
            header=loaded.register.header,
            pieces=wanted,
            findings=tuple(found),
            paths=tuple(f"evidence/{number:02d}-{shown_name(one.name)}" for number, one in enumerate(wanted, 1)),
            told=tuple(share.told),
            lines=tuple(share.lines),
            runs=runs,
            head=loaded.head,
            zone=zone,
            at=_local(share.last, zone) if share.last else _NO_TIME,
            problems=(*problems, *bad),
        )


def _local(run: Run, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(run.at).astimezone(zone)
