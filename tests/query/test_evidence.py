"""Questions to the evidence: whose file, who brought it in, how it stands."""

from dataclasses import replace
from datetime import date

import pytest

from rectify.model.blob import Blob
from rectify.model.event import Event, Mention, Run
from rectify.query.evidence import DAMAGED, Finding, Piece, attribution, findings, message, pieces
from rectify.terms import FileState
from tests.make import evidence, issue, register
from tests.store.material import run_of

OTHER = "b" * 64
ONE, TWO = evidence(1), evidence(2)


def told(seq: int, *events: tuple[str, str, int], actor: str = "王芳") -> Run:
    """A run of events: each a verb, an issue, and the number of the file handed in with it."""
    made = (Event(verb, issue, evidence=(mention(number),)) for verb, issue, number in events)
    return run_of(*made)._replace(seq=seq, actor=actor)


def mention(number: int) -> Mention:
    """The file of a number."""
    item = evidence(number)
    return Mention(item.sha256, item.name, item.size)


def day(_run: Run) -> date:
    """Every run was recorded on one day."""
    return date(2018, 12, 3)


RUNS = (told(1, ("submit", "Q-1", 1)), told(2, ("close", "Q-1", 1), ("note", "Q-2", 2)), told(3, ("note", "Q-9", 2)))
REGISTER = register(issue("Q-2", evidence=[TWO, evidence(3)]), issue("Q-1", evidence=[ONE, evidence(1, cycle=2)]))


def test_a_file_is_what_the_register_lists_or_a_run_mentions() -> None:
    """In the register's order, then what only the trail knows; one digest of one issue is one file."""
    found = pieces(REGISTER, RUNS)
    assert [(one.issue, one.sha256[-1], one.cycle, one.index, [run.seq for run, _ in one.told]) for one in found] == [
        ("Q-2", "2", 1, 0, [2]),
        ("Q-2", "3", 1, 1, []),
        ("Q-1", "1", 2, 0, [1, 2]),
        ("Q-9", "2", None, None, [3]),
    ]
    assert [item.cycle for item in found[2].items] == [1, 2]
    assert found[0].blob == TWO.blob


def test_the_files_of_some_issues_can_be_asked_for() -> None:
    """In the same order."""
    assert [one.issue for one in pieces(REGISTER, RUNS, ("Q-9", "Q-1"))] == ["Q-1", "Q-9"]
    assert pieces(REGISTER, RUNS, ("Q-0",)) == []


# --- against the disk ---

PIECE = Piece("Q-1", ONE.sha256, ONE.name, ONE.size, told=((RUNS[0], RUNS[0].events[0]),))
LIES = Blob("Q-1", ONE.blob, ONE.sha256, ONE.size)


@pytest.mark.parametrize(
    ("blobs", "state"),
    [
        ([LIES], FileState.SOUND),
        ([LIES._replace(name=f"{ONE.sha256[:16]}-renamed.pdf")], FileState.SOUND),
        ([LIES._replace(is_writable=True)], FileState.WRITABLE),
        ([LIES._replace(sha256=OTHER)], FileState.ALTERED),
        ([LIES._replace(sha256=None, why="it is a symlink")], FileState.IRREGULAR),
        ([Blob("Q-1", "", why="its case folder is a symlink")], FileState.IRREGULAR),
        ([Blob("", "", why="the evidence folder is a symlink")], FileState.IRREGULAR),
        ([], FileState.MISSING),
        ([LIES._replace(issue="Q-2")], FileState.MISSING),
        ([LIES._replace(name=f"{OTHER[:16]}-{ONE.name}")], FileState.MISSING),
    ],
)
def test_a_file_is_sound_when_its_bytes_lie_in_its_case_folder(blobs: list[Blob], state: FileState) -> None:
    """Its own issue's; under a name that begins as its digest does."""
    found = findings([PIECE], blobs)[0]
    assert (found.state, found.piece, found.issue) == (state, PIECE, "Q-1")
    assert found.is_damage == (state in DAMAGED)


def test_bytes_of_the_digest_win_over_another_file_of_the_same_short_one() -> None:
    """The other is one that nobody has handed in."""
    forged = LIES._replace(name=f"{ONE.sha256[:16]}-a-forgery.pdf", sha256=OTHER)
    assert findings([PIECE], [forged, LIES]) == [
        Finding(FileState.SOUND, PIECE, LIES),
        Finding(FileState.UNMENTIONED, blob=forged),
    ]


def test_what_nobody_has_handed_in_is_told_last_and_is_no_damage() -> None:
    """A stopped command may have left it."""
    stray, lost = Blob("Q-1", "notes.txt", "c" * 64, 3), Blob("", "README", why="it is no case folder")
    first, second, third = findings([PIECE], [stray, LIES, lost])
    assert (first.state, second.blob, third.blob) == (FileState.SOUND, stray, lost)
    assert not second.is_damage
    assert [message(one, day) for one in (second, third)] == [
        "Q-1 notes.txt lies in the case folder, but nobody has handed it in",
        "README lies in the case folder, but nobody has handed it in",
    ]


# --- in words ---


def test_a_replaced_file_is_attributed() -> None:
    """Who handed the right one in, what lies there now, and what the disk tells of whoever put it there."""
    blob = LIES._replace(sha256=OTHER, owner="ma", written="2018-12-01T00:00:00Z", placed="2019-01-01T00:00:00Z")
    (found,) = findings([PIECE], [blob])
    assert message(found, day) == (
        "Q-1 evidence 0000000000000000-report-1.pdf was altered: its sha256 is now bbbbbbbbbbbbbbbb…, the same size; "
        "handed in with submit by 王芳 (jia@desk) on 2018-12-03, run 1; "
        "on the disk it belongs to ma, was last written 2018-12-01T00:00:00Z, put there 2019-01-01T00:00:00Z"
    )


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (None, "is missing from the case folder; handed in"),
        (LIES._replace(sha256=OTHER, size=7), "its sha256 is now bbbbbbbbbbbbbbbb…, 7 bytes instead of 101; handed in"),
        (LIES._replace(sha256=None, why="it is a symlink"), "cannot be read: it is a symlink; handed in"),
        (LIES._replace(is_writable=True), "Q-1 evidence 0000000000000000-report-1.pdf may be written to"),
        (LIES._replace(sha256=OTHER, owner="ma", written="t", placed="t"), "it belongs to ma, was last written t"),
    ],
)
def test_what_is_wrong_is_said(blob: Blob | None, words: str) -> None:
    """Each state has its words."""
    said = message(findings([PIECE], [blob] if blob else [])[0], day)
    assert words in said
    assert "put there" not in said


def test_a_file_is_attributed_to_the_run_it_first_came_with() -> None:
    """Once more to those that handed it in again; the actor is not said twice; where no run tells, that is said."""
    by_login = told(1, ("submit", "Q-1", 1), actor="jia@desk")
    events = [(run, run.events[0]) for run in (by_login, told(4, ("close", "Q-1", 1)), told(7, ("note", "Q-1", 1)))]
    assert attribution(replace(PIECE, told=tuple(events)), day) == (
        "handed in with submit by jia@desk on 2018-12-03, run 1, again in run 4 and 7"
    )
    assert attribution(replace(PIECE, told=()), day) == "no run tells who handed it in"


def test_a_finding_of_nothing_has_no_issue() -> None:
    """It is told as such."""
    assert Finding(FileState.UNMENTIONED).issue == ""
