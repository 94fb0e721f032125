"""The files of the case folders, as people and programs read them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from rectify.model.blob import Blob
from rectify.model.event import Event, Run
from rectify.query.evidence import Finding, Piece
from rectify.terms import FileState
from rectify.view import evidence_list as view
from rectify.view.machine_text import as_rows
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from tests.make import evidence
from tests.store.material import run_of
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless

RUN = run_of(Event("close", "Q-1"))._replace(seq=2)
ITEM = evidence(1, by="王芳", on="2018-12-01")
PIECE = Piece("Q-1", ITEM.sha256, ITEM.name, ITEM.size, (ITEM,), ((RUN, RUN.events[0]),), 0)
HAND_WRITTEN = Piece("Q-2", ITEM.sha256, ITEM.name, ITEM.size, (evidence(1),), (), 0)
UNLISTED = replace(PIECE, items=(), index=None)
HOSTILE_PIECE = replace(PIECE, issue=HOSTILE, name=HOSTILE)


def day(_run: Run) -> date:
    """Every run was recorded on one day."""
    return date(2018, 12, 3)


AS_FOUND = replace(PIECE, told=((RUN, RUN.events[0]._replace(verb="adopt")),))


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        (PIECE, ("2018-12-03", "甲某")),
        (AS_FOUND, ("2018-12-01", "王芳")),
        (HAND_WRITTEN, ("", "")),
        (UNLISTED, ("2018-12-03", "甲某")),
    ],
)
def test_who_handed_a_file_in_and_when(piece: Piece, told: tuple[str, str]) -> None:
    """As the first run that brought it says; of what was taken in as found, as the register says; else nobody knows."""
    assert (view.handed_in_on(piece, day), view.handed_in_by(piece)) == told


def test_the_business_day_goes_before_the_recorded_one() -> None:
    """Of a file that only the trail knows."""
    told = replace(UNLISTED, told=((RUN, RUN.events[0]._replace(on="2018-11-30")),))
    assert view.handed_in_on(told, day) == "2018-11-30"


def test_a_file_that_no_run_tells_of_has_empty_cells() -> None:
    """The row has as many cells as any other."""
    rows = view.pieces_rows([PIECE, HAND_WRITTEN], recorded_on=day).rows
    assert len(rows[0]) == len(rows[1])
    assert [cell.for_machines for cell in rows[1]][-7:] == [""] * 7


FOUND = (
    Finding(FileState.SOUND, PIECE, Blob("Q-1", PIECE.blob, PIECE.sha256, PIECE.size)),
    Finding(FileState.MISSING, HOSTILE_PIECE),
    Finding(FileState.UNMENTIONED, blob=Blob(HOSTILE, HOSTILE, "a" * 64, 3)),
    Finding(FileState.UNMENTIONED),
)


def test_nothing_of_a_name_reaches_a_terminal() -> None:
    """Names may be anything once a register was edited by hand."""
    page = view.findings_page(FOUND, recorded_on=day, as_of=TODAY)
    sheet = view.pieces_sheet([HOSTILE_PIECE], recorded_on=day, total=1, as_of=TODAY)
    for text in (
        plain_text(page),
        plain_text([sheet]),
        as_rows("csv", view.findings_rows(FOUND, recorded_on=day)),
        view.findings_json(FOUND, recorded_on=day, total=2, as_of=TODAY),
        view.pieces_jsonl([HOSTILE_PIECE], recorded_on=day),
    ):
        assert_harmless(text)
    for width in WIDTHS:
        assert_harmless(render((*page, sheet), width=width, color=False))


def test_a_hint_is_given_once() -> None:
    """Under the first of its kind."""
    lost = Finding(FileState.MISSING, PIECE)
    text = plain_text(view.findings_page([lost, lost, *FOUND[2:]], recorded_on=day, as_of=TODAY))
    assert text.count("hint: keep what lies there") == 1
    assert text.count("hint: it does no harm") == 1
    assert text.endswith(f"0 of 2 files sound · 2 unmentioned · 2 missing · as of {TODAY}\n")


def test_every_state_is_told_to_programs() -> None:
    """What there is to say of a file nobody handed in is its name and what lies there."""
    told = [json.loads(line) for line in view.findings_jsonl(FOUND, recorded_on=day).splitlines()]
    assert [one["state"] for one in told] == ["sound", "missing", "unmentioned", "unmentioned"]
    assert [one["found"] is None for one in told] == [False, True, False, True]
    assert set(told[3]) == {"issue", "name", "state", "message", "found"}
