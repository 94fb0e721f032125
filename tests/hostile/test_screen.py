"""Every view of a register full of hostile text, drawn by a terminal emulator: nothing is obeyed, all lines up."""

import csv
import io
import json
import re
from typing import Any
from unicodedata import normalize

import pytest

from rectify.cli.app import VERBS
from tests.cli.harness import Cli, Result
from tests.hostile.screen import Drawn
from tests.view.samples import rich_issue

COLOUR = re.compile(r"\x1b\[(?:[01239]|3[1-6]|9[0-7]|;)*m")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
LINE = "甲\x1b[2J\x1b]0;x\x07[/red]\x1b]8;;http://x.invalid\x1b\\链\x9b31m\u202e\u200b\x08\t\x0e{{7*7}} e\u0301🙂尾"
TEXT = f"{LINE}\n第二行\x00\u2028\x1bc\n=cmd|' /C calc'!A0"
WIDTHS = (60, 80, 160)
PAGES = (
    (),
    ("list", "--all"),
    ("list", "--all", "-o", "wide"),
    ("list", "--all", "--group", "category"),
    ("list", "--all", "--fields", "id,notes,custom,measures,deadline"),
    ("show", "XN-1", "XN-2"),
    ("log",),
    ("log", "XN-2"),
    ("summary",),
    ("summary", "--by", "unit"),
    ("report",),
    ("check",),
    ("diff",),
    ("diff", "1.."),
    ("audit", "verify"),
    ("evidence", "list"),
    ("evidence", "check"),
    ("list", "--all", "--where", f"title ~ '{LINE[2:4]}'"),
)
ERRORS: tuple[tuple[str, ...], ...] = (
    ("show", LINE),
    ("start", "XN-2", "--on", LINE),
    ("close", "XN-2", "--evidence", LINE),
    ("list", "--sort", LINE),
    ("-f", LINE, "list"),
    (LINE,),
)
WRITES = (
    ("note", "XN-2", TEXT, "--reason", LINE),
    ("edit", "XN-2", "--set", f"place={LINE}"),
    ("add", "--title", LINE),
    ("assign", "XN-2", "--unit", LINE, "--person", LINE),
)


@pytest.fixture
def hostile(empty: Cli) -> Cli:
    """A register and a trail in which every text is hostile, and deadlines of many widths."""
    full = {**rich_issue(LINE, TEXT).data(), "id": "XN-1", "parent": "XN-2"}
    for part in (*full["measures"], *full["milestones"]):
        part["id"] = part["id"][:2].replace(
            "\x1b", "\t"
        )  # an id of a hundred cells may be wider than the screen: it is never broken
    others: list[dict[str, Any]] = [
        {"id": "XN-2", "title": "短", "deadline": {"date": "2018-12-31"}, "status": "in_progress"},
        {"id": "督-3", "title": LINE * 3, "deadline": {"date": "2018-12-31"}, "units": {"lead": LINE}},
        {"id": "XN-4", "title": "长" * 90, "deadline": {"text": f"2019年底前完成{LINE * 2}，此后长期坚持"}},
        {"id": "XN-5", "title": "x" * 300, "deadline": {"date": "2018-12-31", "text": LINE}},
    ]
    empty.make({"id": "XN-1"}, *others)
    empty.ok("note", "XN-2", TEXT, "--as", LINE, "--reason", LINE)
    empty.make(full, *others)  # by hand, with evidence and closures that no run brought in
    return empty


def drawn(result: Result, columns: int) -> Drawn:
    """What the screen shows, after the proof that nothing of the register was obeyed and no line was too long."""
    assert not CONTROL.search(COLOUR.sub("", result.err + result.out))
    assert Drawn(result.err, columns).orders == set()
    screen = Drawn(result.out, columns)
    assert screen.orders == set()
    assert screen.printed == result.out.count("\n")
    return screen


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_page_tells_the_terminal_anything(hostile: Cli, words: tuple[str, ...], columns: int) -> None:
    """Letters, colours of our own and line breaks: no other order; no line is wider than the screen."""
    result = hostile(*words, columns=columns)
    assert result.code in (0, 1, 7), result.err  # 7: check misses the evidence put in by hand
    shown = "\n".join(drawn(result, columns).rows)
    bare = hostile(*words, columns=columns, environment={"NO_COLOR": "1"}).out
    assert [line.rstrip() for line in bare.split("\n")][:-1] == [
        line.rstrip() for line in COLOUR.sub("", result.out).split("\n")
    ][:-1]
    assert "\\x1b" in shown or words[:1] in ((), ("summary",), ("check",)) or "--where" in words


