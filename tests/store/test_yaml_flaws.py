import codecs
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
import yaml

from rectify.store.yaml_compose import compose
from rectify.store.yaml_flaws import Fault, is_look_alike, letter_name, read_letters
from rectify.store.yaml_syntax import explain, wide_colon_hint

TEXT = "format: 1\nissues:\n  - id: Q-1\n    title: 垃圾场渗滤液外溢\n    status: open\n"
HEAD = "- id: A\n"


def only_fault(data: bytes, name: str = "x.yaml") -> Fault:
    """The one fault of bytes that cannot be read further."""
    letters = read_letters(data, name)
    assert letters.readable is None
    [fault] = letters.faults
    return fault


def syntax_fault(line: str) -> tuple[int, str, str | None]:
    """Column (from 1) in the line, sentence and hint of its syntax error, below one good line."""
    fault = compose(HEAD + line + "\n").faults[-1]
    return fault.at - len(HEAD) + 1, fault.message, fault.hint


# --- encodings ----------------------------------------------------------------------------------


def test_utf8_is_read_with_and_without_a_byte_order_mark() -> None:
    """The mark is noted and is no part of the text."""
    for mark, bom in ((b"", False), (codecs.BOM_UTF8, True)):
        letters = read_letters(mark + TEXT.encode(), "x.yaml")
        assert (letters.text, letters.readable, letters.bom, letters.faults) == (TEXT, TEXT, bom, ())


@pytest.mark.skipif(shutil.which("iconv") is None, reason="the line to type is tried with iconv itself")
@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_the_line_to_type_makes_the_file_utf8(encoding: str, tmp_path: Path) -> None:
    """A GBK, UTF-16 or UTF-32 file gets a command that, typed as it stands, mends it."""
    name = "- 台账 '1'.yaml"
    (tmp_path / name).write_bytes(TEXT.encode(encoding))
    fault = only_fault((tmp_path / name).read_bytes(), name)
    assert "not UTF-8" in fault.message
    assert fault.hint is not None
    subprocess.run(["sh", "-c", fault.hint], cwd=tmp_path, check=True)
    assert read_letters((tmp_path / name).read_bytes(), name).text == TEXT


def test_the_first_foreign_byte_is_placed() -> None:
    """The place is that of the first byte that is not UTF-8."""
    fault = only_fault(TEXT.encode("gbk"))
    assert fault.at == TEXT.index("垃")
    assert "0xC0" in fault.message


def test_bytes_of_no_encoding_get_no_command() -> None:
    """What is neither UTF-8 nor GB18030 is said to be neither."""
    fault = only_fault(b"format: 1\xff\xfe\xff")
    assert "nor is the file GBK" in fault.message
    assert "iconv" not in (fault.hint or "")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_an_empty_file_says_what_to_write(data: bytes) -> None:
    """Nothing, or nothing but space, is called empty."""
    assert only_fault(data).message == "the file is empty"


# --- letters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\x00", "U+0000 NUL"),
        ("\x1b", "U+001B ESC"),
        ("\x7f", "U+007F DEL"),
        ("\x85", "U+0085 NEL (next line)"),
        ("\x9b", "U+009B unnamed"),
        ("\u2028", "U+2028 LS (line separator)"),
        ("\u2029", "U+2029 PS (paragraph separator)"),
        ("\uffff", "U+FFFF unnamed"),
        ("\r", "U+000D a lone carriage return"),
    ],
)
def test_letters_that_readers_differ_on_are_refused(letter: str, name: str) -> None:
    """Control characters and rare line breaks are named and placed, also in comments; reading goes on."""
    text = f"a: b\n# c{letter}d\n"
    letters = read_letters(text.encode(), "x.yaml")
    [fault] = letters.faults
    assert fault.at == text.index(letter)
    assert name in fault.message
    assert letters.readable is not None
    assert len(letters.readable) == len(text)
    assert letter not in letters.readable


def test_of_all_letters_these_alone_are_refused() -> None:
    """Control characters but tab and line feed, LS, PS and two that are none; looked for in one pass and one by one."""
    letters = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000), 0x10000, 0x10FFFF)]
    refused = [one for one in letters if unicodedata.category(one) == "Cc" and one not in "\t\n"]
    assert [one for one in letters if read_letters(f"a: {one}b\n".encode(), "x").faults] == [
        *refused,
        *"\u2028\u2029\ufffe\uffff",
    ]


def test_a_carriage_return_at_the_end_of_the_file_is_seen() -> None:
    """A lone CR is refused also as the last letter; CR LF is a line break."""
    assert [fault.at for fault in read_letters(b"a: b\r\nc: d\r", "x").faults] == [10]


def test_one_fault_a_line_and_not_a_thousand() -> None:
    """Refused letters are gathered line by line; a binary file is not listed to its end."""
    assert len(read_letters(b"a\x01\x02\nb\x03\n", "x").faults) == 2
    many = read_letters(b"a\x01\n" * 1000, "x").faults
    assert len(many) == 51
    assert "more lines" in many[-1].message


