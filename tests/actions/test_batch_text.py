import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.actions.batch_text import FORMS, Line, guess_form, read_batch


def told(text: str, form: str | None = None) -> list[tuple[int, Any]]:
    """Number and data of each line, or number and why it cannot be read."""
    return [(line.number, line.error.message if line.error else line.data) for line in read_batch(text, form)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", "plain"),
        ("\n\n", "plain"),
        ('\n {"verb": "close"}', "jsonl"),
        ("verb,id,reason\n", "csv"),
        ('"verb" , "id"\n', "csv"),
        ("id,verb\n", "csv"),
        ("verb;id\n", "csv"),
        ("verb\tid\n", "csv"),
        ("verb,reason\n", "plain"),
        ("close Q-1\n", "plain"),
        ("# verb,id\n", "plain"),
    ],
)
def test_the_form_is_guessed_from_the_first_line_that_says_something(text: str, form: str) -> None:
    """A brace begins JSONL, a heading with verb and id is CSV, and everything else is plain."""
    assert guess_form(text) == form


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            "policy set notice_days=7 filing=false --reason r",
            {"set": {"notice_days": "7", "filing": "false"}, "reason": "r"},
        ),
        ("policy set --preset anhui --set filing=true", {"set": {"filing": "true"}, "preset": "anhui"}),
        ("policy set --preset anhui", {"preset": "anhui"}),
        (
            "policy person 王芳 --unit 县住建局 --role office",
            {"person": "王芳", "unit": "县住建局", "role": ["office"]},
        ),
        ("policy unit 县住建局 --alias 住建局", {"unit": "县住建局", "alias": ["住建局"]}),
        ("policy --set filing=true --reason r", {"set": {"filing": "true"}, "reason": "r"}),
    ],
)
def test_a_policy_goes_as_on_the_command_line(text: str, data: dict[str, Any]) -> None:
    """What stands where ids stand is one of its three ways; one line is one request."""
    assert told(text) == [(1, {"verb": "policy", **data})]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("policy sett a=b", "policy does not go so."),
        ("policy person", "policy does not go so."),
        ("policy unit a b", "policy does not go so."),
        ("policy set filing", "policy set filing is no pair: write policy set NAME=VALUE."),
        ("policy set filing=a --set filing=b", "policy set names filing twice."),
    ],
)
def test_a_policy_that_goes_otherwise_is_refused_once(text: str, why: str) -> None:
    """With the three ways in the hint."""
    assert told(text) == [(1, why)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (
            '{"verb": "close", "id": "Q-1"}\n\n{"verb": "start"}',
            [(1, {"verb": "close", "id": "Q-1"}), (3, {"verb": "start"})],
        ),
        (
            '{"verb": "close", "id": ["Q-1", "Q-2"]}',
            [(1, {"verb": "close", "id": "Q-1"}), (1, {"verb": "close", "id": "Q-2"})],
        ),
        ('{"percent": 12.50}', [(1, {"percent": "12.50"})]),
        ('{"if_rev": 3}', [(1, {"if_rev": 3})]),
        ('{"title": "a\u2028b\x85c"}', [(1, {"title": "a\u2028b\x85c"})]),
        ('{"verb": "close"}\r\n', [(1, {"verb": "close"})]),
        ("[1]", [(1, "not a JSON object.")]),
        ("7", [(1, "not a JSON object.")]),
        ('{"id": 1, "id": 2}', [(1, "not JSON: a key stands twice.")]),
    ],
)
def test_jsonl_is_an_object_a_line(text: str, lines: list[tuple[int, Any]]) -> None:
    """Lines end at newlines only; figures keep their digits; an id may be a list and is then a request each."""
    assert told(text, "jsonl") == lines


