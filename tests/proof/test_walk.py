from collections.abc import Iterable

import pytest

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Run, make_event
from rectify.model.flaw import Flaw, Place
from rectify.model.link import Link
from rectify.proof.walk import Walk
from rectify.terms import Severity
from tests.make import evidence

A = {"id": "A", "title": "t"}
FILE = evidence().data()


def run(*events: Event, before: str = "r0", after: str = "r0", outside: tuple[str, ...] = ()) -> Run:
    """A run of these events, with what the register was before and after it."""
    return Run(
        *("2019-03-01T04:00:00Z", "王芳", "wang", "desk-1", "cli", "rectify 0"),
        events=events,
        before=before,
        after=after,
        outside=outside,
    )


def walked(*runs: Run | None, wanted: Iterable[int] = ()) -> Walk:
    """A walk along these runs; None is a line that is no run."""
    walk = Walk("x.log.jsonl", set(wanted))
    for number, one in enumerate(runs, 1):
        flaws = () if one else (Flaw("trail-chain", Severity.DAMAGE, "no run", place=Place("x.log.jsonl", number)),)
        walk.take(Link(number, f"d{number}", one, flaws))
    return walk


def said(walk: Walk) -> list[tuple[int, str, str]]:
    """The flaws of the replay: line, issue, first words."""
    told = [flaw for flaw in walk.findings.told() if flaw.check == "trail-replay"]
    return [(flaw.place.line if flaw.place else 0, flaw.issue or "", flaw.message) for flaw in told]


ADDED = run(make_event("adopt", "register", {}, {}), make_event("adopt", "A", {}, A))
NOTED = run(Event("note", "A", text="x"))
ATTACHED = make_event("submit", "A", A, A | {"evidence": [FILE]})


def test_a_walk_keeps_the_state_and_the_end() -> None:
    """The entries, how many runs there are, the last of them and its digest."""
    walk = walked(ADDED, run(make_event("edit", "A", A, A | {"place": "甲川"}), after="r1"))
    assert walk.entries == {"register": {}, "A": A | {"place": "甲川"}}
    assert (walk.runs, walk.flawed_runs, walk.head, walk.last and walk.last.after) == (2, 0, "d2", "r1")
    assert (walk.findings.told(), walk.is_whole, walk.gaps.count) == ((), True, 0)


def test_wanted_lines_are_marked() -> None:
    """Their digest, and what the register was after them; a line that is no run has none."""
    walk = walked(ADDED, None, NOTED, wanted=[1, 2, 9])
    assert walk.marks == {1: ("d1", "r0"), 2: ("d2", None)}


def test_a_line_that_cannot_be_read_leaves_the_walk_in_pieces() -> None:
    """It is counted; what follows is still held against what is known."""
    walk = walked(ADDED, None, run(make_event("edit", "A", A | {"title": "u"}, A), before="r9"))
    assert (walk.runs, walk.flawed_runs, walk.is_whole, walk.gaps.count) == (3, 2, False, 0)
    assert [(line, issue) for line, issue, _ in said(walk)] == [(3, "A")]


def test_what_a_stopped_write_left_is_no_run() -> None:
    """Its flaw is told, and the end stays where it was."""
    walk = walked(ADDED)
    walk.take(Link(2, "", None, (Flaw("trail-chain", Severity.DAMAGE, "torn"),), is_recorded=False))
    assert (walk.runs, walk.head, walk.findings.counts[Severity.DAMAGE]) == (1, "d1", 1)


def test_the_chain_alone_is_not_replayed() -> None:
    """Runs are counted, and nothing else is made of them."""
    walk = Walk("x.log.jsonl")
    walk.take(Link(7, "d7", run(Event("note", "Z"))), replays=False)
    assert (walk.runs, walk.head, dict(walk.entries), walk.findings.told()) == (7, "d7", {}, ())


# --- replay ---


