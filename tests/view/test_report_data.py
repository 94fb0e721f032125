"""A period in figures as JSON."""

import json
from typing import Any

from rectify.query.report import Report
from rectify.view.report_data import report_json
from tests.view.reports import month, unrecorded
from tests.view.samples import HOSTILE, assert_harmless


def data_of(found: Report) -> dict[str, Any]:
    """The object."""
    told: dict[str, Any] = json.loads(report_json(found, head="ab" * 32, chosen=["unit 甲"]))
    return told


def test_the_object_says_what_the_figures_are_of() -> None:
    """Period, day, the one before, run and digest."""
    told = data_of(month())
    assert told["period"] == {"name": "2019-03", "first": "2019-03-01", "last": "2019-03-31"}
    assert told["previous"] == {"name": "2019-02", "first": "2019-02-01", "last": "2019-02-28", "since": None}
    assert (told["as_of"], told["since"], told["runs"], told["head"]) == ("2019-03-31", None, 5, "ab" * 32)
    assert (told["basis"], told["chosen"], told["count"]) == ("current", ["unit 甲"], 3)
    assert data_of(month(period="2019-02"))["previous"]["since"] == "2019-01-10"


def test_each_list_has_its_figures() -> None:
    """With all denominators, the steps, the balance of the stages, the days, the overdue, the groups."""
    part = data_of(month())["lists"][0]
    assert part["kind"] == "problem"
    assert (part["now"]["closed"], part["now"]["of"], part["before"]["closed"]) == (1, 3, 1)
    assert (part["steps"]["rebounded"], part["steps_before"]["submitted"]) == (1, 1)
    assert part["standing_steps"] == {"begun": 1}
    assert part["recorded_late"] == {"closed": 1}
    assert part["moves"] == [
        {"from": "waiting", "to": "closed", "times": 1},
        {"from": "closed", "to": "in_progress", "times": 1},
        {"from": "not_begun", "to": "in_progress", "times": 1},
    ]
    assert part["closed_after"] == {"of": 1, "judged": 1, "median": 20, "longest": 20, "issue": "A"}
    assert part["overdue"] == [
        {
            "id": "B",
            "title": "渗滤液外溢",
            "units": ["甲川县水务局"],
            "deadline": {"date": "2019-02-28"},
            "original_deadline": {"date": "2019-03-10"},
            "days_late": 31,
        }
    ]
    place = part["groups"]["place"][0]
    assert (place["name"], place["now"]["rebounded"], place["before"]["rebounded"]) == ("甲川", 1, 0)


def test_what_is_not_on_record_is_null() -> None:
    """Not nought."""
    first = data_of(month(period="2019-01"))
    assert (first["previous"], first["since"], first["lists"][0]["before"]) == (None, "2019-01-10", None)
    assert first["lists"][0]["steps_before"] is None
    bare = data_of(unrecorded())["lists"][0]
    assert (bare["steps"], bare["moves"], bare["recorded_late"]) == (None, None, {})
    assert bare["groups"]["place"][0]["before"] is None


def test_dangerous_texts_are_escaped() -> None:
    """As in all JSON."""
    assert_harmless(report_json(month(HOSTILE), head=None))
