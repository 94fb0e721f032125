from dataclasses import replace

import pytest

from rectify.errors import BadAnchor
from rectify.proof.checkpoint import Checkpoint, read_checkpoint, write_checkpoint

POINT = Checkpoint("甲川整改台账: 试册", 135, "a1" * 32, "b2" * 32, "2018-12-31T04:00:00Z")
TEXT = f"""\
rectify checkpoint 1
origin: 甲川整改台账: 试册
runs: 135
head: {"a1" * 32}
register: {"b2" * 32}
time: 2018-12-31T04:00:00Z
"""


def test_the_text_has_one_fact_a_line() -> None:
    """In fixed order, with one newline at the end; the same state gives the same text."""
    assert write_checkpoint(POINT) == TEXT


def test_a_checkpoint_is_read_back_as_it_was_written() -> None:
    """Also one of a register whose title looks like a fact."""
    assert read_checkpoint(TEXT.encode(), "cp.txt") == POINT
    odd = replace(POINT, origin="runs: 7")
    assert read_checkpoint(write_checkpoint(odd).encode(), "cp.txt") == odd


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        (TEXT, "", 1, "begins with the line 'rectify checkpoint 1'"),
        (
            "rectify checkpoint 1",
            "rectify checkpoint 2",
            1,
            "it begins with 'rectify checkpoint 2'; this rectify reads",
        ),
        ("rectify checkpoint 1", "rectify checkpoint 1 ", 1, "this rectify reads"),
        ("rectify", "\ufeffrectify", 1, "begins with the line"),
        ("\n", "\r\n", 1, "this rectify reads"),
        ("origin: 甲川整改台账: 试册\n", "", 2, "here stands 'origin: '"),
        ("origin: 甲川整改台账: 试册", "origin: ", 2, "here stands 'origin: '"),
        ("runs: 135", "runs: 0", 3, "a number from 1"),
        ("runs: 135", "runs: 0135", 3, "a number from 1"),
        ("runs: 135", "runs: 1３5", 3, "a number from 1"),
        ("runs: 135", "runs: -1", 3, "a number from 1"),
        ("runs: 135", "runs:135", 3, "here stands 'runs: '"),
        ("runs: 135", "Runs: 135", 3, "here stands 'runs: '"),
        ("runs: 135", "runs: 135\nruns: 135", 4, "here stands 'head: '"),
        ("runs: 135", "runs: 9999999999999", 3, "a number from 1"),
        ("a1a1\n", "a1A1\n", 4, "64 hex digits"),
        ("a1a1\n", "a1a\n", 4, "64 hex digits"),
        ("head: ", "head: a", 4, "64 hex digits"),
        ("register: ", "register: sha256:", 5, "64 hex digits"),
        ("2018-12-31T04", "2018-13-31T04", 6, "a time in UTC"),
        ("00Z", "00+00:00", 6, "a time in UTC"),
        ("00Z\n", "00Z", 7, "the last line is not finished"),
        ("00Z\n", "00Z\n\n", 7, "something follows"),
        ("00Z\n", "00Z\nsigned: me\n", 7, "something follows"),
        ("time: 2018-12-31T04:00:00Z\n", "", 6, "a time in UTC"),
    ],
)
def test_what_is_no_checkpoint_is_told_with_its_line(old: str, new: str, line: int, why: str) -> None:
    """Only the very form in which they are written is read."""
    with pytest.raises(BadAnchor) as told:
        read_checkpoint(TEXT.replace(old, new).encode(), "cp.txt")
    assert told.value.message.startswith(f"cp.txt:{line}: ")
    assert why in told.value.message


def test_other_encodings_are_told_with_their_line() -> None:
    """What is not UTF-8 is no checkpoint."""
    with pytest.raises(BadAnchor, match=r"cp\.txt:2: it is not UTF-8"):
        read_checkpoint(TEXT.encode("gb18030"), "cp.txt")
