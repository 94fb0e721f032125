"""THE EYE: the papers of a case file (一案一档), for a reader who has nothing else: what it is, its card, its index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from rectify.model.event import Run
from rectify.model.written import Written
from rectify.view.card import card_page
from rectify.view.escape import shown
from rectify.view.evidence_list import handed_in_by, handed_in_on
from rectify.view.json_text import envelope, json_lines
from rectify.view.labels import number_of
from rectify.view.machine_text import csv_text
from rectify.view.plain_table import plain_text
from rectify.view.sheet import Cell, Column, Row, Sheet, Tone
from rectify.view.values import size_words
from rectify.view.yaml_text import yaml_text

if TYPE_CHECKING:
    from rectify.query.evidence import Case

_BOM: Final = "\ufeff"
"""Without it, spreadsheets in China read a csv as GBK."""
_OF_INDEX: Final = ("number", "path", "name", "size", "sha256", "state", "cycle", "on", "by", "verb", "recorded")
_INDEX: Final = tuple(
    Column(name.upper(), name, is_number=name in ("number", "size", "cycle", "run"))
    for name in (*_OF_INDEX, "run", "actor", "login", "host", "again")
)
_HANDED_OUT: Final = (
    Column("ISSUE", "issue"),
    Column("CASE FILE", "path", weight=1),
    Column("EVIDENCE", "evidence", is_right=True, is_number=True),
    Column("RUNS", "runs", is_right=True, is_number=True),
    Column("PROBLEMS", "problems", is_right=True, is_number=True, drop_below=100),
    Column("SIZE", "size", is_right=True, is_number=True),
    Column("SHA256", "sha256", weight=1),
)
_WHAT_IS_WHAT: Final = """\
card.txt      the issue, for people
issue.yaml    the issue, as the register has it
index.csv     the evidence: who handed in which file, when, with which step
trail.jsonl   the lines of the audit trail that tell of this issue, byte by byte; a line may tell of others too
evidence/     the files, numbered in the order they came in
SHA256SUMS    the digest of each of these

Whether all is as it was when this was made:   sha256sum -c SHA256SUMS     (on a Mac: shasum -a 256 -c SHA256SUMS)
"""


def case_documents(case: Case) -> dict[str, str]:
    """The papers by name. They tell the state of the last record, whatever the day: made twice, they are the same."""
    page = card_page(case.issue, today=case.at.date(), history=case.told, zone=case.zone.key)
    return {
        "README.txt": _readme(case),
        "card.txt": plain_text(page),
        "issue.yaml": yaml_text(case.issue.data()),
        "index.csv": _BOM + csv_text(Sheet(_INDEX, tuple(_row(case, number) for number in _numbers(case)))),
    }


def _readme(case: Case) -> str:
    issue = case.issue
    title = f"Case file (一案一档) of {shown(issue.id)}: {shown(issue.title)}"
    register = f"Register: {shown(case.header.title)}" if case.header.title else ""
    files, runs = number_of(len(case.findings), "file"), number_of(case.runs, "run")
    if case.lines:
        at = f"{case.at:%Y-%m-%d %H:%M} ({case.zone.key})"
        state = f"As of its last record, {at}: {files} of evidence, {len(case.lines)} of the {runs} in the trail."
    else:
        state = f"Nothing of it is recorded yet: {files} of evidence."
    wrong = ["", "SOMETHING IS WRONG WITH IT:", *(f"- {shown(problem)}" for problem in case.problems)]
    head = f"The head of the trail, the sha256 of its last line (run {case.runs}):\n{case.head}" if case.head else ""
    parts = [title, *([register] if register else []), "", state, *(wrong if case.problems else []), ""]
    return "\n".join((*parts, _WHAT_IS_WHAT, head)).rstrip() + "\n"


def _numbers(case: Case) -> range:
    return range(1, len(case.findings) + 1)


def _row(case: Case, number: int) -> Row:
    piece, state = case.pieces[number - 1], case.findings[number - 1].state
    first: tuple[Any, ...] = ("", "", "", "", "", "")
    if piece.told:
        run, event = piece.told[0]
        at = _recorded(run, case.zone).strftime("%Y-%m-%d %H:%M")
        first = (event.verb, at, run.seq, run.actor, run.login, run.host)
    again = " ".join(dict.fromkeys(str(run.seq) for run, _ in piece.told[1:]))
    known = (number, case.paths[number - 1], piece.name, piece.size, piece.sha256, state.value)
    handed_in = (
        piece.cycle or "",
        handed_in_on(piece, lambda run: _recorded(run, case.zone).date()),
        handed_in_by(piece),
    )
    return tuple(Cell(shown(str(value))) for value in (*known, *handed_in, *first, again))


def _recorded(run: Run, zone: ZoneInfo) -> datetime:
    """When a run was recorded, in a time zone."""
    return datetime.fromisoformat(run.at).astimezone(zone)


# --- what was handed out ---


def handed_out_sheet(made: Sequence[tuple[Case, Written]]) -> Sheet:
    """The case files that were written, a row each."""
    return Sheet(_HANDED_OUT, tuple(_made_row(case, written) for case, written in made))


def handed_out_json(made: Sequence[tuple[Case, Written]]) -> str:
    """The same as JSON."""
    return envelope({"count": len(made)}, "case_files", (_made_data(case, written) for case, written in made))


def handed_out_jsonl(made: Sequence[tuple[Case, Written]]) -> str:
    """A case file a line."""
    return json_lines(_made_data(case, written) for case, written in made)


def _made_data(case: Case, written: Written) -> dict[str, Any]:
    counted = {"evidence": len(case.findings), "runs": len(case.lines), "problems": list(case.problems)}
    known = {"path": written.path, "sha256": written.sha256, "size": written.size, "head": case.head}
    return {"issue": case.issue.id, **known, **counted}


def _made_row(case: Case, written: Written) -> Row:
    return (
        Cell(shown(case.issue.id), Tone.STRONG),
        Cell(shown(written.path)),
        Cell(str(len(case.findings))),
        Cell(str(len(case.lines))),
        Cell(str(len(case.problems)), Tone.LATE if case.problems else Tone.PLAIN),
        Cell(size_words(written.size), raw=str(written.size)),
        Cell(written.sha256),
    )
