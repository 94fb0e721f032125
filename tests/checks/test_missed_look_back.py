from typing import Any

import pytest

from rectify.checks.missed_look_back import find
from rectify.model.header import Header
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

POLICY = Header.model_validate({"policy": {"look_back_months": ["6", "3"]}})
CLOSURE = {"on": "2019-03-31", "by": "王芳", "outcome": "rectified"}
CLOSED: dict[str, Any] = {"status": "closed", "outcome": "rectified", "closures": [CLOSURE]}
UNPLANNED = "Q-1 has been closed since 2019-03-31, and nobody has planned a look-back; it was due on 2019-06-30"


@pytest.mark.parametrize(
    ("look_back", "words"),
    [
        ({"due": "2019-07-01"}, None),
        ({"due": "2019-06-30"}, "Q-1 has a look-back that was due on 2019-06-30, 1 day ago, and was not done"),
        ({"due": "2019-06-01"}, "Q-1 has a look-back that was due on 2019-06-01, 30 days ago, and was not done"),
        ({"due": "2019-06-01", "on": "2019-06-20", "result": "held"}, None),
        ({"due": "2019-06-01", "cycle": 2}, None),
    ],
)
def test_a_planned_look_back_is_done_by_its_day(look_back: dict[str, Any], words: str | None) -> None:
    """Of the present cycle, and whatever the policy says."""
    flaws = list(find(seen(issue(**CLOSED, look_backs=[look_back]))))
    assert [flaw.message for flaw in flaws] == ([words] if words else [])
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("missed-look-back", Severity.WARNING, "look_backs[0]")
        assert flaw.hint == "rectify lookback Q-1 --result held, or --result rebound"


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({}, True),
        ({"closures": [CLOSURE | {"on": "2019-04-01"}]}, False),
        ({"closures": [CLOSURE, CLOSURE | {"on": "2019-06-01", "cycle": 2}], "cycle": 2}, False),
        ({"closures": []}, False),
        ({"closures": [CLOSURE | {"on": "9999-12-31"}]}, False),
        ({"look_backs": [{"due": "2019-12-31"}]}, False),
        ({"outcome": "merged"}, False),
        ({"status": "verified", "outcome": None}, False),
    ],
)
def test_the_policy_says_when_to_look_back(fields: dict[str, Any], is_told: bool) -> None:
    """After its first span; what is planned for later was planned by somebody."""
    flaws = list(find(seen(issue(**(CLOSED | fields)), header=POLICY)))
    assert [flaw.message for flaw in flaws] == [UNPLANNED] * is_told


def test_without_a_span_in_the_policy_nothing_is_asked() -> None:
    """Profile simple looks back when it is planned."""
    assert list(find(seen(issue(**CLOSED)))) == []
