"""Whatever was done, one step back is the state before it, and the trail tells both."""

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rectify.actions.any_action import read_action
from rectify.errors import RectifyError, Refused
from rectify.model.event import replay
from rectify.model.header import Header
from rectify.model.lifecycle import FINISHED
from rectify.model.path import get, read_path
from rectify.model.register import Register
from rectify.query.runs import undone_by
from rectify.store.memory import MemoryStore
from tests.make import TODAY, issue, look_at, session
from tests.properties.test_replay import lines

Entries = dict[str, dict[str, Any]]

LIFE: list[dict[str, Any]] = [
    {"verb": "edit", "set": {"place": "甲川"}},
    {"verb": "edit", "set": {"place": "乙山"}},
    {"verb": "edit", "set": {"deadline": "2019-06-30"}, "reason": "r"},
    {"verb": "edit", "set": {"deadline.text": "上半年"}, "reason": "r"},
    {"verb": "extend", "to": "2019-09-30", "reason": "r"},
    {"verb": "extend", "to": "2019年底", "reason": "r"},
    {"verb": "start"},
    {"verb": "progress", "note": "x", "percent": 30, "reason": "r"},
    {"verb": "progress", "note": "y", "percent": 60, "evidence": "report-1.pdf"},
    {"verb": "submit", "evidence": "report-2.pdf"},
    {"verb": "submit"},
    {"verb": "return", "reason": "r"},
    {"verb": "close", "evidence": "report-3.pdf"},
    {"verb": "close"},
    {"verb": "reopen", "reason": "r"},
]
USUAL = st.sampled_from(LIFE).map(lambda line: {"id": "A", **line})
"""The life of one issue, so that runs meet in the same fields."""
UNDOS = st.one_of(st.none(), st.integers(0, 15))
"""Of the last run (None), or of one so many runs before it."""
ANY_WORK = st.lists(st.one_of(st.lists(lines(), min_size=1, max_size=3), UNDOS), min_size=2, max_size=14)
A_LIFE = st.lists(st.one_of(*[st.lists(USUAL, min_size=1, max_size=2)] * 3, UNDOS), min_size=12, max_size=18)


def office() -> MemoryStore:
    """Two issues, and a third that was found closed without any paper."""
    fields: dict[str, Any] = {"indicators": [{"name": "n", "actual": "35"}], "units": {"responsible": ["县政府"]}}
    deadline = {"date": "2018-12-31", "text": "2018年底"}
    issues = [issue("A", **fields, deadline=deadline), issue("B", status="in_progress", **fields)]
    return MemoryStore(Register.of(Header(), issues), look_at=look_at)


def work(kept: MemoryStore, batch: list[dict[str, Any]]) -> None:
    """Do what is allowed of a batch."""
    actions = []
    for one in batch:
        try:
            actions.append(read_action(one, lambda: TODAY))
        except RectifyError:
            continue
    session(kept).do(actions, keep_going=True)


def entries(kept: MemoryStore) -> Entries:
    """The register as it stands, as JSON data."""
    return dict(kept.load().register.entries())


def assert_sound(kept: MemoryStore) -> None:
    """Replaying the trail gives the register; what is finished rests on evidence, a moved deadline keeps its first."""
    runs = list(kept.runs())
    assert replay(runs) == entries(kept)
    assert list(kept.damage()) == []
    for one in kept.load().register.issues:
        if one.status in FINISHED:
            assert one.present_evidence
        found = next(run.events for run in runs[:1])
        first = next((event.value_after("deadline") for event in found if event.issue == one.id), None)
        now = one.deadline.data() if one.deadline else None
        if first is not None and now != first:
            assert one.original_deadline is not None
            assert one.original_deadline.data() == first


def undo(kept: MemoryStore, back: int | None) -> None:
    """Undo a run, and hold what comes of it against the state before that run."""
    runs, before = list(kept.runs()), deepcopy(entries(kept))
    if not runs:
        return
    seq = None if back is None else max(runs[-1].seq - back, 1)
    undone = runs[-1] if seq is None else runs[seq - 1]
    try:
        found, outcome = session(kept).undo(seq)
    except Refused:
        event("refused as a whole")
        assert entries(kept) == before
        return
    if outcome.receipt is None:
        told = [str(judgement.error) for judgement in outcome.errors]
        is_bare = any("without the evidence" in one for one in told)
        event("would be bare" if is_bare else "refused by a later run" if told else "undone already")
        assert entries(kept) == before
        assert outcome.errors or found.by == undone_by(runs, undone.seq)
        return
    event("undone")
    assert undone_by(kept.runs(), undone.seq) == outcome.receipt.run.seq
    then = replay(runs[: undone.seq - 1])
    if undone is runs[-1]:
        assert entries(kept) == then
    touched = {(one.issue, change.path) for one in undone.events for change in one.changes}
    for entry, path in touched:
        steps = read_path(path)
        assert get(entries(kept)[entry], steps) == get(then[entry], steps)
    again = deepcopy(entries(kept))
    session(kept).undo()
    assert entries(kept) == before
    session(kept).undo()
    assert entries(kept) == again


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(ANY_WORK, A_LIFE, A_LIFE))
def test_an_undo_gives_the_state_before_and_can_itself_be_undone(steps: list[Any]) -> None:
    """After any work a run is taken back exactly, done again, and taken back; or it is refused, and nothing changes."""
    kept = office()
    for step in steps:
        if isinstance(step, list):
            work(kept, step)
        else:
            undo(kept, step)
        if list(kept.runs()):
            assert_sound(kept)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(lines(), min_size=1, max_size=3), min_size=1, max_size=10))
def test_all_steps_can_be_taken_back_one_by_one(batches: list[list[dict[str, Any]]]) -> None:
    """From the last run to the first, each exactly; only remarks stay, and all from a new issue or header back."""
    kept = office()
    for batch in batches:
        work(kept, batch)
    runs = list(kept.runs())
    for run in reversed(runs):
        try:
            _, outcome = session(kept).undo(run.seq)
        except Refused:
            is_new = any(change.path == "id" for one in run.events for change in one.changes)
            is_of_the_header = any(one.issue == "register" for one in run.events)
            if is_new or is_of_the_header:
                return
            assert not any(one.changes for one in run.events)
            continue
        assert not outcome.errors
        assert entries(kept) == replay(runs[: run.seq - 1])
        assert_sound(kept)
