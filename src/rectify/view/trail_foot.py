"""THE EYE: the trail in one line, for the foot of a page: whoever keeps that line elsewhere anchors the trail."""

from typing import Final

from rectify.view.labels import number_of

SHORT: Final = 16
"""So many hex digits of a head are printed at the foot of a page."""


def trail_foot(runs: int, head: str | None) -> str:
    """`trail: 135 runs, head 0123456789abcdef`; what is not recorded yet has no head.

    Args:
        runs: how many the trail holds.
        head: the sha256 of its last recorded line, in hex.
    """
    if head is None:
        return "trail: nothing is recorded yet"
    return f"trail: {number_of(runs, 'run')}, head {head[:SHORT]}"
