"""THE EYE: the files of the case folders: which there are, who handed each in, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rectify.model.blob import Blob
from rectify.model.event import Run
from rectify.query.evidence import message, put_right
from rectify.terms import FileState, Severity, Verb
from rectify.view.escape import shown
from rectify.view.json_text import envelope, json_lines
from rectify.view.labels import SEVERITY_TONES, number_of
from rectify.view.sheet import Cell, Column, Line, Page, Row, Sheet, Tone, line
from rectify.view.values import size_words

if TYPE_CHECKING:
    from rectify.query.evidence import Finding, Piece, Told

RecordedOn = Callable[[Run], date]

_COLUMNS: Final = (
    Column("ISSUE", "issue"),
    Column("FILE", "name", weight=3),
    Column("SIZE", "size", is_right=True, is_number=True),
    Column("SHA256", "sha256", drop_below=72),
    Column("CYCLE", "cycle", is_right=True, drop_below=64),
    Column("HANDED IN", "on"),
    Column("BY", "by", weight=1, drop_below=88),
    Column("RUN", "run", is_right=True, drop_below=56),
)
_MORE: Final = tuple(Column(name.upper(), name, weight=1) for name in ("again", "at", "actor", "login", "host", "verb"))
_STATE: Final = tuple(Column(name.upper(), name, weight=1) for name in ("state", "found", "message"))
_HINTS: Final = {
    FileState.UNMENTIONED: "it does no harm; a stopped command may have left it, or one is just at work",
    FileState.WRITABLE: "a copy by git may have made it so; chmod a-w takes it away",
}


def pieces_sheet(pieces: Sequence[Piece], *, recorded_on: RecordedOn, total: int, as_of: date) -> Sheet:
    """The files as a table; `total` is how many there are in all, `as_of` the day it was asked on."""
    issues = number_of(len({piece.issue for piece in pieces}), "issue")
    counted = f"{len(pieces)} of {number_of(total, 'file')}, of {issues}" if total else "No files are handed in yet"
    return Sheet(_COLUMNS, tuple(_row(piece, recorded_on) for piece in pieces), foot=(f"{counted} · as of {as_of}",))


def pieces_rows(pieces: Sequence[Piece], *, recorded_on: RecordedOn) -> Sheet:
    """The files as rows for csv and -o plain, with all there is to say of the run each came with."""
    return Sheet((*_COLUMNS, *_MORE), tuple((*_row(piece, recorded_on), *_more(piece)) for piece in pieces))


def pieces_json(pieces: Sequence[Piece], *, recorded_on: RecordedOn, total: int, as_of: date) -> str:
    """`{"schema":…,"as_of":…,"count":n,"total":n,"files":[…]}`; `runs` of a file are those it was handed in with."""
    head = {"as_of": as_of.isoformat(), "count": len(pieces), "total": total}
    return envelope(head, "files", (piece_data(piece, recorded_on) for piece in pieces))


def pieces_jsonl(pieces: Sequence[Piece], *, recorded_on: RecordedOn) -> str:
    """A file a line."""
    return json_lines(piece_data(piece, recorded_on) for piece in pieces)


def piece_data(piece: Piece, recorded_on: RecordedOn) -> dict[str, Any]:
    """A file with the runs it was handed in with, oldest first; `listed` says whether the register still names it."""
    keys = ("seq", "at", "actor", "login", "host")
    return {
        "issue": piece.issue,
        "name": piece.name,
        "sha256": piece.sha256,
        "size": piece.size,
        "listed": bool(piece.items),
        "cycle": piece.cycle,
        "on": handed_in_on(piece, recorded_on) or None,
        "by": handed_in_by(piece) or None,
        "runs": [{key: getattr(run, key) for key in keys} | {"verb": event.verb} for run, event in piece.told],
    }


def handed_in_on(piece: Piece, recorded_on: RecordedOn) -> str:
    """The business day on which a file was first handed in, ISO; nothing where nobody knows."""
    told = _first(piece)
    if told:
        run, event = told
        return event.on or recorded_on(run).isoformat()
    return piece.items[0].on.isoformat() if piece.items and piece.items[0].on else ""


def handed_in_by(piece: Piece) -> str:
    """Who first handed a file in; nothing where nobody knows."""
    told = _first(piece)
    if told:
        return told[0].actor
    return (piece.items[0].by or "") if piece.items else ""


def _first(piece: Piece) -> Told | None:
    """The run that first handed a file in; none where it was taken in as found: then the register knows better.

    What the register says of a file that was undone and handed in anew is of the second time.
    """
    told = piece.told[0] if piece.told else None
    is_as_found = told is not None and told[1].verb == Verb.ADOPT and bool(piece.items and piece.items[0].by)
    return None if is_as_found else told


# --- how they stand ---


def findings_page(findings: Sequence[Finding], *, recorded_on: RecordedOn, as_of: date) -> Page:
    """What is not simply sound, a line each, with what to do; then a line of counts."""
    told: set[str] = set()
    lines = [one for finding in findings for one in _lines(finding, recorded_on, told)]
    return (*lines, *([line()] if lines else []), line(Cell(_count_line(findings, as_of), _worst(findings))))


def findings_rows(findings: Sequence[Finding], *, recorded_on: RecordedOn) -> Sheet:
    """Every file that was read, as rows for csv and -o plain."""
    rows = tuple((*_base(one, recorded_on), *_found_cells(one, recorded_on)) for one in findings)
    return Sheet((*_COLUMNS, *_MORE, *_STATE), rows)


def findings_json(findings: Sequence[Finding], *, recorded_on: RecordedOn, total: int, as_of: date) -> str:
    """As `pieces_json`, each file with its `state`, a `message` unless it is sound, and what was `found`."""
    damaged = sum(one.is_damage for one in findings)
    warnings = sum(_severity(one) is Severity.WARNING for one in findings)
    head = {"as_of": as_of.isoformat(), "count": len(findings), "total": total}
    head |= {"damaged": damaged, "warnings": warnings}
    return envelope(head, "files", (finding_data(one, recorded_on) for one in findings))


def findings_jsonl(findings: Sequence[Finding], *, recorded_on: RecordedOn) -> str:
    """A file a line."""
    return json_lines(finding_data(one, recorded_on) for one in findings)


def finding_data(finding: Finding, recorded_on: RecordedOn) -> dict[str, Any]:
    """A file as `piece_data` has it; one that nobody has handed in has its issue and name only."""
    piece, blob = finding.piece, finding.blob
    base = piece_data(piece, recorded_on) if piece else {"issue": finding.issue, "name": blob.name if blob else ""}
    said = None if finding.state is FileState.SOUND else message(finding, recorded_on)
    return base | {"state": finding.state.value, "message": said, "found": _blob_data(blob) if blob else None}


def _blob_data(blob: Blob) -> dict[str, Any]:
    keys = ("name", "sha256", "size", "why", "owner", "written", "placed")
    return {key: getattr(blob, key) for key in keys}


def _severity(finding: Finding) -> Severity | None:
    if finding.is_damage:
        return Severity.DAMAGE
    return None if finding.state is FileState.SOUND else Severity.WARNING


def _lines(finding: Finding, recorded_on: RecordedOn, told: set[str]) -> Iterator[Line]:
    severity = _severity(finding)
    if severity is None:
        return
    words, state = shown(message(finding, recorded_on)), Cell(f" [{finding.state.value}]", Tone.MUTED)
    yield line(Cell(severity.value, SEVERITY_TONES[severity]), f": {words}", state)
    hint = _HINTS.get(finding.state) or put_right(finding.issue)
    if hint not in told:
        told.add(hint)
        yield line(Cell(f"hint: {shown(hint)}", Tone.MUTED), indent=4)


def _count_line(findings: Sequence[Finding], as_of: date) -> str:
    known = [one for one in findings if one.piece is not None]
    sound = sum(not one.is_damage for one in known)
    others = (f"{count} {state.value}" for state in FileState if (count := _count(findings, state)))
    parts = (f"{sound} of {number_of(len(known), 'file')} sound", *others, f"as of {as_of}")
    return " · ".join(parts)


def _count(findings: Sequence[Finding], state: FileState) -> int:
    return 0 if state is FileState.SOUND else sum(one.state is state for one in findings)


def _worst(findings: Sequence[Finding]) -> Tone:
    severities = {_severity(one) for one in findings}
    return Tone.LATE if Severity.DAMAGE in severities else Tone.SOON if severities - {None} else Tone.DONE


# --- cells ---


def _row(piece: Piece, recorded_on: RecordedOn) -> Row:
    run = str(piece.told[0][0].seq) if piece.told else ""
    return (
        Cell(shown(piece.issue), Tone.STRONG),
        Cell(shown(piece.name)),
        Cell(size_words(piece.size), raw=str(piece.size)),
        Cell(piece.sha256[:16], Tone.MUTED, raw=piece.sha256),
        Cell(str(piece.cycle or "")),
        Cell(handed_in_on(piece, recorded_on)),
        Cell(shown(handed_in_by(piece))),
        Cell(run),
    )


def _more(piece: Piece) -> Row:
    again = " ".join(dict.fromkeys(str(run.seq) for run, _ in piece.told[1:]))
    if not piece.told:
        return tuple(Cell("") for _ in _MORE)
    run, event = piece.told[0]
    return tuple(Cell(shown(text)) for text in (again, run.at, run.actor, run.login, run.host, event.verb))


def _base(finding: Finding, recorded_on: RecordedOn) -> Row:
    if finding.piece:
        return (*_row(finding.piece, recorded_on), *_more(finding.piece))
    name = finding.blob.name if finding.blob else ""
    return (Cell(shown(finding.issue)), Cell(shown(name)), *(Cell("") for _ in (*_COLUMNS[2:], *_MORE)))


def _found_cells(finding: Finding, recorded_on: RecordedOn) -> Row:
    found = finding.blob.sha256 or "" if finding.blob else ""
    said = "" if finding.state is FileState.SOUND else message(finding, recorded_on)
    return tuple(Cell(shown(text)) for text in (finding.state.value, found, said))
