from typing import Any

import pytest

from rectify.checks.uncertain_day import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, []),
        ({"deadline": {"date": "2018-12-31", "text": "2018年底"}}, []),
        ({"deadline": {"class": "standing", "text": "长期坚持"}}, []),
        ({"deadline": {"class": "immediate", "text": "立行立改"}}, []),
        (
            {"deadline": {"text": "2019年9月前"}},
            [("deadline", "Q-1 has a deadline without a certain day (2019年9月前)")],
        ),
        (
            {"measures": [{"id": "M1", "text": "清淤", "deadline": {"text": "年内"}}]},
            [("measures[0].deadline", "Q-1 has a deadline without a certain day (年内)")],
        ),
        (
            {"milestones": [{"id": "S1", "text": "动工", "due": "2018-06-01"}, {"id": "S2", "text": "完工"}]},
            [("milestones[1]", "Q-1 has milestone S2 without a day")],
        ),
    ],
)
def test_a_wording_that_means_a_day_but_gives_none_is_told(
    fields: dict[str, Any], flaws: list[tuple[str, str]]
) -> None:
    """Standing and immediate duties mean no day; everything else that has none is a gap."""
    found = list(find(seen(issue(**fields))))
    assert [(flaw.path, flaw.message) for flaw in found] == flaws
    assert all((flaw.check, flaw.severity) == ("uncertain-day", Severity.WARNING) for flaw in found)


def test_the_hint_is_the_edit_that_makes_it_certain() -> None:
    """The path in the hint is the one that `edit` takes."""
    (flaw,) = find(seen(issue(deadline={"text": "2019年9月前"})))
    assert flaw.hint == "when the day is certain: rectify edit Q-1 --set deadline.date=DATE --reason TEXT"
