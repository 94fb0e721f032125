from typing import Any

import pytest

from rectify.model.extensions import (
    extensions_left,
    granted_extensions,
    has_lapsed,
    open_request,
    present_extensions,
)
from tests.make import issue

WISH: dict[str, Any] = {"on": "2019-02-20", "by": "周某", "to": {"date": "2019-12-31"}, "reason": "r"}


def wishes(*states: str, **more: Any) -> list[dict[str, Any]]:
    """Extensions in these states."""
    return [{**WISH, "state": state, **more} for state in states]


ALL = ("recorded", "approved", "rejected", "withdrawn", "requested")


def test_those_approved_and_those_recorded_are_granted() -> None:
    """What was rejected, withdrawn or never decided takes nothing from the limit."""
    one = issue(extensions=wishes(*ALL))
    assert granted_extensions(one) == one.extensions[:2]
    assert open_request(one) == one.extensions[4]


@pytest.mark.parametrize(
    ("states", "limit", "left"),
    [
        ((), None, None),
        ((), 2, 2),
        (ALL, 3, 1),
        (ALL, 2, 0),
        (ALL, 1, 0),
        (ALL, None, None),
    ],
)
def test_how_many_are_left(states: tuple[str, ...], limit: int | None, left: int | None) -> None:
    """No fewer than none, where a limit was lowered; without a limit there is no number."""
    assert extensions_left(issue(extensions=wishes(*states)), limit) == left


def test_a_cycle_has_its_own() -> None:
    """Those of the cycle before count no more, and what was not decided in it has lapsed."""
    one = issue(cycle=2, extensions=[*wishes(*ALL), *wishes("approved", cycle=2)])
    assert present_extensions(one) == granted_extensions(one) == one.extensions[5:]
    assert open_request(one) is None
    assert [has_lapsed(wish, one) for wish in one.extensions] == [*[False] * 4, True, False]


def test_a_closure_makes_a_request_lapse() -> None:
    """Nobody waits for a decision on what is struck off."""
    (wish,) = wishes("requested")
    assert open_request(issue(status="closed", extensions=[wish])) is None
    closed, going = issue(status="closed", extensions=[wish]), issue(status="verified", extensions=[wish])
    assert has_lapsed(closed.extensions[0], closed)
    assert not has_lapsed(going.extensions[0], going)