def test_every_misfit_is_told_with_line_and_issue() -> None:
    """Each once: what follows is held against the value that was put."""
    forged = Event("edit", "A", changes=(Change("title", "u", "v"), Change("place", "x", "y")))
    sound = make_event("edit", "A", A | {"title": "v"}, A | {"title": "w"})
    walk = walked(ADDED, run(forged, Event("note", "B", text="x")), run(sound))
    assert [(line, issue) for line, issue, _ in said(walk)] == [(2, "A"), (2, "A"), (2, "B")]
    assert walk.flawed_runs == 1


def test_a_file_that_comes_in_is_a_piece_of_its_first_run() -> None:
    """With who brought it in, and the line; handed in again it is told again."""
    again = NOTED._replace(events=(Event("note", "A", text="x", evidence=ATTACHED.evidence),))
    walk = walked(ADDED, run(ATTACHED), again)
    assert said(walk) == []
    [(number, line, piece)] = walk.pieces.of("A")
    assert (number, line, piece.blob) == (0, 2, f"{FILE['sha256'][:16]}-report-1.pdf")
    assert [(told.login, event.verb) for told, event in piece.told] == [("wang", "submit"), ("wang", "note")]


OTHER = Mention("f" * 64, "other.pdf", 5)
ODD = {"sha256": "a", "name": [], "size": 1}


@pytest.mark.parametrize(
    "event",
    [
        ATTACHED._replace(evidence=()),
        ATTACHED._replace(evidence=(OTHER,)),
        ATTACHED._replace(evidence=(*ATTACHED.evidence, OTHER)),
        ATTACHED._replace(evidence=(ATTACHED.evidence[0]._replace(size=1),)),
        ATTACHED._replace(evidence=(ATTACHED.evidence[0]._replace(name="b.pdf"),)),
        Event("note", "A", text="x", evidence=(OTHER,)),
        Event("edit", "A", changes=(Change("evidence", None, "x"),), evidence=(OTHER,)),
        Event("edit", "A", changes=(Change("evidence", None, ["x", {"sha256": 5}]),), evidence=(OTHER,)),
        Event(
            "edit",
            "A",
            changes=(Change("evidence", None, [ODD]),),
            evidence=(OTHER,),
        ),
    ],
)
def test_the_files_named_are_those_brought_in(event: Event) -> None:
    """A run that names more, fewer or other files than its changes bring in is forged."""
    assert said(walked(ADDED, run(event))) == [(2, "A", "A: the files that the run names are not those it brings in")]


# --- between the runs ---


def test_edits_between_runs_are_counted() -> None:
    """The register was another file than the run above left: allowed, and worth knowing."""
    walk = walked(ADDED, NOTED._replace(before="r1", after="r1"), NOTED, NOTED._replace(before="r1"))
    assert (walk.gaps.count, walk.gaps.lines, said(walk)) == (3, [2, 3, 4], [])
    many = walked(ADDED, *(NOTED._replace(before="r1") for _ in range(30)))
    assert (many.gaps.count, len(many.gaps.lines)) == (30, 20)


OUT = NOTED._replace(outside=("A", "B"))
EDITED = OUT._replace(before="r1", after="r1")
NEITHER = "neither adopted nor outside"
ADOPTS = run(Event("adopt", "A"), outside=("B",))


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([EDITED, EDITED], []),
        ([EDITED, ADOPTS._replace(before="r1", after="r1")], []),
        ([EDITED, NOTED._replace(before="r2")], []),
        (
            [EDITED, NOTED._replace(before="r1")],
            [(3, "A", NEITHER), (3, "B", "")],
        ),
        (
            [EDITED, ADOPTS._replace(before="r1", outside=())],
            [(3, "B", NEITHER)],
        ),
        ([OUT], [(2, "A", "outside since this run"), (2, "B", "outside since this run")]),
    ],
)
def test_what_was_outside_is_so_until_it_is_adopted(runs: list[Run], found: list[tuple[int, str, str]]) -> None:
    """Between two runs that saw the very same file nobody can have put an edit right, or made one."""
    told = said(walked(ADDED, *runs))
    assert [(line, issue) for line, issue, _ in told] == [(line, issue) for line, issue, _ in found]
    assert all(words in message for (_, _, message), (_, _, words) in zip(told, found, strict=True))
