from datetime import date
from typing import Any

import pytest

from rectify.errors import BeforeTheTrail
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.periods import read_period
from rectify.query.flow import Step
from rectify.query.report import Gap, Part, Report, Wish, header_of, report, report_as_it_stands, runs_until
from rectify.query.runs import TrailView
from rectify.terms import Basis, Kind
from tests.make import issue, register
from tests.stories import story, told

LATER = date(2019, 12, 31)


def submitted(id_: str, on: str = "2019-02-20", **fields: Any) -> Issue:
    """One that a unit has handed in."""
    return issue(id_, status="submitted", submissions=[{"on": on, "by": "王明"}], **fields)


def closed(id_: str, on: str = "2019-03-12", handed_in: str | None = "2019-02-20", **fields: Any) -> Issue:
    """One that is struck off."""
    steps = [{"on": handed_in, "by": "王明"}] if handed_in else []
    closures = [{"on": on, "by": "王芳", "outcome": "rectified"}]
    return issue(id_, status="closed", outcome="rectified", submissions=steps, closures=closures, **fields)


FOUND = [issue("A", place="甲川"), issue("B", place="乙山"), issue("C"), issue("T", kind="task", parent="A")]
TRAIL = story(
    FOUND,
    told("2019-02-20", submitted("A", place="甲川"), submitted("B", "2019-02-21", place="乙山")),
    told("2019-03-12", closed("A", place="甲川")),
    told("2019-03-31", issue("N", place="甲川"), closed("C", "2019-03-30", None)),
    told("2019-04-01", closed("B", "2019-04-01", "2019-02-21", place="乙山")),
)


def of(trail: TrailView = TRAIL, period: str = "2019-03", as_of: date = LATER, **wish: Any) -> Report:
    """The report of a period."""
    return report(trail, read_period(period, as_of), as_of, Wish(wish.pop("takes", lambda _: True), **wish))


def part_of(found: Report, kind: Kind = Kind.PROBLEM) -> Part:
    """What is told of a kind."""
    return next(part for part in found.parts if part.kind is kind)


def test_a_period_is_told_by_the_day_of_recording() -> None:
    """Its last day is in it; what came the day after is not."""
    part = part_of(of())
    assert part.before is not None
    assert (part.now.total, part.now.done, part.now.closed, part.now.waiting) == (4, 3, 2, 1)
    assert (part.before.total, part.before.done, part.before.closed, part.before.waiting) == (3, 2, 0, 2)
    assert part.flow is not None
    assert part.flow_before is not None
    assert {step.value: times for step, times in part.flow.steps.items()} == {
        "closed": 2, "added": 1, "begun": 1, "done": 1
    }  # fmt: skip
    assert part.flow_before.steps[Step.SUBMITTED] == 2


def test_kinds_are_never_added_up() -> None:
    """A task of a problem is one of another list."""
    found = of()
    assert [(part.kind, part.now.total) for part in found.parts] == [(Kind.PROBLEM, 4), (Kind.TASK, 1)]


def test_a_list_that_is_empty_at_both_ends_is_told_when_something_was_in_it() -> None:
    """An issue that was an opinion for a week."""
    trail = story(
        [issue("A")],
        told("2019-03-02", issue("A", kind="opinion")),
        told("2019-03-09", issue("A")),
    )
    part = part_of(of(trail), Kind.OPINION)
    assert (part.now.total, part.flow and dict(part.flow.steps)) == (0, {Step.JOINED: 1, Step.LEFT: 1})
    assert [one.kind for one in of(trail, "2019-05").parts] == [Kind.PROBLEM]


def test_a_period_that_is_over_is_the_same_on_any_later_day() -> None:
    """Whatever came after, an undo of what it holds, too."""
    first = of(as_of=date(2019, 3, 31))
    later = story(FOUND, told("2019-02-20", submitted("A")), told("2019-04-20", FOUND[0], undoes=2))
    assert of(later, "2019-02").parts == of(story(FOUND, told("2019-02-20", submitted("A"))), "2019-02").parts
    assert (first.parts, first.runs, first.now) == (of().parts, of().runs, of().now)
    assert first.runs == 4


def test_a_period_that_is_not_over_is_told_up_to_the_day() -> None:
    """The one before is whole."""
    found = of(as_of=date(2019, 3, 15))
    assert (found.now.as_of, found.runs) == (date(2019, 3, 15), 3)
    assert (part_of(found).now.closed, found.before and found.before.as_of) == (1, date(2019, 2, 28))


def test_what_is_not_on_record_is_not_made_up() -> None:
    """Where the trail begins within the period, nothing is told of the one before; and next time its beginning is."""
    found = of(period="2019-01")
    part = part_of(found)
    assert (found.before, part.before, part.flow_before) == (None, None, None)
    assert (found.now.since, part.now.total, dict(part.flow.steps) if part.flow else None) == (date(2019, 1, 10), 3, {})
    found = of(period="2019-02")
    assert found.before is not None
    assert (found.now.since, found.before.since) == (None, date(2019, 1, 10))
    assert of(period="2019-01-10..2019-01-20").before is None
    assert of(period="2019-01-11..2019-01-20").before is not None


