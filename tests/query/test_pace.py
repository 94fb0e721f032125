from datetime import date
from typing import Any

import pytest

from rectify.query.facts import facts
from rectify.query.pace import colour_of, coloured, nodes_of, pace
from rectify.terms import Basis, Pace
from tests.make import TODAY, issue

DUE: dict[str, Any] = {"deadline": {"date": "2019-06-30"}}
MET = {"id": "S1", "text": "动工", "due": "2019-01-31", "done_on": "2019-02-10"}
MISSED = {"id": "S2", "text": "完工", "due": "2019-02-28"}
AHEAD = {"id": "S3", "text": "验收", "due": "2019-06-30"}
BEYOND = {"id": "S4", "text": "补种", "due": "2019-07-01"}
MEASURE = {"id": "M1", "text": "清淤", "deadline": {"date": "2019-02-28"}}
SUBMITTED: dict[str, Any] = {"status": "submitted", "submissions": [{"on": "2019-02-20", "by": "王芳"}]}


@pytest.mark.parametrize(
    ("fields", "colour", "why"),
    [
        ({"milestones": [MET, AHEAD]}, "blue", "1 of 2 dated milestones done, none missed"),
        (
            {"milestones": [MET], "measures": [{**MEASURE, "done_on": "2019-03-01"}]},
            "blue",
            "2 of 2 dated nodes done, none missed",
        ),
        ({"milestones": [MET, MISSED, AHEAD]}, "yellow", "milestone S2 was due on 2019-02-28 and is not done"),
        ({"measures": [MEASURE], "milestones": [AHEAD]}, "yellow", "measure M1 was due on 2019-02-28 and is not done"),
        ({"measures": [{**MEASURE, "done_on": "2019-03-01"}]}, "blue", "1 of 1 dated measures done, none missed"),
        (
            {"milestones": [MISSED, BEYOND]},
            "red",
            "milestone S4 is due on 2019-07-01, after the deadline of 2019-06-30",
        ),
        ({"milestones": [{**BEYOND, "done_on": "2019-02-01"}]}, "blue", "1 of 1 dated milestones done, none missed"),
        ({"deadline": {"date": "2019-02-28"}}, "red", "the deadline of 2019-02-28 passed before it was done"),
        ({"milestones": [MISSED], **SUBMITTED}, "blue", "0 of 1 dated milestones done, none missed"),
        ({"milestones": [MET, BEYOND], **SUBMITTED}, "blue", "1 of 2 dated milestones done, none missed"),
        (
            {"deadline": {"date": "2019-02-19"}, **SUBMITTED},
            "red",
            "the deadline of 2019-02-19 passed before it was done",
        ),
        ({}, None, "no dated milestone or measure, cannot be judged"),
        ({"milestones": [{"id": "S", "text": "x"}]}, None, "no dated milestone or measure, cannot be judged"),
        (
            {"measures": [{"id": "M", "text": "x"}, {"id": "N", "text": "x", "deadline": {"class": "standing"}}]},
            None,
            "no dated milestone or measure, cannot be judged",
        ),
        ({"deadline": None, "milestones": [MISSED]}, None, "no certain deadline, cannot be judged"),
        (
            {"deadline": {"text": "2019年9月前"}, "milestones": [MET]},
            None,
            "no certain deadline, cannot be judged",
        ),
        (
            {"deadline": {"class": "standing"}, "milestones": [MISSED]},
            None,
            "a standing duty has no day to finish by",
        ),
        ({"status": "verified", "milestones": [MET]}, None, "finished on a day that is not known, cannot be judged"),
    ],
)
def test_the_colour_of_a_plan(fields: dict[str, Any], colour: str | None, why: str) -> None:
    """Blue: nodes met. Yellow: one missed. Red: cannot finish in time. What cannot be judged is never blue."""
    found = coloured(issue(**(DUE | fields)), TODAY)
    assert (found.colour, found.why) == (colour, why)


def test_a_node_is_missed_after_its_day() -> None:
    """On the day itself it can still be met; the deadline's own day is in time."""
    one = issue(**DUE, milestones=[MISSED])
    assert colour_of(one, date(2019, 2, 28)) == "blue"
    assert colour_of(one, date(2019, 3, 1)) == "yellow"
    assert colour_of(one, date(2019, 6, 30)) == "yellow"
    assert colour_of(one, date(2019, 7, 1)) == "red"


def test_colour_and_pace_go_by_the_deadline_that_counts() -> None:
    """Against the first deadline a node may lie beyond it; a standing duty that had a day once is judged by it."""
    moved = issue(**DUE, original_deadline={"date": "2019-02-28"}, milestones=[AHEAD])
    assert (colour_of(moved, TODAY), colour_of(moved, TODAY, Basis.ORIGINAL)) == ("blue", "red")
    assert (pace(moved, TODAY), pace(moved, TODAY, Basis.ORIGINAL)) == (Pace.ON_SCHEDULE, Pace.OVERDUE)
    assert facts(moved, TODAY)["colour"] == "blue"
    assert facts(moved, TODAY, Basis.ORIGINAL)["pace"] == "overdue"
    assert facts(issue(), TODAY)["colour"] is None


def test_nodes_are_what_has_a_certain_day() -> None:
    """Milestones first, then measures, by their names."""
    one = issue(milestones=[AHEAD, {"id": "S", "text": "x"}], measures=[MEASURE, {"id": "M2", "text": "x"}])
    assert [(node.name, str(node.due)) for node in nodes_of(one)] == [
        ("milestone S3", "2019-06-30"),
        ("measure M1", "2019-02-28"),
    ]
