"""QUESTIONS to the evidence: which files an issue has, who brought each in, and whether the disk still has it.

- A file is what the register lists or any run mentions: what was undone, or taken out by hand, must be there still.
- One file is one digest of one issue, however often it was handed in.
- A file is sound when bytes of its digest lie in its case folder; another file of its name is an altered one.
- A file that nobody mentions is harmless: a stopped run may have left it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rectify.model.blob import Blob
from rectify.model.columns import places
from rectify.model.event import Event, Run
from rectify.terms import FileState

if TYPE_CHECKING:
    from rectify.model.evidence import Evidence
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.register import Register

DAMAGED: Final = frozenset({FileState.ALTERED, FileState.IRREGULAR, FileState.MISSING})
"""The states that break a proof."""

Told = tuple[Run, Event]
"""An event that handed a file in, with the run it is part of."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an issue: `items` as the register lists it, once a cycle; `told` each time it was handed in.

    `index` is its first place in the register's list; None when it is not there any more. `size` is in bytes.
    """

    issue: str
    sha256: str
    name: str
    size: int
    items: tuple[Evidence, ...] = ()
    told: tuple[Told, ...] = ()
    index: int | None = None

    @property
    def blob(self) -> str:
        """The file's name in the case folder."""
        return f"{self.sha256[:16]}-{self.name}"

    @property
    def cycle(self) -> int | None:
        """The last cycle of the issue it counts for; None when the register does not list it."""
        return self.items[-1].cycle if self.items else None


@dataclass(frozen=True, slots=True)
class Finding:
    """How a file stands: `piece` is None for one that nobody mentions, `blob` for one that is not on the disk."""

    state: FileState
    piece: Piece | None = None
    blob: Blob | None = None

    @property
    def issue(self) -> str:
        """The issue whose case folder it belongs to."""
        return self.piece.issue if self.piece else self.blob.issue if self.blob else ""

    @property
    def is_damage(self) -> bool:
        """True when the proof is broken."""
        return self.state in DAMAGED


@dataclass(frozen=True, slots=True)
class Case:
    """Everything of one issue that goes into its case file (一案一档).

    `findings` say of each of the `pieces` how it stands, `paths` where its file stands in the case file: numbered, so
    that no two names are one. `lines` are the lines of the trail that tell of the issue, byte by byte; `runs` and
    `head` those of the whole trail. `at` is the time of its last record, in the time zone of its register. `problems`
    are what a reader must know: damaged files, edits that the trail does not know.
    """

    issue: Issue
    header: Header
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
    paths: tuple[str, ...]
    told: tuple[Told, ...]
    lines: tuple[bytes, ...]
    runs: int
    head: str | None
    zone: ZoneInfo
    at: datetime
    problems: tuple[str, ...] = ()


def pieces(register: Register, runs: Iterable[Run], issues: Collection[str] = ()) -> list[Piece]:
    """The files of these issues, or of all: in the register's order, each issue's in the order they came in."""
    found: dict[str, dict[str, Piece]] = {issue.id: {} for issue in register.issues}
    for run in runs:
        for event in run.events:
            for item in event.evidence:
                of_issue = found.setdefault(event.issue, {})
                new = Piece(event.issue, item.sha256, item.name, item.size)
                piece = of_issue.get(item.sha256, new)
                of_issue[item.sha256] = replace(piece, told=(*piece.told, (run, event)))
    for issue in register.issues:
        _add_listed(found[issue.id], issue.id, issue.evidence)
    wanted = frozenset(issues)
    return [piece for id_, one in found.items() if not wanted or id_ in wanted for piece in one.values()]


def _add_listed(found: dict[str, Piece], issue: str, listed: Sequence[Evidence]) -> None:
    for index, item in enumerate(listed):
        piece = found.get(item.sha256) or Piece(issue, item.sha256, item.name, item.size)
        first = index if piece.index is None else piece.index
        found[item.sha256] = replace(piece, items=(*piece.items, item), index=first)


# --- what the disk has ---


def findings(wanted: Iterable[Piece], blobs: Iterable[Blob]) -> list[Finding]:
    """How each file stands, then what lies in the case folders that nobody mentions."""
    folders = _Folders(blobs)
    known = [folders.judged(piece) for piece in wanted]
    return [*known, *(Finding(FileState.UNMENTIONED, blob=blob) for blob in folders.rest())]


