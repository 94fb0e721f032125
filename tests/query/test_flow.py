from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.model.issue import Issue
from rectify.query.flow import Flow, List, Stage, Step, Walk, backward_runs, steps_between
from rectify.query.runs import TrailView
from rectify.terms import Basis, Kind
from tests.make import issue
from tests.stories import Told, story, told

FIRST = date(2019, 3, 1)
SUBMITTED = {"status": "submitted", "submissions": [{"on": "2019-03-02", "by": "王明"}]}
CLOSED = SUBMITTED | {
    "status": "closed",
    "outcome": "rectified",
    "closures": [{"on": "2019-03-12", "by": "王芳", "outcome": "rectified"}],
}
REOPENED = SUBMITTED | {
    "status": "in_progress",
    "cycle": 2,
    "closures": [{**CLOSED["closures"][0], "reopened_on": "2019-03-20", "rebound": True}],  # type: ignore[dict-item]
}
STANDING, DATED = {"deadline": {"class": "standing"}}, {"deadline": {"date": "2019-06-30"}}
EXTENSION = {"on": "2019-03-05", "by": "王明", "to": {"date": "2019-09-30"}, "reason": "汛期"}
PRESSED = {"rung": "urge", "on": "2019-03-05", "by": "王芳"}
LOOKED = {"due": "2019-09-01", "on": "2019-09-02", "result": "held"}


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ({}, {}, []),
        ({}, {"status": "in_progress"}, ["begun 1"]),
        ({}, SUBMITTED, ["begun 1", "done 1", "submitted 1"]),
        ({"status": "in_progress"}, CLOSED, ["done 1", "closed 1"]),
        (SUBMITTED, {**SUBMITTED, "status": "verified"}, ["verified 1"]),
        ({"status": "verified"}, {"status": "on_notice"}, ["on_notice 1"]),
        ({"status": "on_notice"}, {"status": "in_progress"}, ["returned 1"]),
        (SUBMITTED, CLOSED, ["closed 1"]),
        (CLOSED, REOPENED, ["reopened 1", "rebounded 1"]),
        (CLOSED, SUBMITTED, ["reopened 1", "submitted 1"]),
        ({}, DATED, []),
        (DATED, {"deadline": {"date": "2019-03-31"}}, ["deadline_moved 1"]),
        (DATED, {"deadline": {"date": "2019-09-30"}}, ["deadline_moved 1", "deadline_put_off 1"]),
        (DATED, {"deadline": {"text": "年内"}}, ["deadline_moved 1"]),
        ({"deadline": {"text": "年内"}}, DATED, ["deadline_moved 1"]),
        (DATED, {}, ["deadline_moved 1"]),
        ({}, {"extensions": [{**EXTENSION, "state": "requested"}]}, ["extension_asked 1"]),
        ({}, {"extensions": [{**EXTENSION, "state": "recorded"}] * 2}, ["extension_granted 2"]),
        (
            {"extensions": [{**EXTENSION, "state": "requested"}]},
            {"extensions": [{**EXTENSION, "state": "approved"}]},
            ["extension_granted 1"],
        ),
        (
            {"extensions": [{**EXTENSION, "state": "requested"}]},
            {"extensions": [{**EXTENSION, "state": "rejected"}]},
            ["extension_rejected 1"],
        ),
        ({}, {"escalations": [PRESSED]}, ["escalated 1"]),
        ({"look_backs": [{"due": "2019-09-01"}]}, {"look_backs": [LOOKED]}, ["looked_back 1"]),
    ],
)
def test_a_step_is_told_by_what_is_different(before: dict[str, Any], after: dict[str, Any], steps: list[str]) -> None:
    """Whatever verb or hand did it."""
    found = steps_between(issue(**before), issue(**after))
    assert [f"{step} {times}" for step, times in found] == steps


def watch(trail: TrailView, start: int = 1, **more: Any) -> dict[List, Flow]:
    """What happened after so many runs."""
    walk = Walk(trail, more.pop("takes", lambda _: True), **more)
    walk.skip(start)
    return dict(walk.watch(len(trail.runs), FIRST))


def told_of(flow: Flow) -> dict[str, int]:
    """The steps that were made, less those taken back."""
    return {step.value: times for step, times in flow.steps.items() if times}


def flow_of(found: Sequence[Issue], *tellings: Told, **more: Any) -> dict[str, dict[str, int]]:
    """The steps of each list by its name; standing duties have a star."""
    flows = watch(story(found, *tellings), **more)
    return {f"{one.kind}{'*' if one.is_standing else ''}": told_of(flow) for one, flow in flows.items()}


def test_each_kind_is_a_list_and_its_standing_duties_another() -> None:
    """Nothing is added up over lists."""
    task = issue("B", kind="task")
    duty = issue("C", **STANDING)
    assert flow_of(
        [issue("A"), task, duty],
        told("2019-03-02", issue("A", **CLOSED), task.but(status="in_progress")),
        told("2019-03-03", duty.but(status="in_progress"), issue("D")),
    ) == {
        "problem": {"begun": 1, "done": 1, "closed": 1, "added": 1},
        "task": {"begun": 1},
        "problem*": {"begun": 1},
    }


