import json
from datetime import date

from rectify.model.due_entry import Matter
from rectify.query.links import Again
from rectify.terms import Basis, Role
from rectify.view.due_data import appointments, due_json
from tests.view.samples import HOSTILE, TODAY, assert_harmless, issue
from tests.view.test_due import ALL, ASKED, BOTH, WAITING, entry


def test_what_is_due_as_json() -> None:
    """Counts with their denominators, then every matter once."""
    data = json.loads(due_json(ALL, ASKED, basis=Basis.ORIGINAL, again=[Again("", 2, 1)]))
    entries = data.pop("entries")
    assert data == {
        "schema": "rectify/1",
        "as_of": "2025-06-20",
        "until": "2025-07-20",
        "basis": "original",
        "count": 4,
        "issues": 2,
        "looked_at": 4,
        "unclear": 0,
        "total": 9,
        "late": 1,
        "due": 1,
        "coming": 1,
        "waiting": 1,
        "again": [{"place": None, "petitions": 2, "again": 1}],
    }
    assert entries[3] == {
        "id": "XN-1",
        "title": "甲川县垃圾填埋场渗滤液外溢",
        "kind": "problem",
        "status": "open",
        "cycle": 1,
        "matter": "closure",
        "part": None,
        "what": None,
        "urgency": "waiting",
        "role": "office",
        "units": [],
        "day": None,
        "since": "2025-05-11",
        "days": 40,
        "steps": [{"step": "submitted", "on": "2025-05-01"}, {"step": "verified", "on": "2025-05-11"}],
        "next": "",
    }
    assert (entries[0]["part"], entries[0]["what"], entries[0]["day"]) == ("S1", "完工", "2025-06-01")


def test_what_has_a_day_stands_in_a_calendar() -> None:
    """In the order of the days, by lasting names; what waits without a day does not."""
    days = appointments([BOTH, WAITING, entry(what="x", way="rectify start XN-1")])
    assert [(one.key, one.day) for one in days] == [
        ("XN-1/1/deadline/", TODAY),
        ("XN-2/1/look_back/", date(2025, 7, 1)),
    ]
    assert days[0].summary == "XN-1 deadline: 甲川县垃圾填埋场渗滤液外溢"
    assert days[0].description == "某县住建局\nx\nrectify start XN-1"
    assert days[1].description == "甲、乙"
    assert days[1].categories == ("look_back",)


def test_nobody_is_named_in_a_calendar_by_the_role() -> None:
    """And no dangerous text goes there."""
    hostile = entry(Matter.OBJECTION, units=(), role=Role.PUBLIC_DESK, what=HOSTILE, issue=issue(title=HOSTILE))
    (one,) = appointments([hostile])
    assert one.description.startswith("the public desk\n")
    assert_harmless(one.summary + one.description)
