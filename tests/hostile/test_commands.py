"""Hostile words, surroundings and batches through the program: the exit code, the words, and nothing changed."""

import json

import pytest

from rectify.view.escape import risky
from tests.cli.harness import Cli
from tests.hostile.commands import BATCHES, REFUSED, SURROUNDINGS, WORDS


def test_the_table_is_wide() -> None:
    """More than a hundred command lines beside the register files."""
    assert (len(WORDS) >= 70, len(SURROUNDINGS) >= 13, len(BATCHES) >= 50) == (True, True, True)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_input_is_answered_and_changes_nothing(cli: Cli, name: str) -> None:
    """Exit code and words as the table has them; no control character is told, no file is changed."""
    given = REFUSED[name]
    before = cli.snapshot()
    result = cli(*given.words, stdin=given.stdin, environment=dict(given.environment))
    assert (result.code, given.said in result.err) == (given.code, True), result.err[:2000]
    assert not risky().search((result.out + result.err).replace("\n", ""))
    assert cli.snapshot() == before


@pytest.mark.parametrize(
    "name", [name for name, given in REFUSED.items() if given.code and "-o" not in given.words][::3]
)
def test_the_same_refusal_is_json_for_scripts(cli: Cli, name: str) -> None:
    """With -o json the error is one JSON object of the same exit code."""
    given = REFUSED[name]
    result = cli(*given.words, "-o", "json", stdin=given.stdin, environment=dict(given.environment))
    assert result.error["exit"] == result.code == given.code
    assert json.loads(json.dumps(result.error)) == result.error


ACCEPTED = {
    "an escape in a note": ("note QH-02 '\x1b]0;x\x07'\n", "\x1b]0;x\x07"),
    "a NUL in a note": ('{"verb":"note","id":"QH-02","text":"a\\u0000b"}\n', "a\0b"),
    "a line separator": ('{"verb":"note","id":"QH-02","text":"a\u2028b"}\n', "a\u2028b"),
    "a formula": ("verb,id,text\nnote,QH-02,\"=cmd|' /C calc'!A0\"\n", "=cmd|' /C calc'!A0"),
    "a line break in a cell": ('verb,id,text\r\nnote,QH-02,"a\r\nb"\r\n', "a\nb"),
    "a note of a megabyte": (f"note QH-02 '{'x' * 1_000_000}'\n", "x" * 1_000_000),
    "a BOM": ("\ufeffnote QH-02 x\n", "x"),
    "CRLF": ("note QH-02 x\r\n", "x"),
    "the line ends of old Macs in CSV": ("verb,id,text\rnote,QH-02,x\r", "x"),
    "markup": ("note QH-02 '[bold]{{ 7*7 }}</script>'\n", "[bold]{{ 7*7 }}</script>"),
    "words of a shell": ("note QH-02 '$(touch pwned)'\n", "$(touch pwned)"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_only_text_is_kept_letter_by_letter(cli: Cli, name: str) -> None:
    """The trail has the text itself, and no screen gets it as a command."""
    stdin, text = ACCEPTED[name]
    result = cli.ok("batch", stdin=stdin)
    assert cli.last_event()["text"] == text
    told = cli.ok("log", "QH-02").out + result.out
    assert not risky().search(told.replace("\n", ""))
    assert not (cli.folder / "pwned").exists()
