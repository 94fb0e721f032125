"""Hostile register files through the program: every flaw with its line and column, and nothing changed."""

import re

import pytest

from tests.cli.harness import Cli
from tests.hostile.answers import answers, kept
from tests.hostile.registers import REFUSED

ANSWERS = answers()
PLACE = re.compile(r"  issues\.yaml:[1-9]\d*:[1-9]\d*: .|    hint: .|  … ")


def test_every_input_has_an_answer() -> None:
    """The table and the answers are of the same inputs; each answer is at least one place with a sentence."""
    assert list(ANSWERS) == list(REFUSED)
    assert len(REFUSED) >= 240
    assert [line for lines in ANSWERS.values() for line in lines if not PLACE.match(line)] == []
    assert all(lines and lines[0].startswith("  issues.yaml:") for lines in ANSWERS.values())


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_answered_word_for_word(empty: Cli, name: str) -> None:
    """A reader and a writer say the same, with exit 3 and nothing on stdout; no file changes."""
    content = REFUSED[name]
    empty.write("issues.yaml", content)
    empty.write("report.pdf", b"report")
    before = empty.snapshot()
    result = empty("close", "Q-1", "--evidence", "report.pdf")
    assert (result.code, result.out, kept(result.err)) == (3, "", ANSWERS[name])
    assert result.err.startswith("error: issues.yaml has ")
    assert empty.snapshot() == before
    if len(content) < 10_000:
        assert empty("list") == result
        assert empty.snapshot() == before
