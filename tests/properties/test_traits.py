"""Traits rest on the fields that they say, and on no other: whoever keeps them may leave the rest alone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rectify.model.issue import Issue
from rectify.model.traits import RESTS_ON, TRAITS
from tests.make import issue
from tests.nouns import data_of
from tests.properties.crowd import crowd

ISSUES = data_of(Issue).map(Issue.model_validate) | st.integers(0, 1 << 32).flatmap(
    lambda seed: st.sampled_from(crowd(seed).issues or (issue(),))
)


@given(ISSUES, ISSUES)
def test_a_trait_stays_while_what_it_rests_on_stays(one: Issue, other: Issue) -> None:
    """Two issues that are alike in these fields have it in common, however they differ in all others."""
    for trait, fields in RESTS_ON.items():
        alike: dict[str, Any] = {name: getattr(one, name) for name in fields}
        assert TRAITS[trait](other.but(**alike)) == TRAITS[trait](one)
