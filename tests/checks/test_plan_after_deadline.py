from typing import Any

import pytest

from rectify.checks.plan_after_deadline import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

DAY = {"date": "2018-12-31"}


def stone(id_: str, due: str | None) -> dict[str, Any]:
    """A milestone."""
    return {"id": id_, "text": "动工", **({"due": due} if due else {})}


def measure(id_: str, **deadline: str) -> dict[str, Any]:
    """A measure."""
    return {"id": id_, "text": "清淤", **({"deadline": deadline} if deadline else {})}


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, []),
        ({"deadline": DAY, "milestones": [stone("S1", "2018-12-31")]}, []),
        ({"deadline": DAY, "milestones": [stone("S1", None)], "measures": [measure("M1")]}, []),
        ({"deadline": DAY, "measures": [measure("M1", text="2019年9月前")]}, []),
        ({"milestones": [stone("S1", "2030-01-01")]}, []),
        ({"deadline": {"class": "standing"}, "milestones": [stone("S1", "2030-01-01")]}, []),
        (
            {"deadline": DAY, "milestones": [stone("S1", "2018-06-30"), stone("S2", "2019-01-01")]},
            [("milestones[1].due", "Q-1 has milestone S2 due on 2019-01-01, after the deadline of 2018-12-31")],
        ),
        (
            {"deadline": DAY, "measures": [measure("M1", date="2019-03-31")]},
            [("measures[0].deadline", "Q-1 has measure M1 due on 2019-03-31, after the deadline of 2018-12-31")],
        ),
    ],
)
def test_no_part_of_the_plan_is_due_after_the_whole(fields: dict[str, Any], flaws: list[tuple[str, str]]) -> None:
    """Only days that are certain can contradict each other; the deadline's own day is still in time."""
    assert [(flaw.path, flaw.message) for flaw in find(seen(issue(**fields)))] == flaws


def test_it_is_an_error() -> None:
    """A plan that cannot be kept contradicts itself."""
    (flaw,) = find(seen(issue(deadline=DAY, milestones=[stone("S1", "2019-01-01")])))
    assert (flaw.check, flaw.severity) == ("plan-after-deadline", Severity.ERROR)
