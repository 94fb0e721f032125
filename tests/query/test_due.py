from datetime import date
from typing import Any

import pytest

from rectify.model.due_entry import DueEntry
from rectify.model.issue import Issue
from rectify.model.policy import Policy
from rectify.model.traits import meets
from rectify.query.due import Window, by_unit, clock_of, due, unclear
from rectify.terms import Basis, Role
from tests.make import TODAY, evidence, issue, register

WINDOW = Window(TODAY, date(2019, 3, 31))
UNITS: dict[str, Any] = {"units": {"responsible": ["县住建局"], "lead": "县政府"}}
PLAN: dict[str, Any] = {
    "milestones": [
        {"id": "S1", "text": "动工", "due": "2019-02-01", "done_on": "2019-02-01"},
        {"id": "S2", "text": "完工", "due": "2019-02-28"},
        {"id": "S3", "text": "验收", "due": "2019-04-01"},
        {"id": "S4", "text": "不定"},
    ],
    "measures": [
        {"id": "M1", "text": "清淤", "unit": "水务", "deadline": {"date": "2019-03-05"}},
        {"id": "M2", "text": "覆土", "deadline": {"date": "2019-03-01"}},
        {"id": "M3", "text": "管护", "deadline": {"class": "standing"}},
        {"id": "M4", "text": "拆除", "deadline": {"date": "2019-03-01"}, "done_on": "2019-02-01"},
    ],
}


def is_unclear(one: Issue, policy: Policy) -> bool:
    """True when an issue meets all that is asked of one without a day."""
    return all(meets(one, test) for test in unclear(policy))


def told(*issues: Issue, window: Window = WINDOW, **header: Any) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Issue and matter, urgency, day, units of everything that is due."""
    return [
        (f"{entry.issue.id} {entry.matter} {entry.part}".strip(), entry.urgency, str(entry.day), entry.units)
        for entry in due(register(*issues, **header), window)
    ]


def test_the_work_is_due_from_who_does_it() -> None:
    """Late first; a measure from its own unit, by the name that the header has for it."""
    one = issue(status="in_progress", deadline={"date": "2019-03-31"}, **UNITS, **PLAN)
    doing = ("县住建局",)
    assert told(one, units={"县水利局": ["水务"]}) == [
        ("QH-05 milestone S2", "late", "2019-02-28", doing),
        ("QH-05 measure M2", "due", "2019-03-01", doing),
        ("QH-05 measure M1", "coming", "2019-03-05", ("县水利局",)),
        ("QH-05 deadline", "coming", "2019-03-31", doing),
    ]


@pytest.mark.parametrize(
    ("fields", "until", "expected"),
    [
        ({"deadline": {"date": "2019-04-01"}}, "2019-03-31", []),
        ({"deadline": {"date": "2019-04-01"}}, "2019-04-01", ["coming"]),
        ({"deadline": {"date": "2019-02-28"}}, "2019-03-01", ["late"]),
        ({"deadline": {"date": "2019-02-28"}, "status": "submitted"}, "2019-03-31", ["waiting"]),
        ({"deadline": {"text": "2019年9月前"}}, "2019-12-31", []),
        ({"deadline": {"class": "standing"}}, "2019-12-31", []),
        ({"deadline": {"date": "2019-02-01"}, "status": "closed"}, "2019-12-31", []),
    ],
)
def test_the_window_bounds_what_lies_ahead(fields: dict[str, Any], until: str, expected: list[str]) -> None:
    """What is late is always told, and so is what waits; what is done is not due."""
    window = Window(TODAY, date.fromisoformat(until))
    assert [urgency for _, urgency, _, _ in told(issue(**fields), window=window)] == expected


def test_the_first_deadline_may_be_the_one_that_counts() -> None:
    """Against it an issue may be late that has been given more time."""
    moved = issue(deadline={"date": "2019-06-30"}, original_deadline={"date": "2018-12-31"})
    assert told(moved) == []
    assert told(moved, window=Window(TODAY, TODAY, Basis.ORIGINAL)) == [("QH-05 deadline", "late", "2018-12-31", ())]


@pytest.mark.parametrize(
    ("fields", "petition_days", "expected"),
    [
        ({"deadline": {"date": "2019-03-09"}}, None, date(2019, 3, 9)),
        ({"received_on": "2019-02-25"}, 10, date(2019, 3, 7)),
        ({"received_on": "2019-02-25", "deadline": {"date": "2019-03-09"}}, 10, date(2019, 3, 9)),
        ({"received_on": "2019-02-25"}, None, None),
        ({}, 10, None),
        ({"received_on": "2019-02-25", "kind": "problem"}, 10, None),
        ({"received_on": "9999-12-30"}, 10, date.max),
    ],
)
def test_a_petition_goes_by_its_own_clock(
    fields: dict[str, Any], petition_days: int | None, expected: date | None
) -> None:
    """Without a deadline by the policy's, from the day it was received."""
    one = issue(**({"kind": "petition"} | fields))
    policy = Policy(petition_days=petition_days)
    assert clock_of(one, policy) == expected
    assert is_unclear(one, policy) is (expected is None)


