"""A progress bar."""

import io

from rectify.view.progress import reading, watching
from tests.view.samples import HOSTILE


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


def test_a_bar_counts_the_steps_and_goes_away() -> None:
    """Once a step; the work is done when the bar is."""
    out = io.StringIO()
    with watching(out, 2) as step:
        step()
        step()
    assert "\x1b" not in out.getvalue()


def test_a_bar_of_steps_is_drawn_from_the_first_on() -> None:
    """What goes before has a bar of its own; work without a step has none."""
    out = Terminal()
    with watching(out, 2) as step:
        assert out.getvalue() == ""
        step()
        assert "judging" in out.getvalue()


def test_a_bar_of_a_file_shows_its_name_and_how_much_is_read() -> None:
    """The name is shown as it is, never as markup, nor as what a terminal would obey."""
    out = Terminal()
    with reading(out, f"[red]录像{HOSTILE}", 2_000_000) as step:
        step(1_000_000)
        step(1_000_000)
    assert "[red]录像" in out.getvalue()
    assert "2.0/2.0 MB" in out.getvalue()
    assert HOSTILE not in out.getvalue()
