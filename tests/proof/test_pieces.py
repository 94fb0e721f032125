import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.blob import Blob
from rectify.model.event import Event, Mention, Run
from rectify.proof.pieces import Pieces
from rectify.query.evidence import findings

SHAS = ("1" * 64, "2" * 64, "1" * 16 + "9" * 48)
RUN = Run("2019-03-01T04:00:00Z", "王芳", "wang", "desk-1", "cli", "rectify 0", (), seq=3)
ISSUES = st.sampled_from(("A", "B", "C"))
MENTIONS = st.builds(Mention, st.sampled_from(SHAS), st.sampled_from(("r.pdf", "s.pdf")), st.integers(0, 2))
EVENTS = st.builds(
    lambda issue, files: Event("note", issue, evidence=tuple(files)), ISSUES, st.lists(MENTIONS, max_size=3)
)
NAMES = [f"{sha[:16]}-{name}" for sha in SHAS for name in ("r.pdf", "s.pdf")]
IN_FOLDERS = st.builds(
    Blob,
    st.sampled_from(("A", "B", "D")),
    st.sampled_from([*NAMES, "", "x"]),
    st.none() | st.sampled_from(SHAS),
    st.integers(0, 2),
    st.none() | st.just("it is a FIFO, not a file"),
)
IN_PLACE_OF_ONE = st.builds(Blob, st.just(""), st.sampled_from(("A", "C")), why=st.just("it is no case folder"))
IN_PLACE_OF_ALL = Blob("", "", why="the evidence folder is a FIFO, not a file")
BLOBS = st.lists(IN_FOLDERS | IN_PLACE_OF_ONE, max_size=8) | st.just([IN_PLACE_OF_ALL])


def mentioned(events: list[Event]) -> Pieces:
    """The files that these events mention, two events in a line."""
    pieces = Pieces()
    for number, event in enumerate(events, 2):
        pieces.add(number // 2, RUN._replace(seq=number // 2), event)
    return pieces


@settings(max_examples=300, deadline=None)
@given(st.lists(EVENTS, max_size=8), BLOBS)
def test_folder_by_folder_is_as_all_at_once(events: list[Event], blobs: list[Blob]) -> None:
    """The same files are found damaged, for the same reason and in the same order, whatever lies in which folder."""
    pieces = mentioned(events)
    listed = sorted((one for issue in "ABC" for one in pieces.of(issue)), key=lambda one: one.number)
    at_once = findings([one.piece for one in listed], blobs)
    expected = [(one.line, found) for one, found in zip(listed, at_once, strict=False) if found.is_damage]
    assert pieces.damaged(sorted(blobs, key=lambda blob: blob.issue)) == expected
    assert len(pieces) == len(listed)


def test_a_file_knows_who_handed_it_in() -> None:
    """Each time, and the line of the first."""
    file = Mention(SHAS[0], "r.pdf", 7)
    pieces = mentioned([Event("submit", "A", evidence=(file,)), Event("note", "A", text="x", evidence=(file,))])
    [(number, line, piece)] = pieces.of("A")
    assert (number, line, piece.blob, piece.size) == (0, 1, "1111111111111111-r.pdf", 7)
    assert [(run.login, run.at, run.seq, event.verb) for run, event in piece.told] == [
        ("wang", RUN.at, 1, "submit"),
        ("wang", RUN.at, 1, "note"),
    ]
    assert (pieces.of("B"), len(pieces)) == ([], 1)


def test_a_file_takes_little_memory() -> None:
    """Its name, its digest, and who handed it in."""
    tracemalloc.start()
    try:
        pieces = Pieces()
        for number in range(10_000):
            file = Mention(f"{number:064}", f"监测报告-{number}.pdf", number)
            pieces.add(number, RUN._replace(seq=number), Event("submit", f"Q-{number // 2}", evidence=(file,)))
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(pieces) == 10_000
    assert taken / 10_000 < 600
