"""A walk whose entries are packed finds exactly what one over plain data finds, on trails that nobody should write."""

from typing import Any

from hypothesis import event as noted
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Run, make_event
from rectify.model.flaw import Flaw, Place
from rectify.model.link import Link
from rectify.model.names import RESERVED_ID
from rectify.proof.entries import Entries
from rectify.proof.walk import Walk
from rectify.terms import Severity
from tests.make import evidence

TRAIL = "x.log.jsonl"
IDS = st.sampled_from(("A", "B", "C", "D", "E", RESERVED_ID))
FILES = [evidence(number).data() for number in range(3)]
NO_FILES: list[Any] = ["x", 7, {}, {"sha256": "a", "name": 1, "size": 1}, {"sha256": "a", "name": "b", "size": True}]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(0, 1) | st.sampled_from(("", "t", "甲", "\x7f")) | st.integers(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("a", "b")), inner, max_size=2),
    max_leaves=5,
)
EVIDENCE = st.lists(st.sampled_from([*FILES, *NO_FILES]), max_size=3) | VALUES
PATHS = st.sampled_from(
    (
        "title",
        "place",
        "custom",
        "custom.a",
        "custom.a.b",
        "tags",
        "tags[0]",
        "tags[1]",
        "tags[9]",
        "evidence[0]",
        "[",
        "",
    )
)
CHANGES = st.builds(Change, PATHS, VALUES, VALUES) | st.builds(
    Change, st.sampled_from(("evidence", "evidence[1]")), EVIDENCE, EVIDENCE
)
MENTIONS = st.sampled_from([Mention(*(file[key] for key in ("sha256", "name", "size"))) for file in FILES])
FORGED = st.builds(
    Event,
    st.sampled_from(("edit", "adopt", "note")),
    IDS,
    changes=st.lists(CHANGES, max_size=3).map(tuple),
    evidence=st.lists(MENTIONS, max_size=2).map(tuple),
)
"""An event that need not fit anything."""
STATES = st.fixed_dictionaries(
    {"title": st.just("t")}, optional={"place": VALUES, "tags": VALUES, "evidence": st.just(FILES[:2])}
)
HONEST = st.builds(make_event, st.just("adopt"), IDS, st.just({}), STATES)
DIGESTS = st.sampled_from(("r0", "r1"))
RUNS = st.builds(
    lambda events, before, after, outside: Run(
        *("2019-03-01T04:00:00Z", "王芳", "wang", "desk-1", "cli", "rectify 0"),
        events=tuple(events),
        before=before,
        after=after,
        outside=tuple(outside),
    ),
    st.lists(FORGED | HONEST, max_size=4),
    DIGESTS,
    DIGESTS,
    st.lists(IDS, max_size=2),
)
TRAILS = st.lists(st.none() | RUNS | RUNS | RUNS, max_size=12)


def walked(runs: list[Run | None], entries: Any) -> Walk:
    """A walk along these runs, which keeps the state there; None is a line that is no run."""
    walk = Walk(TRAIL, {2, 5})
    walk.entries = entries
    for number, run in enumerate(runs, 1):
        flaws = () if run else (Flaw("trail-chain", Severity.DAMAGE, "no run", place=Place(TRAIL, number)),)
        walk.take(Link(number, f"d{number}", run, flaws))
    return walk


def found(walk: Walk) -> tuple[object, ...]:
    """All that a walk has found."""
    counted = (walk.runs, walk.flawed_runs, walk.head, walk.last, walk.marks, walk.gaps, walk.is_whole)
    entries = [(name, repr(data)) for name, data in walk.entries.items()]  # as text: to Python 1 is True
    pieces = [walk.pieces.of(name) for name in walk.entries]
    return (*counted, walk.findings.counts, walk.findings.told(), pieces, entries)


@settings(max_examples=400, deadline=None)
@given(TRAILS, st.integers(1, 3))
def test_a_packed_walk_finds_what_a_plain_one_finds(runs: list[Run | None], most: int) -> None:
    """Flaws, their order, the state, the pieces: of a trail that lies about what it meets and what it leads to."""
    plain, packed = walked(runs, {}), walked(runs, Entries(most))
    noted(f"{min(sum(plain.findings.counts.values()), 5)} flaws")
    assert found(packed) == found(plain)
