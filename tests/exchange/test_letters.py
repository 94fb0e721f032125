"""Text made fit for foreign formats: what stays, what becomes visible."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.exchange.letters import many_lines, one_line


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("甲川县 a, b; c\\", "甲川县 a, b; c\\"),
        ("plain text", "plain text"),
        ("㐂𠮷（第一轮）", "㐂𠮷（第一轮）"),
        ("\x00\x1b[2J", "\\x00\\x1b[2J"),
        ("甲\x7f\x9f乙", "甲\\x7f\\x9f乙"),
        ("\u202e反\u200b字\ufeff", "\\u202e反\\u200b字\\ufeff"),
        ("\ud800半", "\\ud800半"),
        ("\ufffe\uffff\U0001ffff", "\\ufffe\\uffff\\U0001ffff"),
        ("\U000e0041", "\\U000e0041"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("一\t二", "一 二"),
        ("一\r\n二\r三\u2028四\x0b五\x85六", "一\n二\n三\n四\n五\n六"),
    ],
)
def test_what_a_format_cannot_hold_becomes_visible(text: str, made: str) -> None:
    """Nothing is dropped: a control character, half a character or a hidden mark shows as its escape."""
    assert many_lines(text) == made


@pytest.mark.parametrize(("text", "made"), [("一\n\n 二 \r\n", "一 二"), ("", ""), ("\n", ""), ("一  二", "一  二")])
def test_one_line_has_no_line_end(text: str, made: str) -> None:
    """Lines are put together with a blank; blanks within a line stay."""
    assert one_line(text) == made


@given(st.text(st.characters()))
def test_any_text_fits_into_xml_and_utf_8(text: str) -> None:
    """The result encodes, holds no control character but newlines, and is the same when it is made again."""
    made = many_lines(text)
    assert made.encode("utf-8").decode("utf-8") == made
    assert all(
        letter.isprintable() or letter in "\n\u200d" or letter.isspace() or ord(letter) > 0xFF for letter in made
    )
    assert many_lines(made) == made
    assert "\n" not in one_line(text)
    assert escape(made).count("\n") == made.count("\n")
