"""Who watches while a large file is copied."""

import io

import pytest

from rectify.cli.watch import LARGE, BarOn
from tests.cli.harness import Screen


@pytest.mark.parametrize(
    ("screen", "size", "is_drawn"),
    [(Screen(), LARGE + 1, True), (Screen(), LARGE, False), (io.StringIO(), 10**9, False)],
)
def test_a_bar_is_drawn_where_a_person_looks_and_it_lasts(screen: io.StringIO, size: int, is_drawn: bool) -> None:
    """Above five megabytes, on a terminal, and nowhere else."""
    with BarOn(screen)("录像.mp4", size) as step:
        step(size)
    assert ("录像.mp4" in screen.getvalue()) is is_drawn
