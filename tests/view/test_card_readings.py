from typing import Any

import pytest

from rectify.view.card_readings import reading_blocks
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import HOSTILE, WIDTHS, assert_harmless, issue

COD: dict[str, Any] = {
    "name": "COD",
    "baseline": 80,
    "target": 40,
    "readings": [
        {"on": "2025-03-01", "value": "45"},
        {"on": "2025-01-01", "value": "60.5", "by": "王芳"},
        {"on": "2025-05-01", "value": "48", "by": "李强"},
    ],
}


def told(**fields: Any) -> str:
    """The section as a pipe gets it."""
    return plain_text(reading_blocks(issue(**fields)))


def test_readings_stand_in_the_order_of_their_days() -> None:
    """Each judged against the one before: only better, never worse."""
    assert told(indicators=[COD, {"name": "pH"}]) == (
        "\nReadings\n"
        "  FIGURE  READ ON     VALUE         BY\n"
        "  COD     2025-01-01   60.5  -      王芳\n"
        "  COD     2025-03-01     45  -      -\n"
        "  COD     2025-05-01     48  worse  李强\n"
    )


def test_what_was_read_after_the_closure_is_marked() -> None:
    """While the issue is closed; after a rebound the old closure is no measure."""
    closures = [{"on": "2025-03-01", "by": "周办", "outcome": "rectified"}]
    assert "48  worse, after the closure" in told(indicators=[COD], status="closed", closures=closures)
    assert "after the closure" not in told(indicators=[COD], closures=closures)
    assert "after the closure" not in told(indicators=[COD], status="closed")


def test_a_figure_without_direction_is_never_worse() -> None:
    """Nobody knows which way is up; the first reading is judged against the baseline."""
    readings = [{"on": "2025-01-01", "value": "9"}, {"on": "2025-02-01", "value": "1"}]
    assert "worse" not in told(indicators=[{"name": "pH", "readings": readings}])
    assert told(indicators=[{"name": "树", "baseline": 10, "target": 90, "readings": readings}]).count("worse") == 2
    assert reading_blocks(issue(indicators=[{"name": "pH"}])) == ()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_terminal(width: int) -> None:
    """No day is broken; dangerous text is escaped."""
    part = COD | {"name": HOSTILE, "readings": [{"on": "2025-01-01", "value": "99", "by": HOSTILE}]}
    text = render(reading_blocks(issue(indicators=[part, COD])), width=width, color=False)
    assert all(cells(one) <= width for one in text.split("\n"))
    assert "2025-01-01" in text
    assert_harmless(text, markup=False)
