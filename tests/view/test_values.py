"""Values in words."""

from typing import Any

import pytest

from rectify.view.values import raw_text, shortened, size_words, value_words


@pytest.mark.parametrize(
    ("value", "words", "raw"),
    [
        (None, "", ""),
        (True, "yes", "true"),
        (False, "no", "false"),
        (12, "12", "12"),
        ("a\nb", "a ⏎ b", "a\nb"),
        (["a", "b"], "a, b", "a; b"),
        ((), "", ""),
        (
            {"date": "2018-12-31", "text": "年底"},
            "date: 2018-12-31, text: 年底",
            '{"date": "2018-12-31", "text": "年底"}',
        ),
        ([{"id": "M1"}, {"id": "M2"}], "id: M1; id: M2", '[{"id": "M1"}, {"id": "M2"}]'),
        (
            {"sha256": "x", "name": "a.pdf", "size": 12345},
            "a.pdf (12 kB)",
            '{"sha256": "x", "name": "a.pdf", "size": 12345}',
        ),
        ([["a"], ["b"]], "a, b", '[["a"], ["b"]]'),
    ],
)
def test_values_are_words_for_people_and_raw_for_machines(value: Any, words: str, raw: str) -> None:
    """One line for people; lists of plain values joined, the rest JSON, for machines."""
    assert value_words(value) == words
    assert raw_text(value) == raw


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"), (12_345, "12 kB"),
        (999_499, "999 kB"), (999_500, "1.0 MB"), (3_400_000, "3.4 MB"), (5 * 10**9, "5.0 GB"), (10**13, "10000 GB"),
    ],
)  # fmt: skip
def test_sizes_are_short(size: int, words: str) -> None:
    """Two or three figures and a unit."""
    assert size_words(size) == words


def test_long_values_are_shortened_only_with_a_limit() -> None:
    """The cut is said."""
    assert shortened("abcdef", None) == "abcdef"
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdef", 4) == "abc…"
