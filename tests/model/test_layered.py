from hypothesis import given
from hypothesis import strategies as st

from rectify.model.layered import Layered


@given(st.lists(st.tuples(st.sampled_from("abcdefgh") | st.text(max_size=2), st.integers()), max_size=120))
def test_a_layered_mapping_is_what_a_dict_would_be(entries: list[tuple[str, int]]) -> None:
    """Entry by entry; and every one before stays as it was."""
    layered: Layered[int] = Layered()
    plain: dict[str, int] = {}
    all_before = [(layered, plain)]
    for key, value in entries:
        layered, plain = layered.with_(key, value), {**plain, key: value}
        all_before.append((layered, plain))
    for one, other in all_before:
        assert [*one.items()] == [*other.items()]
        assert (len(one), one == other, bool(one)) == (len(other), True, bool(other))
    for key in {*plain, "z", "乙"}:
        assert (key in layered, layered.get(key), layered.get(key, 7)) == (
            key in plain,
            plain.get(key),
            plain.get(key, 7),
        )


def test_many_entries_are_as_few() -> None:
    """However many there are, one more is one more; an old one may get another value."""
    layered: Layered[int] = Layered()
    for number in range(100):
        layered = layered.with_(str(number), number)
    assert [*layered.values()] == [*range(100)]
    assert [*layered.with_("0", -1).values()] == [-1, *range(1, 100)]
    assert (layered["0"], layered["99"], "100" in layered) == (0, 99, False)
