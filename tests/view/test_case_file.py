"""The papers of a case file; what the program puts in them is in tests/cli/test_evidence_export.py."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rectify.model.event import Event
from rectify.model.header import Header
from rectify.model.written import Written
from rectify.query.evidence import Case, Finding, Piece
from rectify.terms import FileState
from rectify.view.case_file import case_documents, handed_out_sheet
from rectify.view.plain_table import plain_text
from tests.make import evidence, issue
from tests.store.material import run_of
from tests.view.samples import HOSTILE, assert_harmless

RUN = run_of(Event("close", "Q-1"))._replace(seq=2)
ITEM = evidence(1)
PIECE = Piece("Q-1", ITEM.sha256, ITEM.name, ITEM.size, (ITEM,), ((RUN, RUN.events[0]),), 0)


CASE = Case(
    issue=issue(),
    header=Header(),
    pieces=(PIECE,),
    findings=(Finding(FileState.SOUND, PIECE),),
    paths=("evidence/1",),
    told=((RUN, RUN.events[0]),),
    lines=(b"{}\n",),
    runs=2,
    head="c" * 64,
    zone=ZoneInfo("Asia/Shanghai"),
    at=datetime(2018, 12, 3, 4, 0, tzinfo=UTC),
)


def test_nothing_of_a_text_reaches_the_terminal_of_who_reads_it() -> None:
    """Papers are read with `cat`, and an index with a spreadsheet: no formulas either."""
    hostile = replace(PIECE, name=f"=1+1{HOSTILE}")
    lost = (Finding(FileState.MISSING, hostile),)
    told = replace(CASE, issue=issue(title=HOSTILE), header=Header(title=HOSTILE), pieces=(hostile,), findings=lost)
    made = replace(told, problems=(HOSTILE,))
    papers = case_documents(made)
    for text in papers.values():
        assert_harmless(text.removeprefix("\ufeff"))
    assert "'=1+1" in papers["index.csv"]
    assert_harmless(plain_text([handed_out_sheet([(made, Written(HOSTILE, "d" * 64, 10))])]))
