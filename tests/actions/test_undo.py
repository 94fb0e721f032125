from typing import Any

import pytest

from rectify.actions.undo import Touch, Undo
from rectify.errors import Refused, UnknownIssue
from rectify.model.diff import Change, diff
from rectify.model.issue import Issue
from tests.make import decided, evidence, issue, moment, refusal, register
from tests.trade import acting, head

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


def apart(before: Issue, who: str, *changes: Change, **fields: Any) -> Issue:
    """The issue after somebody undoes, where duties are separated."""
    return decided(asked(*changes, **{"by": "周办"} | fields), register(before, **head()), acting(who))


def test_one_undoes_ones_own_where_duties_are_separated() -> None:
    """A person is the same through id and login; nobody undoes another's run."""
    change = Change("place", None, "甲川")
    before = issue(place="甲川")
    assert apart(before, "周办", change).place is None
    assert apart(before, "周办", change, by="zhou@desk-1").place is None
    for by in ("李强", "谁也不是", None):
        with pytest.raises(Refused, match="one undoes only one's own"):
            apart(before, "周办", change, by=by)


@pytest.mark.parametrize(
    ("status", "was"), [("in_progress", "verified"), ("in_progress", "submitted"), ("verified", "on_notice")]
)
def test_no_step_back_leads_past_a_gate(status: str, was: str) -> None:
    """To undo a return, or a reopening, would carry the issue on without anybody judging."""
    with pytest.raises(Refused, match=f"it would be {was} again, past gates that nobody would judge"):
        apart(issue(status=status, evidence=[FILE]), "周办", Change("status", was, status))


def test_an_objection_is_not_forgotten() -> None:
    """It is answered; a step back that would take it away is refused."""
    notice = {"on": "2019-02-01", "ends": "2019-02-20", "days": 10, "calendar": "cn", "place": "网站", "by": "周办"}
    said = {"on": "2019-02-02", "text": "仍有异味"}
    before = issue(status="on_notice", evidence=[FILE], notices=[{**notice, "objections": [said]}])
    with pytest.raises(Refused, match="an objection would be forgotten"):
        apart(before, "周办", Change("notices[0].objections", None, [said]))


SEEN = {"on": "2019-02-01", "by": "李强", "method": "onsite", "substance": "a" * 64, "evidence": "b" * 64}
CLOSURE = {"on": "2019-02-01", "by": "周办", "outcome": "rectified"}


@pytest.mark.parametrize(
    ("fields", "change", "why"),
    [
        ({"parent": "QH-01"}, Change("parent", None, "QH-01"), "parent decides which gates there are"),
        ({"kind": "task"}, Change("kind", "petition", "task"), "kind decides which gates there are"),
        ({}, Change("verifications", [SEEN], None), "an acceptance that was taken back would stand again"),
        (
            {"verifications": [{**SEEN, "returned_on": "2019-02-02"}]},
            Change("verifications[0].returned_on", None, "2019-02-02"),
            "an acceptance that was taken back would stand again",
        ),
        (
            {"look_backs": [{"due": "2019-02-01", "result": "rebound"}]},
            Change("look_backs[0].result", None, "rebound"),
            "what a look-back found would be forgotten",
        ),
        ({"closures": [CLOSURE]}, Change("closures", None, [CLOSURE]), "a closure would be forgotten"),
    ],
)
def test_what_the_gates_rest_on_is_not_taken_back(fields: dict[str, Any], change: Change, why: str) -> None:
    """Where duties are separated; in profile simple it is one step back like any other."""
    before = issue(**fields)
    with pytest.raises(Refused, match=why):
        apart(before, "周办", change)
    assert decided(asked(change), register(before), moment()) != before


def test_who_has_no_role_any_more_undoes_nothing() -> None:
    """Such a person may only leave remarks."""
    with pytest.raises(Refused, match="闲人 is without a role"):
        apart(issue(place="甲川"), "闲人", Change("place", None, "甲川"), by="闲人")