@pytest.mark.parametrize("line", ["{", "{'verb': 1}", '{"a": NaN', "[" * 100_000, '{"a":' * 100_000])
def test_what_is_no_json_is_told_with_its_line(line: str) -> None:
    """A broken line and one nested without end are errors of that line alone."""
    first, second = read_batch(f'{line}\n{{"verb": "start"}}', "jsonl")
    assert first.error is not None
    assert first.error.message.startswith("not JSON")
    assert (first.number, second) == (1, Line(2, {"verb": "start"}))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "verb,id\nclose,Q-1\nstart, Q-2 \n",
            [(2, {"verb": "close", "id": "Q-1"}), (3, {"verb": "start", "id": "Q-2"})],
        ),
        (
            "verb,id,reason\nclose,Q-1,\n,,\n\nclose,Q-2,已查\n",
            [(2, {"verb": "close", "id": "Q-1"}), (5, {"verb": "close", "id": "Q-2", "reason": "已查"})],
        ),
        (
            'verb,id,text\nnote,Q-1,"a, ""b""\nc"\nstart,Q-2,\n',
            [(2, {"verb": "note", "id": "Q-1", "text": 'a, "b"\nc'}), (4, {"verb": "start", "id": "Q-2"})],
        ),
        ("verb,id,\nclose,Q-1,\n", [(2, {"verb": "close", "id": "Q-1"})]),
        ("verb,id\nclose\n", [(2, "1 cells under 2 headings.")]),
        ("verb,id\nclose,Q-1,x\n", [(2, "3 cells under 2 headings.")]),
        ('verb,id\nclose,"Q-1\n', [(2, "not CSV: unexpected end of data.")]),
        ("", []),
        ("\n,,\nverb,id\nclose,Q-1\n", [(4, {"verb": "close", "id": "Q-1"})]),
        ('verb,id,text\nnote,Q-1,"a\r\nb"\r\n', [(2, {"verb": "note", "id": "Q-1", "text": "a\nb"})]),
        ("verb;id\nclose;Q-1\n", [(1, "the heading is parted by semicolons, not by commas.")]),
        ("verb\tid\nclose\tQ-1\n", [(1, "the heading is parted by tabs, not by commas.")]),
        ("a,b\nclose,Q-1\n", [(1, "the heading lacks verb and id.")]),
        ("id,text\nQ-1,x\n", [(1, "the heading lacks verb.")]),
        ("verb,title\nadd,题\n", [(2, {"verb": "add", "title": "题"})]),
        ("verb,id,id\nclose,Q-1,Q-2\n", [(1, "two headings are called id.")]),
        (
            "verb,id\rclose,Q-1\r\nstart,Q\u2028-2\n",
            [(2, {"verb": "close", "id": "Q-1"}), (3, {"verb": "start", "id": "Q\u2028-2"})],
        ),
    ],
)
def test_csv_is_a_heading_of_fields_and_a_row_a_request(text: str, lines: list[tuple[int, Any]]) -> None:
    """An empty cell is a field left out; a row is counted by the line it begins on."""
    assert told(text, "csv") == lines


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("close Q-1 --evidence a.pdf", {"verb": "close", "id": "Q-1", "evidence": ["a.pdf"]}),
        (
            "close Q-1 --evidence a.pdf --evidence='b c.pdf'",
            {"verb": "close", "id": "Q-1", "evidence": ["a.pdf", "b c.pdf"]},
        ),
        ("close --filing-no 甲〔2019〕1 Q-1", {"verb": "close", "id": "Q-1", "filing_no": "甲〔2019〕1"}),
        ("reopen Q-1 --rebound --reason 反弹", {"verb": "reopen", "id": "Q-1", "rebound": True, "reason": "反弹"}),
        ("start Q-1 --if-rev 3", {"verb": "start", "id": "Q-1", "if_rev": "3"}),
        (
            "progress Q-1 --note n --indicator COD=3.5 --indicator 氨氮=1",
            {"verb": "progress", "id": "Q-1", "note": "n", "indicator": {"COD": "3.5", "氨氮": "1"}},
        ),
        (
            "edit Q-1 --set place=甲 --set notes=a=b --unset person",
            {"verb": "edit", "id": "Q-1", "set": {"place": "甲", "notes": "a=b"}, "unset": ["person"]},
        ),
        ("add --title 题 --tag 水 --tag 气", {"verb": "add", "title": "题", "tags": ["水", "气"]}),
        ('note Q-1 "已 复核"', {"verb": "note", "id": "Q-1", "text": "已 复核"}),
        ("note Q-1", {"verb": "note", "id": "Q-1"}),
        ("delete Q-1 --force", {"verb": "delete"}),
        ("close -- Q-1 --odd", {"verb": "close", "id": ["Q-1", "--odd"]}),
    ],
)
def test_a_plain_line_reads_like_the_command_line(line: str, data: dict[str, Any]) -> None:
    """Options take the words of the command; a remark is the last word; an unknown verb is for the judge to name."""
    ids = data.get("id")
    each = [data | {"id": id_} for id_ in ([ids] if isinstance(ids, str) else ids or [])] or [data]
    assert [one.data for one in read_batch(line, "plain")] == each


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# a month's work\n\n  # more\nstart Q-1\n", [(4, {"verb": "start", "id": "Q-1"})]),
        ("start Q-1 Q-2", [(1, {"verb": "start", "id": "Q-1"}), (1, {"verb": "start", "id": "Q-2"})]),
        (
            "note Q-1 Q-2 好",
            [(1, {"verb": "note", "text": "好", "id": "Q-1"}), (1, {"verb": "note", "text": "好", "id": "Q-2"})],
        ),
        ("start 'Q-1", [(1, "not shell words: no closing quotation.")]),
        ("close Q-1 --evidence", [(1, "--evidence needs a value.")]),
        ("close Q-1 --evidense a", [(1, "close has no option --evidense.")]),
        ("reopen Q-1 --rebound=no", [(1, "--rebound takes no value.")]),
        ("edit Q-1 --set a=1 --set a=2", [(1, "--set names a twice.")]),
        ("edit Q-1 --set place", [(1, "--set place is no pair: write --set NAME=VALUE.")]),
    ],
)
def test_plain_lines_have_comments_and_their_own_errors(text: str, lines: list[tuple[int, Any]]) -> None:
    """Blank lines and comments are passed over, yet counted."""
    assert told(text, "plain") == lines


