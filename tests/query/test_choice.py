from datetime import date
from typing import Any

import pytest

from rectify.model.issue import Issue
from rectify.query.choice import Filter
from rectify.query.facts import facts, value_at
from rectify.query.order import in_order
from rectify.query.pace import pace
from rectify.terms import Basis, Kind, Pace, Status
from tests.make import TODAY, issue

PAST, NEXT = {"date": "2019-02-28"}, {"date": "2019-03-31"}
STANDING = {"class": "standing", "text": "长期坚持"}


def step(on: str, **fields: Any) -> dict[str, Any]:
    """A submission, or with an outcome a closure, on that day."""
    return {"on": on, "by": "王芳", **fields}


def closed(on: str, **fields: Any) -> dict[str, Any]:
    """A closure on that day."""
    return step(on, outcome="rectified", **fields)


def stone(due: str | None, done_on: str | None = None) -> dict[str, Any]:
    """A milestone of these days."""
    return {"text": "x", "due": due, "done_on": done_on}


@pytest.mark.parametrize(
    ("stones", "fields", "expected"),
    [
        ([], {}, Pace.NO_MILESTONES),
        ([stone(None, "2019-01-01")], {}, Pace.NO_MILESTONES),
        ([], {"deadline": PAST}, Pace.OVERDUE),
        ([stone("2019-04-01", "2019-02-01")], {"deadline": PAST}, Pace.OVERDUE),
        ([stone("2019-03-01")], {}, Pace.ON_SCHEDULE),
        ([stone("2019-02-28")], {}, Pace.BEHIND),
        ([stone("2019-02-28", "2019-03-01")], {}, Pace.ON_SCHEDULE),
        ([stone("2019-02-28", "2019-01-01"), stone("2019-04-01", "2019-02-01")], {}, Pace.AHEAD),
        ([stone("2019-02-28"), stone("2019-04-01", "2019-02-01")], {}, Pace.BEHIND),
        ([stone("2019-02-20")], {"status": "submitted", "submissions": [step("2019-02-10")]}, Pace.ON_SCHEDULE),
        ([stone("2019-02-20")], {"status": "closed"}, Pace.BEHIND),
    ],
)
def test_the_pace_is_suggested_by_milestones(stones: list[Any], fields: dict[str, Any], expected: Pace) -> None:
    """Overdue before behind before ahead; no dated milestones cannot be judged; the finished are judged when done."""
    milestones = [{"id": str(number), **one} for number, one in enumerate(stones)]
    assert pace(issue(milestones=milestones, **fields), TODAY) is expected


FULL = issue(
    kind="petition",
    status="in_progress",
    units={"lead": "州政府", "responsible": ["县政府"]},
    person="李四",
    category="水",
    round="第一轮",
    tags=["垃圾", "水"],
    measures=[{"id": "M1", "text": "渗滤液抽干"}],
    notes="CAFÉ",
    deadline=NEXT,
    original_deadline=PAST,
)


