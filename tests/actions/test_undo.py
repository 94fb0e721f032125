from typing import Any

import pytest

from rectify.actions.undo import Touch, Undo
from rectify.errors import Refused, UnknownIssue
from rectify.model.diff import Change, diff
from rectify.model.issue import Issue
from tests.make import evidence, issue, moment, refusal, register

FILE = evidence().data()
DAY = {"date": "2018-12-31"}


def asked(*changes: Change, **fields: Any) -> Undo:
    """A request to undo these changes of run 7."""
    return Undo(**{"id": "QH-05", "run": 7, "changes": changes, "had_evidence": True} | fields)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"place": "甲川"}),
        ({"place": "甲川"}, {"place": "乙山"}),
        ({"place": "甲川"}, {}),
        ({}, {"evidence": [FILE]}),
        ({"evidence": [FILE]}, {"evidence": [FILE, evidence(2).data(), evidence(3).data()]}),
        ({"tags": ["a", "b"]}, {"tags": ["b"]}),
        ({"deadline": DAY}, {"deadline": {"date": "2019-06-30", "text": "上半年"}, "original_deadline": DAY}),
        ({"deadline": DAY | {"text": "年底"}}, {"deadline": {"date": "2019-06-30"}, "original_deadline": DAY}),
        ({"measures": [{"id": "M1", "text": "x"}]}, {"measures": [{"id": "M1", "text": "x", "done_on": "2019-01-01"}]}),
        ({"units": {"lead": "州政府", "responsible": ["县政府"]}}, {"units": {"responsible": ["县政府", "镇政府"]}}),
        ({"custom": {"a": "1"}}, {"custom": {"b": ["2"]}, "percent": 30}),
        ({"status": "in_progress"}, {"status": "closed", "evidence": [FILE], "outcome": "rectified"}),
    ],
)
def test_every_field_has_its_earlier_value(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What was changed, added, grown or taken away is as it was, and all else as it is."""
    first, now = issue(**before, person="王明"), issue(**after, person="王明")
    later = now.but(notes="另有一句")
    undone = asked(*diff(first.data(), now.data())).decide(register(later), moment())
    assert undone == first.but(notes="另有一句")


def test_nothing_changed_is_nothing_to_do() -> None:
    """A run that is undone already leaves its issues as they are."""
    now = issue(place="x")
    assert asked().decide(register(now), moment()) is now


def test_what_a_later_run_touched_stays() -> None:
    """It names the later runs, who, when and which fields, and the way back step by step."""
    later = (Touch(8, "李四", "2019-03-02", ("percent", "tags")), Touch(9, "王芳", "2019-03-03", ("percent",)))
    error = refusal(asked(Change("percent", 1, 2), later=later), issue(percent=3))
    assert error.message == (
        "QH-05 cannot be undone: run 8 (李四, 2019-03-02) changed percent, tags since; "
        "run 9 (王芳, 2019-03-03) changed percent since."
    )
    assert error.hint == "that one first: rectify undo --run 9"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (Change("percent", 1, 2), {"percent": 3}),
        (Change("tags[1]", None, "b"), {"tags": ["a"]}),
        (Change("evidence[0]", None, FILE), {}),
        (Change("units.lead", None, "x"), {}),
        (Change("percent", None, True), {"percent": 1}),
    ],
)
def test_only_what_the_run_left_there_is_undone(change: Change, fields: dict[str, Any]) -> None:
    """A field that holds something else is never written over."""
    error = refusal(asked(change), issue(**fields))
    assert isinstance(error, Refused)
    assert error.message == f"QH-05 cannot be undone: {change.path} is not what run 7 left there."


def closed(**fields: Any) -> Issue:
    """A closed issue that rests on one file."""
    return issue(**{"status": "closed", "outcome": "rectified", "evidence": [FILE]} | fields)


FIRST_FILE = Change("evidence", None, [FILE])


@pytest.mark.parametrize(
    ("now", "changes", "had_evidence", "is_refused"),
    [
        (closed(), [FIRST_FILE], True, True),
        (closed(status="submitted"), [FIRST_FILE], False, True),
        (closed(), [FIRST_FILE, Change("status", "in_progress", "closed")], False, False),
        (closed(), [FIRST_FILE, Change("status", "submitted", "closed")], False, False),
        (closed(), [FIRST_FILE, Change("status", "submitted", "closed")], True, True),
        (issue(), [Change("status", "submitted", "open")], True, True),
        (issue(), [Change("status", "submitted", "open")], False, False),
        (closed(evidence=[FILE, evidence(2).data()]), [Change("evidence[1]", None, evidence(2).data())], True, False),
        (closed(evidence=[]), [Change("place", None, "x")], False, False),
        (issue(evidence=[FILE]), [FIRST_FILE], False, False),
    ],
)
def test_what_is_finished_goes_on_resting_on_evidence(
    now: Issue, changes: list[Change], had_evidence: bool, is_refused: bool
) -> None:
    """An undo takes no file from under a closure; what was found without one may be so again."""
    request = asked(*changes, had_evidence=had_evidence)
    now = now.but(place="x") if changes[0].path == "place" else now
    if is_refused:
        error = refusal(request, now)
        assert "without the evidence it rests on" in error.message
        assert error.hint is not None
    else:
        request.decide(register(now), moment())


def test_an_issue_that_is_not_there_is_told() -> None:
    """Like of every other verb."""
    with pytest.raises(UnknownIssue):
        asked(Change("percent", 1, 2)).decide(register(), moment())


def test_the_event_says_which_run_is_undone() -> None:
    """For whoever reads the trail."""
    assert asked().remark == "undoes run 7"
