from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from rectify.store import yaml_emit as emit
from rectify.store.yaml_emit import Style
from rectify.terms import Status

QUOTED = (
    "012", "1", "-1", "+1", "1.5", ".5", "1.", "1e3", "1_000", "1,000", "0x1f", "0o14", "0b1", "1:30",
    "190:20:30", "1:30.5",
    "no", "No", "yes", "on", "OFF", "y", "N", "true", "False", "null", "Null", "~", ".inf", "-.INF", ".nan",
    "2018-12-31", "2018-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5",
    "=", "<<", "", " x", "x ", "\u3000x", "- x", "-x", "? x", "?x", ": x", ":x", "a: b", "a #b", "#a", "a:",
    "[a", "]a", "{a", "}a",
    ",a", "&a", "*a", "!a", "|a", ">a", "'a", '"a', "%a", "@a", "`a", "---", "...",
)  # fmt: skip
PLAIN = (
    "整改",
    "2018年底",
    "QH-05",
    "a-b",
    "a:b",
    "a#b",
    "it's",
    'a "b" c',
    "2018-05",
    "M1",
    "部分、甲",
    "a, b",
    "nothing",
    "中\u3000文",
    "🙂",
    "1a2b",
)
ESCAPED = {
    "a\tb": '"a\\tb"',
    "a\nb": '"a\\nb"',
    "\x00": '"\\0"',
    "\x1b[31m": '"\\e[31m"',
    "\x7f": '"\\x7F"',
    "\x85": '"\\x85"',
    "\u2028": '"\\u2028"',
    "\u200b": '"\\u200B"',
    "\u202e甲": '"\\u202E甲"',
    "\ufeff": '"\\uFEFF"',
    "\uffff": '"\\uFFFF"',
    "\U000e0001": '"\\U000E0001"',
    '\r"\\': '"\\r\\"\\\\"',
}


def read(text: str) -> Any:
    """What a YAML 1.1 reader, with all its types, makes of a text."""
    return yaml.safe_load(text)


@pytest.mark.parametrize("text", QUOTED)
def test_what_could_be_anything_else_is_quoted(text: str) -> None:
    """A text that some reader takes for another type, or that YAML's signs begin, is in single quotes."""
    written = emit.scalar(text)
    assert written == "'" + text.replace("'", "''") + "'"
    assert read(f"a: {written}\n") == {"a": text}


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_texts_stay_bare(text: str) -> None:
    """Chinese, ids and wordings of dates need no quotes."""
    assert emit.scalar(text) == text
    assert read(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize(("text", "written"), ESCAPED.items())
def test_what_cannot_be_seen_is_escaped(text: str, written: str) -> None:
    """Control, zero-width, bidi and line break letters are written as escapes in double quotes."""
    assert emit.scalar(text) == written
    assert read(f"a: {written}\n") == {"a": text}


@pytest.mark.parametrize("text", ["a,b", "a]", "a{", "a:b", "a?"])
def test_brackets_ask_for_more_quotes(text: str) -> None:
    """Within a list in brackets, its signs are quoted."""
    assert emit.scalar(text) == text
    assert emit.scalar(text, flow=True) == f"'{text}'"


@pytest.mark.parametrize(
    ("value", "written"),
    [(date(2018, 12, 31), "2018-12-31"), (7, "7"), (Decimal("3.50"), "3.50"), (Decimal("1E-7"), "0.0000001"),
     (Status.OPEN, "open"), (None, "null"), (True, "true"), (False, "false")],
)  # fmt: skip
def test_values_that_are_no_texts_are_bare(value: Any, written: str) -> None:
    """Days, figures and tokens are plain; a small figure keeps its digits."""
    assert emit.scalar(value) == written


def test_quotation_marks_are_kept_where_they_fit() -> None:
    """A value that stood in quotes is written in the same ones, unless it must be escaped."""
    assert emit.scalar("x", quote="'") == "'x'"
    assert emit.scalar("x", quote='"') == '"x"'
    assert emit.scalar(date(2018, 1, 1), quote="'") == "'2018-01-01'"
    assert emit.scalar("a\tb", quote="'") == '"a\\tb"'


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a\nb", True),
        ("a\n\n  b\n", True),
        ("# a\n- b", True),
        ("a", False),
        ("a\n", True),
        ("a\n\n", False),
        ("\na", False),
        (" a\nb", False),
        ("a \nb", False),
        ("a\n\tb", False),
        ("a\r\nb", False),
        ("a\n\u200bb", False),
    ],
)
def test_lines_are_a_block_where_nothing_is_lost(text: str, literal: bool) -> None:
    """A text of several lines is a literal block unless spaces at the ends or hidden letters forbid it."""
    assert emit.is_literal(text) == literal
    written = emit.pair("k", text, 0, Style())
    assert (written.startswith("k: |")) == literal
    assert read(written + "\n") == {"k": text}
    windows = emit.pair("k", text, 0, Style(eol="\r\n"))
    assert read(windows + "\r\n") == {"k": text}


BIG = {
    "id": "012",
    "status": Status.CLOSED,
    "units": {"lead": "甲", "responsible": ("乙", "a: b")},
    "measures": ({"id": "M1", "text": "x\ny"}, {"id": "M2"}),
    "deep": [["a", "b"], "x\ny", []],
    "long": ["word" * 20, "word" * 20],
    "none": [],
    "empty": {},
}
TEXT = """\
id: '012'
status: closed
units:
  lead: 甲
  responsible: [乙, 'a: b']
measures:
  - id: M1
    text: |-
      x
      y
  - id: M2
deep:
  - [a, b]
  - |-
    x
    y
  - []
long:
  - wordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordword
  - wordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordword
none: []
empty: {}"""


def test_a_mapping_is_written_in_its_order() -> None:
    """Short lists of words stay on one line, all else goes below its key."""
    assert emit.pairs(BIG, 0, Style()) == TEXT


@pytest.mark.parametrize("style", [Style(), Style("\r\n", 4, 0), Style("\n", 3, 4)])
@pytest.mark.parametrize("column", [0, 3])
def test_every_habit_reads_the_same(style: Style, column: int) -> None:
    """Whatever the line break and the indentation, the text means the same; so does one line in brackets."""
    meant = read(TEXT)
    assert read(" " * column + emit.pairs(BIG, column, style)) == meant
    assert read(" " * column + emit.items([BIG], column, style)) == [meant]
    assert read(" " * column + emit.item(BIG, column, style, gap=4)) == [meant]
    assert read(emit.flow(BIG)) == meant


def test_parts_of_a_spaced_list_are_parted_by_blank_lines() -> None:
    """The issues of a new register stand apart."""
    assert emit.items(emit.Spaced([{"a": "x"}, {"a": "z"}]), 2, Style()) == "- a: x\n\n  - a: z"


@pytest.mark.parametrize("length", [800, 1100])
def test_a_key_too_long_for_the_short_form_is_written_in_the_long_one(length: int) -> None:
    """YAML reads `key:` only up to 1,024 letters."""
    key = "k" * length
    assert read(emit.pairs({"a": {key: "x"}}, 0, Style())) == {"a": {key: "x"}}
    assert read(emit.flow({key: "x"})) == {key: "x"}