@pytest.mark.parametrize(
    ("conditions", "takes"),
    [
        ({}, True),
        ({"statuses": frozenset({Status.OPEN, Status.IN_PROGRESS})}, True),
        ({"statuses": frozenset({Status.OPEN})}, False),
        ({"kinds": frozenset({Kind.PETITION})}, True),
        ({"units": frozenset({"县政府"})}, True),
        ({"units": frozenset({"省政府"})}, False),
        ({"persons": frozenset({"李四"})}, True),
        ({"categories": frozenset({"大气"})}, False),
        ({"rounds": frozenset({"第一轮"})}, True),
        ({"tags": frozenset({"水", "土"})}, True),
        ({"ids": frozenset({"QH-06"})}, False),
        ({"tags": frozenset({"水"}), "persons": frozenset({"张三"})}, False),
        ({"is_overdue": True}, False),
        ({"is_overdue": True, "basis": Basis.ORIGINAL}, True),
        ({"due_by": date(2019, 3, 31)}, True),
        ({"due_by": date(2019, 3, 30)}, False),
        ({"due_by": date(2019, 3, 31), "basis": Basis.ORIGINAL}, False),
        ({"search": "渗滤液抽"}, True),
        ({"search": "qh-05"}, True),
        ({"search": "cafe\u0301"}, True),
        ({"search": "州政府"}, True),
        ({"search": "[a-z]"}, False),
        ({"where": lambda data: data["days_left"] == 30}, True),
        ({"where": lambda data: data["overdue"], "basis": Basis.ORIGINAL}, True),
        ({"where": lambda data: data["overdue"]}, False),
    ],
)
def test_a_filter_takes_what_meets_every_condition(conditions: dict[str, Any], takes: bool) -> None:
    """One of several values of a condition is enough; letter case and ways of writing é make no difference."""
    assert Filter(**conditions).takes(FULL, TODAY) is takes


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "submitted", "deadline": NEXT},
        {"status": "submitted", "deadline": NEXT, "submissions": [step("2019-02-28")]},
        {},
        {"deadline": STANDING},
        {"deadline": PAST},
    ],
)
def test_what_is_done_late_or_without_a_day_is_not_due(fields: dict[str, Any]) -> None:
    """Due is what still has to be done, from today on."""
    assert not Filter(due_by=date(2019, 12, 31)).takes(issue(**fields), TODAY)


def test_facts_are_the_data_with_what_is_computed() -> None:
    """Kind and cycle are there also when they are the default."""
    known = facts(issue(deadline=PAST), TODAY)
    assert known["kind"] == "problem"
    assert (known["cycle"], known["done"], known["overdue"], known["days_left"], known["pace"]) == (
        1,
        False,
        True,
        -1,
        "overdue",
    )
    assert facts(FULL, TODAY, Basis.ORIGINAL)["overdue"] is True


def ids(issues: list[Issue]) -> str:
    """The ids in their order."""
    return "".join(one.id for one in issues)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([], "BCAED"),
        (["deadline"], "BCAED"),
        (["-deadline"], "AECBD"),
        (["id"], "ABCDE"),
        (["-id"], "EDCBA"),
        (["percent"], "CBAED"),
        (["-percent"], "BCAED"),
        (["status", "id"], "BACDE"),
        (["status", "-id"], "BEDCA"),
        (["days_left"], "BCAED"),
        (["overdue"], "AEDBC"),
        (["units.responsible"], "DEBCA"),
    ],
)
def test_issues_are_sorted_by_fields(fields: list[str], expected: str) -> None:
    """By deadline unless said; `-` turns round; what has no value comes last; equals keep the usual order."""
    some = [
        issue("A", deadline=NEXT),
        issue("B", deadline={"date": "2019-01-01"}, percent=10, status="in_progress"),
        issue("C", deadline={"date": "2019-02-01"}, percent=9),
        issue("D", deadline=STANDING, units={"responsible": ["a"]}),
        issue("E", deadline=NEXT, units={"responsible": ["b"]}),
    ]
    assert ids(in_order(some, fields, TODAY)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"), [([], "BA"), (["deadline"], "BA"), (["-overdue"], "BA"), (["days_left"], "BA")]
)
def test_the_order_follows_the_basis(fields: list[str], expected: str) -> None:
    """What was due first at first comes first; the other way round by the present deadlines."""
    some = [issue("A", deadline=PAST), issue("B", deadline=NEXT, original_deadline={"date": "2019-01-01"})]
    some[0] = issue("A", deadline=PAST, original_deadline=NEXT)
    assert ids(in_order(some, fields, TODAY, Basis.ORIGINAL)) == expected
    assert ids(in_order(some, fields, TODAY)) == expected[::-1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deadline.date", "2019-03-31"),
        ("units.responsible", ["县政府"]),
        ("measures.text", ["渗滤液抽干"]),
        ("measures.text.x", []),
        ("title.x", None),
        ("nothing", None),
        ("deadline.nothing.x", None),
    ],
)
def test_a_dotted_name_leads_to_a_value(name: str, expected: object) -> None:
    """Through a list it gives the values of its parts; where it leads nowhere there is none."""
    assert value_at(facts(FULL, TODAY), name) == expected
