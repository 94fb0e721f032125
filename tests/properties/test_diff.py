"""Paths and changes: what holds for any JSON-like data."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rectify.model.diff import diff
from rectify.model.event import apply, make_event
from rectify.model.path import Step, read_path, write_path

KEYS = st.one_of(st.sampled_from(["id", "name", "sha256", "a", "b", "x.y", "测"]), st.text(max_size=5))
SCALARS = st.one_of(st.booleans(), st.integers(-5, 5), st.text(max_size=3))
PARTS = st.dictionaries(KEYS, SCALARS, max_size=3)
DATA: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner | st.none(), max_size=4) | st.dictionaries(KEYS, inner, max_size=4) | st.lists(PARTS, max_size=4)
    ),
    max_leaves=12,
)
ENTRIES = st.dictionaries(KEYS, DATA, max_size=5)
STEPS = st.lists(st.one_of(KEYS, st.integers(0, 999_999_999)), max_size=6).map(tuple)


@st.composite
def two_states(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two states of an entry, often alike: the second may be the first with some values changed."""
    before = draw(ENTRIES)
    if draw(st.booleans()):
        return before, draw(ENTRIES)
    after = deepcopy(before)
    for key in draw(st.lists(st.sampled_from(sorted(before)), max_size=3)) if before else ():
        value = after.get(key)
        if isinstance(value, list):
            value.append(draw(DATA | st.none()))
        elif isinstance(value, dict):
            value[draw(KEYS)] = draw(DATA)
        else:
            after[key] = draw(DATA)
    return before, after


@given(two_states())
def test_a_diff_carried_out_makes_the_later_state(states: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """apply(diff(a, b), a) is b, and neither a nor b is touched."""
    before, after = states
    entries = {"Q": deepcopy(before)}
    event = make_event("edit", "Q", without_evidence(before), without_evidence(after))
    entries["Q"].pop("evidence", None)
    apply(event, entries)
    assert entries["Q"] == without_evidence(after)
    assert diff(after, after) == ()
    for change in event.changes:
        assert read_path(change.path)


def without_evidence(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without the one key whose parts an event mentions."""
    return {key: value for key, value in entry.items() if key != "evidence"}


@given(two_states())
def test_a_change_can_be_undone_by_the_diff_back(states: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """diff(b, a) leads back from b to a."""
    before, after = (without_evidence(state) for state in states)
    entries = {"Q": deepcopy(after)}
    apply(make_event("edit", "Q", after, before), entries)
    assert entries["Q"] == before


@given(STEPS)
def test_a_path_is_written_and_read_alike(steps: tuple[Step, ...]) -> None:
    """Any key and any index of a sane size come back, whatever letters are in them."""
    assert read_path(write_path(steps)) == steps


@given(st.text(max_size=30))
def test_any_text_is_a_path_or_a_value_error(text: str) -> None:
    """No text breaks the reader, and what it reads it can write."""
    try:
        steps = read_path(text)
    except ValueError:
        return
    assert read_path(write_path(steps)) == steps
