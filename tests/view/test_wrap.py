"""Text folded into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.view.width import cells
from rectify.view.wrap import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("two words", 6, ["two", "words"]),
        ("青海湖自然保护区", 8, ["青海湖自", "然保护区"]),
        (
            "青海湖鸟岛，沙岛关停",
            10,
            ["青海湖鸟", "岛，沙岛关", "停"],
        ),
        ("共和县（环湖）污水厂", 8, ["共和县", "（环湖）", "污水厂"]),
        ("a" * 12, 5, ["aaaaa", "aaaaa", "aa"]),
        ("一\n二三", 10, ["一", "二三"]),
    ],
)
def test_lines_break_as_chinese_and_latin_are_set(text: str, width: int, lines: list[str]) -> None:
    """Between Chinese characters, between Latin words, not before a closing mark nor after an opening one."""
    assert wrap(text, width) == lines


def test_a_last_line_of_one_character_gets_company() -> None:
    """The others give it some of theirs."""
    assert wrap("甘河工业园区铁合金企业改造", 24) == ["甘河工业园区铁合金企", "业改造"]


def test_a_last_line_stays_alone_when_nothing_helps() -> None:
    """A long word before it cannot be shortened."""
    assert wrap("abcdefghijklmnop q", 17) == ["abcdefghijklmnop", "q"]


def test_lines_after_the_first_hang() -> None:
    """They have that much less room."""
    lines = wrap("水" * 20, 20, hang=10)
    assert [cells(line) for line in lines] == [20, 10, 10]
    assert wrap("一\n" + "水" * 10, 20, hang=10) == ["一", "水" * 5, "水" * 5]


@given(st.text(st.sampled_from("水电ab 12，。（）《》“”…%.")), st.integers(2, 40), st.integers(0, 20))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int, hang: int) -> None:
    """Only blanks at the breaks go."""
    lines = wrap(text, width, hang=hang)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line.strip()) <= max(width if not at else width - hang, 2) for at, line in enumerate(lines))


def test_a_long_text_is_set_once() -> None:
    """In a text of more lines than a screen has, the last character may stand alone; in a short one it does not."""
    assert wrap("长" * 21, 20)[-1] != "长"
    assert wrap("长" * 1001, 20) == [*["长" * 10] * 100, "长"]
