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


@given(TRAITS, st.data())
def test_a_column_has_what_it_has_at_places(traits: list[object], data: st.DataObject) -> None:
    """In the order asked for; all of them are the column itself."""
    column = Column.of(traits)
    wanted = data.draw(st.lists(st.integers(0, len(traits) - 1))) if traits else []
    assert list(column.at(wanted)) == [traits[place] for place in wanted]
    assert column.at(range(len(traits))) is column


@given(TRAITS)
def test_what_is_said_of_traits_is_a_column(traits: list[object]) -> None:
    """Asked once a value, whatever is said of how many."""
    column, asked = Column.of(traits), list[object]()

    def kind(trait: object) -> str:
        asked.append(trait)
        return type(trait).__name__

    assert list(column.told(kind)) == [type(trait).__name__ for trait in traits]
    assert len(asked) == len(column.values)


def test_of_many_values_much_or_little_may_be_said() -> None:
    """Codes are as wide as what is said needs them to be."""
    column = Column.of(range(300))
    assert list(column.told(lambda number: number % 2)) == [number % 2 for number in range(300)]
    assert list(column.told(lambda number: -number)) == [-number for number in range(300)]
    assert isinstance(column.told(lambda number: number % 2).codes, bytes)


@given(TRAITS, TRAITS, st.data())
def test_a_part_of_a_column_can_be_put_in_the_place_of_another(
    traits: list[object], new: list[object], data: st.DataObject
) -> None:
    """More, fewer or none; no value is left that nothing has, and codes are as narrow as they can be."""
    start = data.draw(st.integers(0, len(traits)))
    end = data.draw(st.integers(start, len(traits)))
    column = Column.of(traits).spliced(start, end, new)
    whole = [*traits[:start], *new, *traits[end:]]
    assert [(type(one), one) for one in column] == [(type(one), one) for one in whole]
    assert len(column.values) == len(Column.of(whole).values)
    assert isinstance(column.codes, bytes) == (len(column.values) <= 256)


def test_a_part_with_many_values_widens_the_codes() -> None:
    """From one byte to two, and back."""
    column = Column.of([0] * 10).spliced(3, 5, range(300))
    assert ([*column], isinstance(column.codes, bytes)) == ([0, 0, 0, *range(300), *[0] * 5], False)
    again = column.spliced(3, 303, [7])
    assert ([*again], isinstance(again.codes, bytes)) == ([0, 0, 0, 7, 0, 0, 0, 0, 0], True)


def test_a_column_grows_wider_and_keeps_its_codes() -> None:
    """From bytes to more, and from more to more still, when new values are put in."""
    narrow, wide = Column.of(range(256)), Column.of(range(65_536))
    for column in (narrow, wide):
        changed = column.changed({0: "neu", len(column): "ganz neu"})
        assert (changed[0], changed[1], changed[len(column)]) == ("neu", 1, "ganz neu")
        assert len(column.changed({1: 0})) == len(column)
