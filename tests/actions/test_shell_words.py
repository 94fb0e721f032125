import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.actions.shell_words import shell_words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("close QH-05 --evidence a.pdf", ["close", "QH-05", "--evidence", "a.pdf"]),
        ("  a\tb\r", ["a", "b"]),
        ("note Q-1 'two words'", ["note", "Q-1", "two words"]),
        ("""a'b "c'"d 'e" f""", ["ab \"cd 'e", "f"]),
        (r'"a\"b\\c\d"', [r'a"b\c\d']),
        (r"a\ b \'c", ["a b", "'c"]),
        ("'' \"\"", ["", ""]),
        ("甲\u3000乙\xa0丙", ["甲\u3000乙\xa0丙"]),
        ("# no comment", ["#", "no", "comment"]),
        ("", []),
    ],
)
def test_words_are_parted_as_a_shell_parts_them(line: str, words: list[str]) -> None:
    """Blanks part, quotes hold together, a backslash takes a letter as it is; wide blanks are letters."""
    assert shell_words(line) == words


@pytest.mark.parametrize(
    ("line", "why"),
    [("start 'Q-1", "no closing quotation"), ('a "b', "no closing quotation"), ("a\\", "no escaped character"),
     ('"a\\', "no closing quotation"), ('"a\\"', "no closing quotation")],
)  # fmt: skip
def test_what_is_left_open_is_refused(line: str, why: str) -> None:
    """A quote without its fellow, a backslash without a letter."""
    with pytest.raises(ValueError, match=why):
        shell_words(line)


@given(st.text("ab '\"\\\t\n#;$甲\u3000", max_size=20))
def test_the_words_are_those_of_the_standard_library(line: str) -> None:
    """The same words, and the same lines refused."""
    try:
        meant = shlex.split(line)
    except ValueError:
        with pytest.raises(ValueError, match="no "):
            shell_words(line)
    else:
        assert shell_words(line) == meant


@pytest.mark.parametrize("unit", ["x", "\\x", "'x'", '"x"', 'x"', "x ", "' "])
def test_a_very_long_line_is_read(unit: str) -> None:
    """Whatever it is made of, it takes one pass over its letters."""
    line = f"note Q-1 {unit * (200_000 // len(unit))}"
    try:
        assert shell_words(line)[:2] == ["note", "Q-1"]
    except ValueError as error:
        assert str(error) == "no closing quotation"
