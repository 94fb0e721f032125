"""Text of any origin, made safe to show."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.view.escape import json_safe, risky, shown
from tests.view.samples import HOSTILE_TEXT, assert_harmless


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("水电开发 [/red] :warning:", "水电开发 [/red] :warning:"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\tb\rc", "a\\tb\\rc"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("a\ud800b", "a\\ud800b"),
        ("a\U000e0041", "a\\U000e0041"),
        ("a\u2028b", "a\\u2028b"),
        ("a\nb", "a ⏎ b"),
        ("ends\n", "ends ⏎"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\ufe0fa", "\\ufe0fa"),
        ("a\ufe0f\ufe0f\ufe0f", "a\ufe0f\\ufe0f\\ufe0f"),
        ("a\u200db", "a\\u200db"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, safe: str) -> None:
    """Control, bidi and invisible characters become escapes; glyph choosers and markup stay."""
    assert shown(text) == safe


def test_lines_stay_where_many_may_stand() -> None:
    """Newlines stay, of Windows too; those at the end go."""
    assert shown("a\r\nb\x1b\n\n", multiline=True) == "a\nb\\x1b"


@given(st.text())
def test_nothing_dangerous_is_ever_shown(text: str) -> None:
    """Whatever comes in, one line of visible text comes out."""
    assert risky().search(shown(text)) is None
    assert risky().search(shown(text, multiline=True).replace("\n", "")) is None


def test_the_quick_look_lets_nothing_through() -> None:
    """Of all letters there are, those that are shown without a pattern are none that a pattern knows."""
    unhurt = "".join(f"a{letter}" for letter in map(chr, range(0x110000)) if shown(f"a{letter}") == f"a{letter}")
    assert len(unhurt) > 2 * 100_000
    assert {found[0] for found in risky().finditer(unhurt)} <= {"\u200d"}  # between two pictures it stays


@given(st.text())
def test_safe_json_is_the_same_json(text: str) -> None:
    """Escaping changes how JSON looks, not what it says."""
    safe = json_safe(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert_harmless(safe, markup=False)


def test_json_keeps_letters_readable() -> None:
    """Only what cannot be seen is an escape; a lone surrogate is one."""
    safe = json_safe(json.dumps(HOSTILE_TEXT + "\ud800\U000e0041", ensure_ascii=False))
    assert_harmless(safe)
    assert "第二行" in safe
    assert json.loads(safe) == HOSTILE_TEXT + "\ud800\U000e0041"
