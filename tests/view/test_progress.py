"""A progress bar."""

import io

from rectify.view.progress import watching


def test_a_bar_counts_the_steps_and_goes_away() -> None:
    """Once a step; the work is done when the bar is."""
    out = io.StringIO()
    with watching(out, 2) as step:
        step()
        step()
    assert "\x1b" not in out.getvalue()
