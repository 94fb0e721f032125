"""Net changes between two states of any trail: carried out on the earlier, they give the later."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.model.event import Event, apply, replay
from rectify.model.names import RESERVED_ID
from rectify.query.diff import Span, compare
from tests.make import trail_view
from tests.properties.test_replay import lines
from tests.properties.test_undo import office, work

BATCHES = st.lists(st.lists(lines(), min_size=1, max_size=3), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCHES, st.data())
def test_the_net_changes_lead_from_one_state_to_the_other(
    batches: list[list[dict[str, Any]]], data: st.DataObject
) -> None:
    """Also over two spans in a row; from a state to itself there is nothing; what is left out is the same in both."""
    kept = office()
    for batch in batches:
        work(kept, batch)
    runs = list(kept.runs())
    start, middle, end = sorted(data.draw(st.tuples(*[st.integers(0, len(runs))] * 3)))
    state = replay(runs[:start])
    for span in (Span(start, middle), Span(middle, end)):
        for one in compare(trail_view(runs), span).differences:
            apply(Event("edit", one.entry, changes=one.changes), state)
        assert state == replay(runs[: span.end])
    whole = compare(trail_view(runs), Span(start, end))
    parts = [compare(trail_view(runs), span) for span in (Span(start, middle), Span(middle, end))]
    assert {one.entry for one in whole.differences} == {one.entry for part in parts for one in part.differences}
    assert whole.runs <= sum(part.runs for part in parts)
    assert whole.total == len(replay(runs[:end]).keys() - {RESERVED_ID})
    assert compare(trail_view(runs), Span(end, end)).differences == ()
    told = [(run.seq, event) for one in whole.differences for run, event in one.told]
    assert sorted(told, key=repr) == sorted(((run.seq, one) for run in runs[start:end] for one in run.events), key=repr)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCHES, st.sets(st.sampled_from(["A", "B", "register"]), min_size=1))
def test_a_choice_of_entries_is_that_part_of_the_whole(batches: list[list[dict[str, Any]]], chosen: set[str]) -> None:
    """What is told of an entry does not depend on the others."""
    kept = office()
    for batch in batches:
        work(kept, batch)
    runs = list(kept.runs())
    whole = compare(trail_view(runs), Span(0, len(runs)))
    assert compare(trail_view(runs), Span(0, len(runs)), chosen).differences == tuple(
        one for one in whole.differences if one.entry in chosen
    )