def test_an_unknown_option_is_answered_with_those_there_are() -> None:
    """The hint lists the options of that verb."""
    (line,) = read_batch("return Q-1 --becuse x")
    assert line.error is not None
    assert line.error.hint == "it has: --reason, --on, --if-rev"


@given(st.text(), st.sampled_from([None, *FORMS]))
def test_any_text_becomes_lines_and_never_a_crash(text: str, form: str | None) -> None:
    """Whatever is typed or piped in, each request is data or an error, counted from 1."""
    lines = read_batch(text, form)
    assert all(1 <= line.number <= len(text.splitlines()) + 1 for line in lines)


WORDS = st.sampled_from(["close", "note", "edit", "progress", "reopen", "add", "Q-1", "--set", "--note", "--rebound"])
ODD = st.sampled_from(
    ["--", "-", "--=", "--set=", "a=b", "'", '"', "\\", "#", "--indicator", "verb,id", '{"verb":', "\x85", "\0"]
)


@given(st.lists(st.one_of(WORDS, ODD), max_size=12), st.sampled_from([None, *FORMS]))
def test_words_of_the_command_line_in_any_order_become_lines(words: list[str], form: str | None) -> None:
    """The reader of options survives every order of its own words."""
    assert all(isinstance(line, Line) for line in read_batch(" ".join(words), form))


@given(st.lists(st.dictionaries(st.text(min_size=1), st.text()), max_size=5))
def test_what_json_writes_is_what_is_read(objects: list[dict[str, str]]) -> None:
    """A program that writes one object a line gets exactly its objects back, each at its number."""
    text = "".join(json.dumps(one) + "\n" for one in objects)
    assert [(line.number, line.data) for line in read_batch(text, "jsonl")] == list(enumerate(objects, 1))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"verb": "start", "if_rev": NaN}', "not JSON: NaN is no number of JSON."),
        ('{"verb": "start", "if_rev": -Infinity}', "not JSON: -Infinity is no number of JSON."),
        (f'{{"id": {"[" * 30_000}', "not JSON as a batch has it: nested too deeply."),
        ('[{"verb": "start"}]', "not a JSON object."),
    ],
)
def test_json_is_read_strictly_and_told_in_our_words(line: str, why: str) -> None:
    """Numbers that JSON does not have, and what Python's reader has no word for."""
    assert told(line) == [(1, why)]


def test_a_number_of_thousands_of_digits_stays_text() -> None:
    """The model says what is wrong with it."""
    assert told(f'{{"verb": "start", "if_rev": {"9" * 5000}}}') == [(1, {"verb": "start", "if_rev": "9" * 5000})]
