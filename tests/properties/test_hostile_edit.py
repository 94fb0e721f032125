"""What holds for every edit of every style of file, by hypothesis: one value, its bytes, three readers."""

from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.actions.batch_text import read_batch
from rectify.store import yaml_emit as emit
from rectify.store.yaml_compose import compose
from rectify.store.yaml_emit import Style
from rectify.store.yaml_nodes import data_of
from tests.fuzz.edits import edit_of_one_value
from tests.fuzz.mutants import SCRAPS, WORDS, bent_json
from tests.fuzz.targets import BATCH
from tests.hostile.second_opinions import yaml_1_2

HOSTILE = st.one_of(
    st.sampled_from(WORDS), st.lists(st.sampled_from((*SCRAPS, *WORDS)), min_size=1, max_size=3).map("".join)
)
STYLES = st.builds(Style, st.sampled_from(["\n", "\r\n"]), st.sampled_from([2, 3, 4]), st.sampled_from([0, 2, 4]))
SEEDED = st.integers(0, 2**32).map(Random)


def ours(text: str) -> Any:
    """The data as our own reader makes them."""
    root = compose(text).root
    return root and data_of(root)


@settings(max_examples=80, deadline=None)
@given(rng=SEEDED)
def test_an_edit_of_one_value_changes_its_bytes_alone(rng: Random) -> None:
    """In any style, with marks around the document; our reader, PyYAML and one of YAML 1.2 find what was meant."""
    edit_of_one_value(rng)


@settings(max_examples=150, deadline=None)
@given(text=HOSTILE, style=STYLES, column=st.integers(0, 4), other=HOSTILE)
def test_a_hostile_text_is_that_text_to_every_reader(text: str, style: Style, column: int, other: str) -> None:
    """As a value, in a list, in braces, in a mapping: no reader takes it for a number, a day, a sign, a comment."""
    value = {"k": text, "l": [text, {"a": other, "b": [text]}], "m": {"n": other}, "z": "end"}
    for written in (" " * column + emit.pairs(value, column, style) + style.eol, emit.flow(value)):
        for read in (yaml.safe_load, yaml_1_2, ours):
            assert read(written) == value


@settings(max_examples=80, deadline=None)
@given(rng=SEEDED)
def test_bent_requests_are_data_or_errors_with_their_line(rng: Random) -> None:
    """No JSON makes the reader of batches fail; each line keeps its number."""
    lines = [bent_json(rng, line).replace("\n", " ") for line in BATCH.splitlines()]
    for line in read_batch("\n".join(lines), "jsonl"):
        assert 1 <= line.number <= len(lines)
        assert (line.error is None) == bool(line.data) or line.data == {}