def test_what_lies_before_the_trail_cannot_be_told() -> None:
    """The first day on record is said."""
    with pytest.raises(BeforeTheTrail) as said:
        of(period="2018-12")
    assert "begins on 2019-01-10; there is no state of 2018-12-31" in str(said.value)
    assert runs_until(TRAIL, date(2019, 1, 10)) == 1


def test_the_header_is_that_of_the_day() -> None:
    """A later name is not known yet."""
    trail = story([issue("A")], told("2019-03-02", issue("A", place="甲川")), title="试册")
    assert header_of(trail, date(2019, 1, 10)).title == "试册"
    last = Event("policy", "register", changes=(Change("title", "试册", "新册"),))
    runs = [*trail.runs[:-1], trail.runs[-1]._replace(events=(last,))]
    assert header_of(trail._replace(runs=runs), date(2019, 3, 1)).title == "试册"
    assert header_of(trail._replace(runs=runs), date(2019, 3, 2)).title == "新册"


def test_without_a_trail_only_the_present_is_told() -> None:
    """Where the issues stand, and nothing of how they came there."""
    kept: Register = register(*FOUND)
    found = report_as_it_stands(kept, read_period("2019-03", LATER), LATER, Wish(lambda _: True))
    part = part_of(found)
    assert (part.now.total, part.before, part.flow, found.runs) == (3, None, None, 0)
    assert part.closed_after == Gap(0, 0)


def test_the_days_from_done_to_closed() -> None:
    """Of what was closed in the period: the median, the longest, and how many have both days."""
    trail = story(
        [issue(id_) for id_ in "ABCD"],
        told("2019-03-05", closed("A", "2019-03-05", "2019-03-01"), closed("B", "2019-03-05", "2019-02-01")),
        told("2019-03-06", closed("C", "2019-03-06", None), closed("D", "2019-03-05", "2019-03-04")),
        told("2019-03-07", issue("D"), undoes=3),
    )
    assert part_of(of(trail)).closed_after == Gap(3, 2, 18, 32, "B")
    returned = [{"on": "2019-02-01", "by": "王明", "returned_on": "2019-02-10"}, {"on": "2019-03-01", "by": "王明"}]
    again = closed("A", "2019-03-05", None).but(submissions=returned)
    assert part_of(of(story([issue("A")], told("2019-03-05", again)))).closed_after == Gap(1, 1, 4, 4, "A")
    odd = story([issue("A")], told("2019-03-05", issue("A", status="closed")))
    assert part_of(of(odd)).closed_after == Gap(1, 0)


def test_the_days_that_what_is_done_has_waited() -> None:
    """Up to the day of the report; a standing duty waits for nothing."""
    some = [
        submitted("A", "2019-03-01"),
        submitted("B", "2019-03-20"),
        issue("C", status="submitted"),
        submitted("D", "2018-01-01", deadline={"class": "standing"}),
    ]
    assert part_of(of(story(some))).waiting_since == Gap(3, 2, 20.5, 30, "A")


def test_the_overdue_are_told_by_name() -> None:
    """What is late and not done, the longest first; the unit by its own name."""
    some = [
        issue("A", deadline={"date": "2019-03-01"}, units={"responsible": ["水利局"]}),
        issue("B", deadline={"date": "2019-01-31"}, status="in_progress"),
        submitted("C", "2019-03-31", deadline={"date": "2019-03-01"}),
        issue("D", deadline={"date": "2019-04-30"}, original_deadline={"date": "2019-02-28"}),
        issue("E"),
    ]
    trail = story(some, units={"甲川县水利局": ["水利局"]})
    part = part_of(of(trail))
    assert [(one.issue.id, one.days, one.units) for one in part.late] == [
        ("B", 59, ("no unit",)),
        ("A", 30, ("甲川县水利局",)),
    ]
    assert (part.now.overdue, part.now.late) == (3, 2)
    original = part_of(of(trail, basis=Basis.ORIGINAL))
    assert [one.issue.id for one in original.late] == ["B", "D", "A"]


def test_groups_are_told_beside_what_they_were() -> None:
    """Also one that there is no more; a field that parts nothing is left out unless it is asked for."""
    trail = story(
        [issue("A", place="甲川"), issue("B", place="乙山")],
        told("2019-03-02", closed("B", place="甲川")),
    )
    part = part_of(of(trail, by=("place",)))
    told_of = [
        (one.now.name, one.now.total, one.now.closed, one.before and one.before.total) for one in part.groups["place"]
    ]
    assert told_of == [("甲川", 2, 1, 1), ("乙山", 0, 0, 1)]
    assert list(part_of(of()).groups) == ["place"]
    assert list(part_of(of(trail)).groups) == []
    assert [one.before for one in part_of(of(period="2019-01", by=("round",))).groups["round"]] == [None]


def test_only_what_is_asked_for_is_counted() -> None:
    """In the figures, the steps and the groups."""
    found = of(takes=lambda one: one.place == "甲川")
    part = part_of(found)
    assert part.flow is not None
    assert (part.now.total, part.now.closed, part.flow.steps[Step.CLOSED]) == (2, 1, 1)
    assert [one.kind for one in found.parts] == [Kind.PROBLEM]
