"""The papers of a case file; what the program puts in them is in tests/cli/test_evidence_export.py."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rectify.model.event import Event, Run
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.query_evidence import Finding, Piece
from rectify.terms import FileState
from rectify.view.case_file import case_documents, handed_out_sheet
from rectify.view.plain_table import plain_text
from tests.make import evidence, issue
from tests.store.material import run_of
from tests.view.samples import HOSTILE, assert_harmless

RUN = replace(run_of(Event("close", "Q-1")), seq=2)
ITEM = evidence(1)
PIECE = Piece("Q-1", ITEM.sha256, ITEM.name, ITEM.size, (ITEM,), ((RUN, RUN.events[0]),), 0)


HEADER, ZONE = Header(), ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Made:
    """A case file by value."""

    issue: Issue
    header: Header = HEADER
    pieces: tuple[Piece, ...] = (PIECE,)
    findings: tuple[Finding, ...] = (Finding(FileState.SOUND, PIECE),)
    told: tuple[tuple[Run, Event], ...] = ((RUN, RUN.events[0]),)
    lines: tuple[bytes, ...] = (b"{}\n",)
    runs: int = 2
    head: str | None = "c" * 64
    zone: ZoneInfo = ZONE
    at: datetime = datetime(2018, 12, 3, 4, 0, tzinfo=UTC)
    problems: tuple[str, ...] = ()
    path: str = HOSTILE
    sha256: str = "d" * 64
    size: int = 10

    def path_of(self, number: int) -> str:
        """Where a file stands."""
        return f"evidence/{number}"


def test_nothing_of_a_text_reaches_the_terminal_of_who_reads_it() -> None:
    """Papers are read with `cat`, and an index with a spreadsheet: no formulas either."""
    hostile = replace(PIECE, name=f"=1+1{HOSTILE}")
    lost = (Finding(FileState.MISSING, hostile),)
    made = Made(issue(title=HOSTILE), Header(title=HOSTILE), (hostile,), lost, problems=(HOSTILE,))
    papers = case_documents(made)
    for text in papers.values():
        assert_harmless(text.removeprefix("\ufeff"))
    assert "'=1+1" in papers["index.csv"]
    assert_harmless(plain_text([handed_out_sheet([(made, made)])]))
