"""What a value tells: its data, whether it was made of that data, read, or changed again and again."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import to_json

from rectify.model.issue import Issue
from rectify.model.record import Record
from rectify.store.cache_build import row_of
from tests.nouns import data_of
from tools.light_table import nouns

NOUNS = nouns()

CHAINS = st.sampled_from(sorted(NOUNS)).flatmap(
    lambda name: st.tuples(
        st.just(NOUNS[name]), data_of(NOUNS[name]), st.lists(data_of(NOUNS[name]), min_size=1, max_size=3), st.data()
    )
)


def changed(value: Record, other: Record, names: list[str]) -> Record:
    """The value with some fields of another; as it was where they do not go together."""
    try:
        return value.but(**{name: getattr(other, name) for name in names})
    except ValidationError:
        return value


@given(CHAINS)
def test_a_changed_copy_tells_its_data(
    chain: tuple[type[Record], dict[str, Any], list[dict[str, Any]], st.DataObject],
) -> None:
    """It takes over what is the same from the value it was made of, key for key in the order of the fields."""
    noun, first, others, data = chain
    value = noun.of_told(first)
    for other in others:
        names = data.draw(st.lists(st.sampled_from(sorted(noun.model_fields)), unique=True))
        value = changed(value, noun.model_validate(other), names)
        told = value.__dict__["told"]
        assert [*told.items()] == [*value.data().items()]
        assert noun.model_validate(told) == value
        assert not isinstance(value, Issue) or to_json(told) == row_of(value)