def test_a_petition_is_told_apart() -> None:
    """With the day it came in."""
    one = issue(kind="petition", received_on="2019-02-25")
    (entry,) = due(register(one, policy={"petition_days": "10"}), WINDOW)
    assert (entry.matter, entry.since, [(step.name, step.on) for step in entry.steps]) == (
        "petition",
        date(2019, 2, 25),
        [("received", date(2019, 2, 25))],
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"deadline": {"class": "standing"}}, ["QH-05 review"]),
        ({"deadline": {"class": "standing"}, "status": "closed"}, ["QH-05 review"]),
        ({"status": "closed"}, []),
    ],
)
def test_a_standing_duty_is_looked_at_on_its_day(fields: dict[str, Any], expected: list[str]) -> None:
    """Also when it is closed: it stands for ever."""
    assert [name for name, _, _, _ in told(issue(review_on="2019-03-01", **fields))] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "rectify assign QH-05 --unit UNIT"),
        (UNITS, "rectify start QH-05"),
        ({**UNITS, "status": "in_progress"}, "rectify submit QH-05 --evidence FILE"),
        ({**UNITS, "status": "in_progress", "evidence": [evidence()]}, "rectify submit QH-05 --evidence FILE"),
    ],
)
def test_the_next_command_is_named(fields: dict[str, Any], expected: str) -> None:
    """A unit first, then the beginning, then the submission."""
    (entry,) = due(register(issue(deadline={"date": "2019-03-01"}, **fields)), WINDOW)
    assert entry.next == expected


def test_what_is_not_unclear() -> None:
    """What is done, or stands for ever, needs no certain day."""
    policy = Policy()
    assert is_unclear(issue(), policy)
    assert not is_unclear(issue(status="submitted"), policy)
    assert not is_unclear(issue(deadline={"class": "standing"}), policy)


def entry_of(*units: str, role: Role = Role.RESPONSIBLE) -> DueEntry:
    """A matter of these units."""
    (entry,) = due(register(issue(deadline={"date": "2019-03-01"})), WINDOW)
    return entry.of(entry.matter, units=units, role=role)


def test_matters_stand_by_who_must_act() -> None:
    """Under each of their units; by role where no unit is known."""
    both, one, nobody = entry_of("甲", "乙"), entry_of("乙", role=Role.ACCEPTING), entry_of(role=Role.OFFICE)
    assert by_unit([both, one, nobody]) == {
        (Role.RESPONSIBLE, "甲"): (both,),
        (Role.RESPONSIBLE, "乙"): (both, one),
        (Role.OFFICE, ""): (nobody,),
    }


def test_only_the_issues_asked_for_are_looked_at() -> None:
    """The rest is not judged at all."""
    late = {"deadline": {"date": "2019-02-01"}}
    found = due(register(issue("A", **late), issue("B", **late)), WINDOW, [issue("B", **late)])
    assert [entry.issue.id for entry in found] == ["B"]


@pytest.mark.parametrize(
    "fields",
    [
        {"escalations": [{"rung": "urge", "on": "2019-02-27", "by": "周办"}]},
        {"status": "closed", "look_backs": [{"due": "2019-02-01", "on": "2019-02-27", "result": "rebound"}]},
    ],
)
def test_what_waits_is_in_sight_of_a_window_that_lies_behind(fields: dict[str, Any]) -> None:
    """What began to wait before today is told, however little is looked ahead."""
    behind = Window(TODAY, date(2019, 2, 1))
    (entry,) = due(register(issue(**fields)), behind)
    assert (entry.urgency, entry.since) == ("waiting", date(2019, 2, 27))
