"""Reports that the tests of the views share: a month of a made-up register, with something of everything."""

from datetime import date
from typing import Any

from rectify.model.issue import Issue
from rectify.periods import read_period
from rectify.query.report import Report, Wish, report, report_as_it_stands
from tests.make import issue, register
from tests.stories import story, told

LATER = date(2019, 12, 31)
CLOSURE = {"on": "2019-03-12", "by": "王芳", "outcome": "rectified"}
SUBMITTED = {"status": "submitted", "submissions": [{"on": "2019-02-20", "by": "王明"}]}
CLOSED = SUBMITTED | {"status": "closed", "outcome": "rectified", "closures": [CLOSURE]}
STANDING = {"class": "standing", "text": "长期坚持"}
MOVED = {"date": "2019-03-10"}
UNIT = {"responsible": ["甲川县水务局"]}


def found(title: str = "渗滤液外溢") -> list[Issue]:
    """Three problems, a standing duty, a task, a petition."""
    return [
        issue("A", title=title, place="甲川", category=title),
        issue("B", title=title, place="乙山", units=UNIT, deadline={"date": "2019-02-28"}, original_deadline=MOVED),
        issue("C", place="乙山", status="closed", outcome="unfounded"),
        issue("D", deadline=STANDING, units={"responsible": ["甲川县水务局", "乙山镇政府"]}),
        issue("T", kind="task", parent="A"),
        issue("P", kind="petition", status="closed", outcome="merged"),
    ]


def month(title: str = "渗滤液外溢", period: str = "2019-03", as_of: date = LATER, **wish: Any) -> Report:
    """A month in which one was closed and came back, one was handed in late on paper, and a duty was begun."""
    a, b, _, d, *_ = found(title)
    back = {"on": "2019-03-12", "by": "王芳", "outcome": "rectified", "reopened_on": "2019-03-20", "rebound": True}
    trail = story(
        found(title),
        told("2019-02-20", a.but(**SUBMITTED)),
        told("2019-03-12", a.but(**CLOSED), on="2019-02-27"),
        told("2019-03-20", a.but(**SUBMITTED | {"status": "in_progress", "cycle": 2, "closures": [back]})),
        told("2019-03-21", b.but(status="in_progress"), d.but(status="in_progress")),
        title=f"{title}台账",
    )
    return report(trail, read_period(period, as_of), as_of, Wish(lambda _: True, **wish))


def unrecorded() -> Report:
    """The same register before anything was recorded."""
    kept = register(*found(), issue("E", **SUBMITTED), issue("F", status="verified"))
    return report_as_it_stands(kept, read_period("2019-03", LATER), date(2019, 3, 15), Wish(lambda _: True))


def nothing() -> Report:
    """A report of issues that there are not."""
    trail = story(found())
    return report(trail, read_period("2019-03", LATER), LATER, Wish(lambda _: False))