def test_what_changes_its_list_leaves_one_and_joins_another() -> None:
    """A duty that becomes standing is no step on the way, and neither is another kind."""
    assert flow_of([issue("A", **DATED)], told("2019-03-02", issue("A", **STANDING))) == {
        "problem": {"to_standing": 1},
        "problem*": {"to_standing": 1},
    }
    assert flow_of([issue("A", **STANDING)], told("2019-03-02", issue("A", **DATED))) == {
        "problem": {"from_standing": 1},
        "problem*": {"from_standing": 1},
    }
    assert flow_of([issue("A")], told("2019-03-02", issue("A", kind="opinion"))) == {
        "problem": {"left": 1},
        "opinion": {"joined": 1},
    }
    assert flow_of(
        [issue("A", place="甲川")],
        told("2019-03-02", issue("A", place="乙山")),
        told("2019-03-03", issue("A", place="乙山", **CLOSED)),
        told("2019-03-04", issue("A", place="甲川", **CLOSED)),
        takes=lambda one: one.place == "甲川",
    ) == {"problem": {"left": 1, "joined": 1}}


def test_the_basis_says_what_is_standing() -> None:
    """By the first deadline there may be an end where there is none now."""
    moved = issue("A", **STANDING, original_deadline={"date": "2019-01-31"})
    tellings = told("2019-03-02", moved.but(status="in_progress"))
    assert flow_of([moved], tellings) == {"problem*": {"begun": 1}}
    assert flow_of([moved], tellings, basis=Basis.ORIGINAL) == {"problem": {"begun": 1}}


def test_what_is_undone_is_taken_off_in_its_own_time() -> None:
    """Within a period nothing is left of it; an undo of what was before is a figure below nought; done again counts."""
    open_, closed = issue("A"), issue("A", **CLOSED)
    trail = story(
        [open_],
        told("2019-03-02", closed),
        told("2019-04-02", open_, undoes=2),
        told("2019-05-02", closed, undoes=3),
        told("2019-06-02", open_, undoes=4),
    )
    assert backward_runs(trail.runs) == {3, 5}
    closures = []
    walk = Walk(trail, lambda _: True)
    for end in range(1, 6):
        flow = walk.watch(end, FIRST).get(List(Kind.PROBLEM), Flow())
        closures.append((flow.steps[Step.CLOSED], flow.closings["A", 1]))
    assert closures == [(0, 0), (1, 1), (-1, -1), (1, 1), (-1, -1)]
    assert {key: times for key, times in watch(trail)[List(Kind.PROBLEM)].moves.items() if times} == {}


def test_stages_are_balanced() -> None:
    """Every move is from a stage to a stage, or from or to the outside."""
    flow = watch(
        story(
            [issue("A")],
            told("2019-03-02", issue("A", **CLOSED), issue("B")),
            told("2019-03-03", issue("A", **REOPENED)),
        )
    )[List(Kind.PROBLEM)]
    assert dict(flow.moves) == {
        (Stage.NOT_BEGUN, Stage.CLOSED): 1,
        (None, Stage.NOT_BEGUN): 1,
        (Stage.CLOSED, Stage.IN_PROGRESS): 1,
    }
    assert dict(flow.closings) == {("A", 1): 1}


def test_what_claims_an_earlier_business_day_was_recorded_late() -> None:
    """Each of its steps; a remark is none."""
    flow = watch(
        story(
            [issue("A"), issue("B")],
            told("2019-03-02", issue("A", **SUBMITTED), on="2019-02-27"),
            told("2019-03-03", issue("A", **CLOSED), on="2019-03-01"),
            told("2019-03-04", issue("B"), on="2019-01-01"),
        )
    )[List(Kind.PROBLEM)]
    assert {step: times for step, times in flow.late.items() if times} == {
        Step.BEGUN: 1,
        Step.DONE: 1,
        Step.SUBMITTED: 1,
    }


def test_the_register_stands_where_the_walk_has_come() -> None:
    """Header and issues, also those that only a part of the way touched."""
    trail = story([issue("A"), issue("B")], told("2019-03-02", issue("B", place="乙山")), title="试册")
    walk = Walk(trail, lambda _: True)
    assert walk.register().issues == ()
    walk.skip(1)
    assert walk.register().header.title == "试册"
    walk.skip(2)
    assert [one.place for one in walk.register().issues] == [None, "乙山"]


def spoilt(*changes: Change) -> TrailView:
    """A trail whose last run makes these changes of A."""
    trail = story([issue("A")], told("2019-03-02", issue("A", place="甲川")))
    last = trail.runs[-1]._replace(events=(Event("edit", "A", changes=changes),))
    return trail._replace(runs=[*trail.runs[:-1], last])


@pytest.mark.parametrize(
    ("trail", "said"),
    [
        (spoilt(Change("place", "x", "y")), "issues.log.jsonl:2: the trail is damaged: A place"),
        (
            spoilt(Change("status", "open", "lost")),
            "issues.log.jsonl:2: the trail is damaged: an entry it leads to is none",
        ),
    ],
)
def test_a_trail_that_leads_nowhere_is_told(trail: TrailView, said: str) -> None:
    """With the line, whether it is skipped or watched."""
    with pytest.raises(InvalidTrail) as found:
        Walk(trail, lambda _: True).watch(2, FIRST)
    assert said in str(found.value)
    walk = Walk(trail, lambda _: True)
    with pytest.raises(InvalidTrail) as found:
        walk.skip(2)
        walk.register()
    assert said in str(found.value)