@pytest.mark.parametrize("words", ERRORS)
def test_no_error_tells_the_terminal_anything(hostile: Cli, words: tuple[str, ...]) -> None:
    """What was typed is told as it was typed, visibly."""
    result = hostile(*words, columns=400)
    assert result.code in (2, 3, 4, 8)
    drawn(result, 400)
    assert "\\x1b[2J" in "".join(Drawn(result.err, 400).rows)


def test_no_outcome_of_a_write_tells_the_terminal_anything(hostile: Cli) -> None:
    """Neither the change nor the reason, and neither the report of a batch."""
    for words in WRITES:
        assert "\\x1b[2J" in "\n".join(drawn(hostile.ok(*words, columns=100), 100).rows)
    batch = json.dumps({"verb": "note", "id": "XN-2", "text": TEXT})
    assert "XN-2" in drawn(hostile.ok("batch", stdin=batch, columns=100), 100).rows[0]


@pytest.mark.parametrize("verb", VERBS)
def test_no_help_is_wider_than_the_screen(hostile: Cli, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help is text of our own, in a folder full of other text; Typer prints it."""
    hostile.ok(verb, "--help", columns=100)
    screen = drawn(Result(0, capsys.readouterr().out, ""), 100)
    assert any(f"rectify {verb}" in row for row in screen.rows)


@pytest.mark.parametrize("columns", WIDTHS)
def test_days_stand_below_each_other(hostile: Cli, columns: int) -> None:
    """In the cells of the screen: whatever stands before them, and beneath their heading."""
    screen = drawn(hostile.ok("list", "--all", "--fields", "id,title,deadline,status", columns=columns), columns)
    days = screen.starts("2018-12-31")
    assert (len(days), set(days)) == (3, set(screen.starts("DEADLINE")))


def test_a_long_deadline_is_folded_on_a_terminal_and_whole_elsewhere(hostile: Cli) -> None:
    """Its wording does not push the table off the screen; a pipe gets it in one line."""
    drawn(hostile.ok("list", "--all", columns=80), 80)
    assert any(
        "2019年底前完成甲" in line and "此后长期坚持" in line for line in hostile.ok("list", "--all").out.split("\n")
    )


@pytest.mark.parametrize("words", [("list", "--all"), ("log",), ("summary",), ("check",)])
def test_a_spreadsheet_gets_no_formula(hostile: Cli, words: tuple[str, ...]) -> None:
    """Every cell is text that does not begin like a formula, or a figure in a column of figures."""
    text = hostile(*words, "-o", "csv").out
    assert not CONTROL.search(text)
    rows = list(csv.reader(io.StringIO(text), strict=True))
    assert len({len(row) for row in rows}) == 1
    begins = [cell for row in rows for cell in row if re.match(r"[=+@\t\r＝＋－＠]|-(?!\d+\Z)", cell)]
    assert begins == []


@pytest.mark.parametrize("words", [("list", "--all"), ("show", "XN-1"), ("log",), ("summary",), ("check",)])
def test_json_is_harmless_and_true(hostile: Cli, words: tuple[str, ...]) -> None:
    """No control character as it is; what is read from it is the text of the register."""
    text = hostile(*words, "-o", "json").out
    assert not CONTROL.search(text)
    assert any(normalize("NFC", LINE) in one for one in texts(json.loads(text))) or words[0] == "check"


def texts(value: Any) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return [one for part in (*value, *value.values()) for one in texts(part)]
    if isinstance(value, list):
        return [one for part in value for one in texts(part)]
    return [value] if isinstance(value, str) else []


def test_plain_lines_keep_their_columns_and_ids_theirs(hostile: Cli) -> None:
    """Tabs and line breaks within a text are shown, so that a row is a row and an id a line."""
    rows = [line.split("\t") for line in hostile.ok("list", "--all", "-o", "plain").out.splitlines()]
    assert (len(rows), len({len(row) for row in rows})) == (5, 1)
    assert sorted(hostile.ok("list", "--all", "-o", "ids").out.splitlines()) == ["XN-1", "XN-2", "XN-4", "XN-5", "督-3"]


def test_the_emulator_sees_what_would_be_obeyed() -> None:
    """The proof can fail: each of these orders is noted, and a line too long takes two rows."""
    orders = ("\x1b[2J", "\x1b]0;x\x07", "\x07", "\x08", "\t", "\x9b2J", "\x1bc", "\x1b[5;5H", "\x1b[?1049h")
    assert [order for order in orders if not Drawn(order, 20).orders] == []
    assert CONTROL.search(COLOUR.sub("", "\x0e\x1b]8;;http://x\x1b\\"))
    assert not CONTROL.search(COLOUR.sub("", "\x1b[1;31mb\x1b[0m\n"))
    assert Drawn("长" * 11 + "\n", 20).printed == 2
    assert Drawn("甲乙x\n甲e\u0301 x\n", 20).starts("x") == [4, 4]
