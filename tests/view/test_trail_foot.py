import pytest

from rectify.view.trail_foot import trail_foot

HEAD = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("runs", "head", "words"),
    [
        (135, HEAD, "trail: 135 runs, head 0123456789abcdef"),
        (1, HEAD, "trail: 1 run, head 0123456789abcdef"),
        (0, None, "trail: nothing is recorded yet"),
    ],
)
def test_the_trail_is_told_in_one_line(runs: int, head: str | None, words: str) -> None:
    """The number of its runs, and the first 16 hex digits of its head."""
    assert trail_foot(runs, head) == words