class _Folders:
    """The blobs by issue and short digest; what is asked for is taken out of `_left`."""

    def __init__(self, blobs: Iterable[Blob]) -> None:
        self._by_key: dict[tuple[str, str], list[Blob]] = {}
        self._left: dict[tuple[str, str], Blob] = {}
        for blob in blobs:
            self._by_key.setdefault((blob.issue, blob.name[:17]), []).append(blob)
            self._left[blob.issue, blob.name] = blob

    def judged(self, piece: Piece) -> Finding:
        """How a file stands; bytes of its digest win over another file of the same short one."""
        near = self._by_key.get((piece.issue, f"{piece.sha256[:16]}-"), [])
        blob = next((one for one in near if one.sha256 == piece.sha256), None) or next(iter(near), None)
        blob = blob or self._no_folder(piece.issue)
        if blob is None:
            return Finding(FileState.MISSING, piece)
        self._left.pop((blob.issue, blob.name), None)
        if blob.sha256 == piece.sha256:
            return Finding(FileState.WRITABLE if blob.is_writable else FileState.SOUND, piece, blob)
        return Finding(FileState.IRREGULAR if blob.sha256 is None else FileState.ALTERED, piece, blob)

    def rest(self) -> Iterator[Blob]:
        """What was not asked for."""
        return iter(self._left.values())

    def _no_folder(self, issue: str) -> Blob | None:
        """The case folder itself, or the place of all, where it is none."""
        return next((one for key in ((issue, ""), ("", "")) for one in self._by_key.get(key, ())), None)


# --- in words ---


def message(finding: Finding, recorded_on: Callable[[Run], date]) -> str:
    """What is to be said of a file that is not simply sound: what is wrong, who brought it in, what the disk tells."""
    piece, blob = finding.piece, finding.blob
    if piece is None:
        where = f"{blob.issue} {blob.name}".strip() if blob else ""
        return f"{where} lies in the case folder, but nobody has handed it in"
    if finding.state is FileState.WRITABLE:
        return f"{piece.issue} evidence {piece.blob} may be written to"
    parts = [f"{piece.issue} evidence {piece.blob} {_what(finding)}", attribution(piece, recorded_on)]
    return "; ".join(part for part in (*parts, _traces(blob)) if part)


def put_right(issue: str = "ID") -> str:
    """What to do about a file that is not as handed in, of an issue or of whichever it is."""
    again = f"rectify note {issue} TEXT --evidence FILE"
    return f"keep what lies there as a proof, elsewhere; then hand the original in again: {again}"


def attribution(piece: Piece, recorded_on: Callable[[Run], date]) -> str:
    """Who brought a file in, and when: `handed in with close by 王芳 (wang@desk) on 2019-03-01, run 2`."""
    if not piece.told:
        return "no run tells who handed it in"
    (run, event), *again = piece.told
    by = f"{run.login}@{run.host}"
    who = by if run.actor == by else f"{run.actor} ({by})"
    first = f"handed in with {event.verb} by {who} on {recorded_on(run)}, run {run.seq}"
    later = " and ".join(dict.fromkeys(str(run.seq) for run, _ in again))
    return f"{first}, again in run {later}" if later else first


def _what(finding: Finding) -> str:
    piece, blob = finding.piece, finding.blob
    if blob is None or piece is None:
        return "is missing from the case folder"
    if blob.sha256 is None:
        return f"cannot be read: {blob.why}"
    size = "the same size" if blob.size == piece.size else f"{blob.size} bytes instead of {piece.size}"
    return f"was altered: its sha256 is now {blob.sha256[:16]}…, {size}"


def _traces(blob: Blob | None) -> str:
    """What the file system tells of whoever put it there."""
    if blob is None or blob.written is None:
        return ""
    placed = f", put there {blob.placed}" if blob.placed != blob.written else ""
    return f"on the disk it belongs to {blob.owner}, was last written {blob.written}{placed}"


def with_evidence(register: Register, runs: Iterable[Run]) -> list[str]:
    """The issues that have evidence in the register, or had some by what a run tells; each once."""
    told = (event.issue for run in runs for event in run.events if event.evidence)
    has_some = places(register.column("record").flags(lambda has: bool(has[0])))
    return list(dict.fromkeys((*(register.ids[place] for place in has_some), *told)))
