"""A file with some bytes replaced, in pieces."""

import pytest

from rectify.store.splice import PIECE, Splice, pieces, spliced
from tests.properties.styled_register import seeded


@pytest.mark.parametrize(
    ("splices", "after"),
    [
        ([], b"0123456789"),
        ([Splice(0, 0, b"a")], b"a0123456789"),
        ([Splice(10, 10, b"a")], b"0123456789a"),
        ([Splice(2, 4, b""), Splice(4, 5, b"x"), Splice(5, 5, b"y")], b"01xy56789"),
        ([Splice(0, 10, b"z")], b"z"),
        ([Splice(0, 10, b"")], b""),
    ],
)
def test_bytes_are_replaced_where_they_stand(splices: list[Splice], after: bytes) -> None:
    """Also at both ends, side by side, and altogether."""
    assert spliced(b"0123456789", splices) == after


@pytest.mark.parametrize("splices", [[Splice(3, 2, b"")], [Splice(0, 11, b"")], [Splice(4, 6, b""), Splice(5, 7, b"")]])
def test_splices_of_another_file_are_a_bug(splices: list[Splice]) -> None:
    """Backwards, behind the end, or one over the other."""
    with pytest.raises(ValueError, match="cannot be replaced"):
        spliced(b"0123456789", splices)


def test_pieces_are_large_however_many_splices_there_are() -> None:
    """A thousand changes are not a thousand writes; what is read is never more than a piece."""
    data = seeded(1).randbytes(3 * PIECE)
    asked: list[int] = []

    def read(start: int, size: int) -> bytes:
        asked.append(size)
        return data[start : start + size]

    splices = [Splice(at, at + 3, b"new") for at in range(0, len(data) - 3, 3000)]
    found = list(pieces(read, len(data), splices))
    assert b"".join(found) == spliced(data, splices)
    assert all(PIECE <= len(piece) < 2 * PIECE for piece in found[:-1])
    assert len(found) <= 3
    assert max(asked) <= PIECE


def test_a_file_read_by_little_is_the_same() -> None:
    """A system may give less than it was asked for."""
    data = b"0123456789"
    found = pieces(lambda start, size: data[start : start + min(3, size)], 10, [Splice(4, 5, b"-")])
    assert b"".join(found) == b"0123-56789"


def test_a_file_that_becomes_shorter_is_told() -> None:
    """Nothing is made up for what is no longer there."""
    with pytest.raises(OSError, match="shorter"):
        list(pieces(lambda start, size: b"0123"[start : start + size], 10, []))
