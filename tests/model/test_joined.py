from hypothesis import given
from hypothesis import strategies as st

from rectify.model.columns import Column
from rectify.model.joined import counted, joined

ROWS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc"), st.booleans()), max_size=40)
MANY = st.lists(st.tuples(st.integers(0, 300), st.sampled_from("abc"), st.integers(0, 20)), max_size=400)


def columns_of(rows: list[tuple[object, ...]]) -> list[Column]:
    """A column for each part of the rows, of which there are three."""
    return [Column.of(row[part] for row in rows) for part in range(3)]


@given(st.one_of(ROWS, MANY))
def test_columns_that_are_joined_have_what_each_of_them_has(rows: list[tuple[object, ...]]) -> None:
    """Whether a byte is enough for all that they have together, or not."""
    assert list(joined(columns_of(rows))) == [list(row) for row in rows]


@given(st.one_of(ROWS, MANY))
def test_what_stands_together_is_counted(rows: list[tuple[object, ...]]) -> None:
    """Each combination that there is, in the order in which they are met."""
    columns = columns_of(rows)
    told = [
        (tuple(column.values[code] for column, code in zip(columns, codes, strict=True)), number)
        for codes, number in counted(columns).items()
    ]
    assert told == [(row, rows.count(row)) for row in dict.fromkeys(rows)]


def test_one_value_more_than_a_byte_holds_is_no_other_answer() -> None:
    """Of 256 combinations and of 257 each is counted by itself."""
    for count in (255, 256, 257, 258):
        assert [*counted([Column.of(range(count)), Column.of("x" * count)]).values()] == [1] * count
        assert [*joined([Column.of(range(count)), Column.of("x" * count)])] == [[n, "x"] for n in range(count)]


def test_codes_of_two_bytes_are_counted_as_well() -> None:
    """A column may hold many values of which few are left."""
    few = Column.of(range(300)).at([299, 1, 299])
    assert counted([few]) == {(299,): 2, (1,): 1}
