"""How many cells a text takes."""

import subprocess
import sys

import pytest
from rich.cells import cell_len

from rectify.view.width import _ODD, _WIDTHS, cells, pad


def test_the_quick_count_agrees_with_rich() -> None:
    """Every letter that is counted without Rich is as wide as Rich says."""
    quick = [chr(code) for code in range(0x20, 0xFFFF) if _WIDTHS[chr(code)] < _ODD]
    assert len(quick) > 38_000
    assert [letter for letter in quick if cells(letter) != cell_len(letter)] == []


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("水a", 3), ("→", 1), ("e\u0301", 1), ("“水”", 4)])
def test_a_chinese_character_takes_two_cells(text: str, width: int) -> None:
    """Odd letters are measured by Rich."""
    assert cells(text) == width


@pytest.mark.parametrize(("text", "width"), [("a\n水电\n水", 4), ("\n", 0), ("水\nabc", 3)])
def test_of_several_lines_the_widest_counts(text: str, width: int) -> None:
    """A cell is as wide as it must be for each of them."""
    assert cells(text) == width


def test_padding_fills_up_and_never_cuts() -> None:
    """To the left or right; a longer text stays whole."""
    assert pad("水", 4) == "水  "
    assert pad("水", 4, is_right=True) == "  水"
    assert pad("水电", 2) == "水电"


def test_usual_text_imports_no_rich() -> None:
    """A list of Chinese titles in a pipe costs no Rich at all, and an odd letter no console."""
    code = (
        "import sys; from rectify.view.plain_table import plain_text; from rectify.view.sheet import line;"
        "plain_text([line('水电开发（一）')]); from rectify.view.width import cells; cells('水');"
        "assert not [m for m in sys.modules if m.startswith('rich')];"
        "cells('→'); assert not {'rich.console', 'rich.table', 'rich.text'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
