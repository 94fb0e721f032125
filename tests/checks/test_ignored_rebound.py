from typing import Any

import pytest

from rectify.checks.ignored_rebound import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


def looked(on: str | None, result: str | None = "rebound", **fields: Any) -> dict[str, Any]:
    """A look-back, done where it has a day."""
    return {"due": "2019-06-01", "on": on, "by": "李敏", "result": result} | fields


BACK = looked("2019-06-10")


@pytest.mark.parametrize(
    ("look_backs", "place"),
    [
        ([], None),
        ([BACK], 0),
        ([looked("2019-06-01", "held"), BACK], 1),
        ([BACK, looked(None, None)], 0),
        ([BACK, looked("2019-06-20", "held")], None),
        ([looked("2019-06-20", "held"), BACK], None),
        ([looked("2019-06-10", "held"), BACK], 1),
        ([looked("2019-06-10", cycle=2)], None),
    ],
)
def test_a_rebound_is_taken_up(look_backs: list[Any], place: int | None) -> None:
    """The last look counts; of one day the one that was recorded last."""
    flaws = list(find(seen(issue(status="closed", look_backs=look_backs))))
    words = "Q-1 was found rebounded on 2019-06-10 by 李敏, and is still closed"
    found = [(flaw.message, flaw.path, flaw.severity) for flaw in flaws]
    assert found == ([] if place is None else [(words, f"look_backs[{place}]", Severity.ERROR)])
    assert all(flaw.hint == "rectify reopen Q-1 --rebound --reason TEXT" for flaw in flaws)


def test_what_was_reopened_is_taken_up() -> None:
    """It is in its next cycle, and not closed."""
    assert list(find(seen(issue(status="in_progress", cycle=2, look_backs=[BACK])))) == []
    assert list(find(seen(issue(status="in_progress", look_backs=[BACK])))) == []
