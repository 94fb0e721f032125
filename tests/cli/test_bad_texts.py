"""Texts that would be markup, commands to a terminal, or a lie about the order of letters: shown for what they are."""

import json

import pytest

from tests.cli.harness import Cli

TEXT = "[/red][bold]x[/bold] :warning: \x1b[31mred\x1b[0m \x1b]8;;http://x\x07 \u202egnp.\u202c \u200b"
TYPED = f"{TEXT} \x00 \r=1+1"
DANGEROUS = ("\x1b", "\x07", "\u202e", "\u202c", "\u200b", "\x00", "\r")


@pytest.fixture
def hostile(empty: Cli) -> Cli:
    """A register whose texts are all hostile, and a trail of them."""
    parts = {"category": TEXT, "place": TEXT, "person": TEXT, "notes": TEXT, "tags": [TEXT], "custom": {"k": TEXT}}
    plan = {"measures": [{"id": TEXT, "text": TEXT}], "units": {"lead": TEXT, "responsible": [TEXT]}}
    deadline = {"deadline": {"text": TEXT}, "source": {"publisher": TEXT}}
    empty.make({"id": "Q-1", "title": TEXT, **parts, **plan, **deadline}, {"id": "Q-2", "parent": "Q-1"})
    empty.ok("note", "Q-1", TEXT, "--as", TEXT, "--reason", TEXT)
    return empty


READS = [
    (),
    ("list",),
    ("list", "-o", "wide"),
    ("list", "-o", "plain"),
    ("list", "-o", "csv"),
    ("list", "-o", "json"),
    ("list", "-o", "jsonl"),
    ("list", "-o", "yaml"),
    ("list", "--group", "category"),
    ("list", "--fields", "id,units.responsible,notes,custom,measures"),
    ("show", "Q-1"),
    ("show", "Q-1", "-o", "json"),
    ("show", "Q-1", "-o", "yaml"),
    ("log",),
    ("log", "-o", "csv"),
    ("log", "-o", "plain"),
    ("log", "-o", "json"),
    ("summary",),
    ("summary", "--by", "unit", "-o", "csv"),
    ("summary", "-o", "json"),
    ("check",),
    ("check", "-o", "json"),
    ("check", "-o", "csv"),
]


@pytest.mark.parametrize("words", READS)
@pytest.mark.parametrize("columns", [None, 80])
def test_no_text_reaches_the_terminal_as_a_command(hostile: Cli, words: tuple[str, ...], columns: int | None) -> None:
    """In every view and form, piped and on a terminal: escaped or literal, never interpreted."""
    result = hostile(*words, columns=columns, environment={"NO_COLOR": "1"})
    assert result.code in (0, 1), result.err
    for letter in DANGEROUS:
        assert letter not in result.out + result.err
    if columns is None and words[:1] == ("list",) and len(words) < 3:
        assert "[/red][bold]x[/bold] :warning:" in result.out


def test_json_gives_the_text_back_as_it_is(hostile: Cli) -> None:
    """What is escaped for the screen is the same text for a program."""
    issue = hostile.ok("list", "-o", "json", "Q-1").json["issues"][0]
    assert issue["title"] == TEXT


@pytest.mark.parametrize(
    "words",
    [
        ("show", TYPED),
        ("close", "Q-1", "--evidence", TEXT),
        ("list", "--status", TYPED),
        ("list", "--where", f"status == {TYPED}"),
        ("list", "--sort", TYPED),
        ("list", "--today", TYPED),
        ("start", "Q-1", "--on", TYPED),
        ("edit", "Q-1", "--set", f"{TYPED}=1"),
        ("edit", "Q-1", "--set", f"units.{TYPED}=1"),
        ("progress", "Q-2", "--note", "n", "--milestone", TYPED),
        ("-f", TEXT, "list"),
        (TYPED,),
        ("list", f"--{TYPED}"),
        ("--as", TYPED, "start", "Q-1"),
        ("batch", TEXT),
        ("note", "Q-2"),
    ],
)
@pytest.mark.parametrize("form", [(), ("-o", "json")])
def test_an_error_shows_what_was_typed_safely(hostile: Cli, words: tuple[str, ...], form: tuple[str, ...]) -> None:
    """An error names the word that was wrong, as words and as JSON, without acting on it."""
    result = hostile(*words, *form)
    assert result.code in (2, 3, 4, 5, 8), result.err
    for letter in DANGEROUS:
        assert letter not in result.out + result.err.replace("\n", "")
    if form:
        json.loads(result.err.splitlines()[-1])


def test_a_hostile_batch_and_a_hostile_form_are_told_safely(hostile: Cli) -> None:
    """The lines of a batch are data too, and so is the name of a form."""
    assert not any(letter in hostile("-o", TYPED, "list").err for letter in DANGEROUS)
    result = hostile("batch", stdin=f"start '{TYPED}'\n{TYPED}\n")
    assert result.code in (3, 4)
    for letter in DANGEROUS:
        assert letter not in result.err


def test_what_is_written_is_told_safely(hostile: Cli) -> None:
    """The outcome of a write names old and new value without acting on them."""
    for words in (("edit", "Q-2", "--set", f"place={TEXT}"), ("note", "Q-2", TEXT), ("add", "--title", TEXT)):
        out = hostile.ok(*words, columns=120, environment={"NO_COLOR": "1"}).out
        assert all(letter not in out for letter in DANGEROUS)
        assert "[/red][bold]x[/bold] :warning:" in out