@pytest.mark.parametrize(
    "text", ["a: 中\u3000文\xa0\u200b\u202e：\n", "a: x # ：\u3000\u200b\n", "a: '\ufeff'\n", "a: 🙂\n"]
)
def test_unusual_letters_in_texts_and_comments_are_welcome(text: str) -> None:
    """Only where they break something are full-width and invisible letters a fault."""
    assert read_letters(text.encode(), "x").faults == ()
    assert compose(text).faults == ()


def test_conflict_markers_are_named_as_such() -> None:
    """The marker lines of git are listed, and nothing after them is judged."""
    text = "a: b\n<<<<<<< HEAD\nc: d\n||||||| base\n=======\nc: [\n>>>>>>> theirs\n"
    letters = read_letters(text.encode(), "x")
    assert [text[fault.at : fault.at + 7] for fault in letters.faults] == ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
    assert all("conflict marker" in fault.message for fault in letters.faults)
    assert letters.readable is None


@pytest.mark.parametrize("text", ["a: b\n=======\n", "a: |\n  <<<<<<< HEAD\n", "a: b\n<<<<<<<x\n"])
def test_other_signs_are_no_conflict(text: str) -> None:
    """A rule of equal signs, or markers inside an indented text, are not git's."""
    assert read_letters(text.encode(), "x").readable == text


def test_letters_have_names() -> None:
    """A letter is named so that it can be looked up."""
    assert letter_name("\u3000") == "U+3000 IDEOGRAPHIC SPACE"
    assert [is_look_alike(letter) for letter in "： \u3000\u200b\ta中"] == [True, False, True, True, True, False, False]


# --- syntax -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("\tstatus: open", 1, "a tab in the indentation"),
        ("  \tstatus: open", 3, "a tab in the indentation"),
        ("  status：open", 9, "full-width colon ： (U+FF1A)"),
        ("  说明：好", 5, "full-width colon ： (U+FF1A)"),
        ("  status:\u3000open", 10, "U+3000 IDEOGRAPHIC SPACE where a space must follow"),
        ("  status:\xa0open", 10, "U+00A0 NO-BREAK SPACE where a space must follow"),
        ("  status:开", 10, "'开' where a space must follow"),
        ("  status:open", 10, "no space after the colon"),
        ("  sta\u200btus:open", 6, "U+200B ZERO WIDTH SPACE stands in or beside a key"),
        ("\u3000 status", 1, "the line is indented with U+3000"),
        ("  status open", 3, "no `: ` after its key"),
        ("  title: a: b", 11, "a second `: `"),
        ("    title: b", 10, "a second `: `"),
        (" title: b", 2, "does not continue"),
        ("  title: - a", 10, "a `- ` where no list can begin"),
        ("  title: ? a", 10, "a `? `"),
        ("  title: @a", 10, "no plain value may begin with"),
        ("  title: 'a", 10, "never closed"),
        ('  title: "\\q"', 11, "no such escape"),
        ('  title: "\\xZZ"', 13, "too few hexadecimal digits"),
        ('  title: "\\ud800"', 13, "a character that does not exist"),
        ("  title: [a", 10, "lacks a comma or its closing ]"),
        ("  title: {a: b", 10, "lacks a comma or its closing }"),
        ("  title: ]", 10, "a value is missing here"),
        ("  title: !<a b", 13, "tags (!) are not used"),
        ("  title: !a!b c", 10, "tags (!) are not used"),
        ("  title: & b", 11, "anchors (&) are not used"),
        ("  title: * b", 11, "aliases (*) are not used"),
        ("  title: |0\n    x", 11, "the number after | or > is wrong"),
        ("  title: | a", 12, "only a comment may follow"),
        ('  title: "a\n---\nb"', 13, "inside a quoted text"),
        ("  # \u3000：\n  title: 'a' b", 21, "does not continue"),
    ],
)
def test_syntax_errors_are_told_in_plain_words(line: str, column: int, words: str) -> None:
    """The reader's own message is turned into a sentence at the place of the slip."""
    found = syntax_fault(line)
    assert words in found[1]
    assert found[0] == column
    assert found[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("%FOO\na: b\n", "begins with %"),
        ("%YAML 3.0\n---\na: b\n", "another version of YAML"),
        ("a: b\n...\nc\n", "should have ended"),
        ("- a\nb: c\n", "does not continue the list"),
    ],
)
def test_the_frame_of_the_file_is_told_in_plain_words(text: str, words: str) -> None:
    """Directives and what stands after the end are explained too."""
    assert words in compose(text).faults[-1].message


def test_errors_without_a_mark_are_placed_in_the_text() -> None:
    """Whatever the reader raises becomes a fault; an unknown message is not repeated."""
    assert explain(yaml.YAMLError("odd"), "abc").at == 0
    strange = explain(yaml.MarkedYAMLError(problem="gobbledygook"), "abc")
    assert strange.message == "this is not YAML as a register is written"


def test_a_full_width_colon_in_a_value_is_hinted_at() -> None:
    """Text where a mapping should be may hold a colon of the wrong width."""
    assert "U+FF1A" in (wide_colon_hint("date：2018-12-31") or "")
    assert wide_colon_hint("2018年底") is None
    assert wide_colon_hint(None) is None
