from hypothesis import given
from hypothesis import strategies as st

from rectify.model.columns import Column, all_of, places

TRAITS = st.lists(st.one_of(st.none(), st.booleans(), st.integers(0, 400), st.text(max_size=2), st.lists(st.text())))


@given(TRAITS)
def test_a_column_gives_back_its_traits(traits: list[object]) -> None:
    """In their order and with their type: true is not 1, and `1` not "1"."""
    column = Column.of(traits)
    assert [(type(one), one) for one in column] == [(type(one), one) for one in traits]
    assert [column[place] for place in range(len(column))] == traits


@given(TRAITS, st.data())
def test_a_column_can_be_changed_at_places(traits: list[object], data: st.DataObject) -> None:
    """The others stay; what stands right behind the end is added."""
    more = data.draw(TRAITS)
    at = (
        data.draw(st.dictionaries(st.integers(0, max(len(traits) - 1, 0)), st.integers() | st.text())) if traits else {}
    )
    expected = [at.get(place, trait) for place, trait in enumerate(traits)] + more
    changed = Column.of(traits).changed({**at, **{len(traits) + n: one for n, one in enumerate(more)}})
    assert [(type(one), one) for one in changed] == [(type(one), one) for one in expected]


def test_a_column_of_many_values_counts_beyond_a_byte() -> None:
    """Codes are as wide as the values are many."""
    for count in (256, 257, 65_536, 65_537):
        column = Column.of(range(count))
        assert (len(column), column[count - 1], sum(column.flags(lambda one: one > 254))) == (
            count,
            count - 1,
            count - 255,
        )


@given(TRAITS, st.integers(0, 400))
def test_flags_mark_what_meets_a_test(traits: list[object], number: int) -> None:
    """One test is asked once a value, and marks every issue that has it."""
    column, asked = Column.of(traits), list[object]()

    def test(trait: object) -> bool:
        asked.append(trait)
        return isinstance(trait, int) and trait > number

    flags = column.flags(test)
    assert list(places(flags)) == [n for n, one in enumerate(traits) if isinstance(one, int) and one > number]
    assert len(asked) == len(column.values) <= len(traits)


@given(st.lists(st.lists(st.booleans(), min_size=40, max_size=40).map(bytes), min_size=1, max_size=4))
def test_what_meets_all_tests_is_marked_once_more(flags: list[bytes]) -> None:
    """Flags of several columns are joined place by place."""
    assert list(all_of(flags)) == [int(all(one)) for one in zip(*flags, strict=True)]
    assert list(places(all_of(flags))) == [n for n, one in enumerate(zip(*flags, strict=True)) if all(one)]
