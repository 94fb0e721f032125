from typing import Any

import pytest

from rectify.actions.action import Action
from rectify.errors import BadUsage, NotSeparate, RectifyError, Refused, UnknownPart
from rectify.model.duties import Duties
from rectify.model.issue import Issue
from rectify.terms import Verb
from tests.make import TODAY, changes, decided, evidence, issue, moment, refusal, register, request
from tests.trade import acting, deed, header

CLOSURE: dict[str, Any] = {"on": "2018-12-01", "by": "王芳", "outcome": "rectified"}


def closed(**fields: Any) -> Issue:
    """An issue struck off on 1 December 2018, with two look-backs planned."""
    planned = [{"due": "2019-06-01"}, {"due": "2019-02-01", "note": "看排口"}]
    return issue(**({"status": "closed", "closures": [CLOSURE], "look_backs": planned} | fields))


def looked(**fields: Any) -> Action:
    """The request to look back."""
    return request("lookback", **fields)


def advice(action: Action, before: Issue) -> str | None:
    """What an action says after it was done."""
    return action.advice(before, decided(action, register(before), moment()))


@pytest.mark.parametrize(
    ("asked", "fields", "expected"),
    [
        ({"due": "2019-09-01"}, {}, {"look_backs[2]": {"due": "2019-09-01"}}),
        (
            {"due": "+30d", "note": "汛期", "unit": "省水利厅"},
            {"look_backs": []},
            {"look_backs": [{"due": "2019-03-31", "note": "汛期", "unit": "省水利厅"}]},
        ),
        ({"due": "2019-02-01"}, {}, {}),
        ({"due": "2018-12-01"}, {"closures": []}, {"look_backs[2]": {"due": "2018-12-01"}}),
        (
            {"due": "2019-02-01"},
            {"cycle": 2, "closures": [CLOSURE, {**CLOSURE, "cycle": 2}]},
            {"look_backs[2]": {"due": "2019-02-01", "cycle": 2}},
        ),
    ],
)
def test_a_look_back_is_planned(asked: dict[str, Any], fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """One a day and cycle; what is planned already is nothing to do."""
    assert changes(looked(**asked), closed(**fields)) == expected


DONE = {"on": "2019-03-01", "by": "王芳", "result": "held"}


def done(index: int, **fields: Any) -> dict[str, Any]:
    """The changes of a look-back at a place."""
    return {f"look_backs[{index}].{name}": value for name, value in (DONE | fields).items()}


@pytest.mark.parametrize(
    ("asked", "fields", "expected"),
    [
        ({"result": "held"}, {}, done(1)),
        ({"result": "held", "due": "2019-06-01"}, {}, done(0)),
        (
            {"result": "rebound", "note": "又黑了", "unit": "乙局"},
            {},
            done(1, result="rebound", note="又黑了", unit="乙局"),
        ),
        ({"result": "held", "unplanned": True}, {}, {"look_backs[2]": {"due": "2019-03-01", **DONE}}),
        ({"result": "held"}, {"look_backs": []}, {"look_backs": [{"due": "2019-03-01", **DONE}]}),
        (
            {"result": "held", "on": "2019-02-20"},
            {"cycle": 2, "closures": [{**CLOSURE, "cycle": 2}]},
            {"look_backs[2]": {"due": "2019-02-20", **DONE, "on": "2019-02-20", "cycle": 2}},
        ),
    ],
)
def test_a_result_is_recorded(asked: dict[str, Any], fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """Of the earliest planned one of this cycle, of the one that is named, or of one of its own."""
    assert changes(looked(**asked), closed(**fields)) == expected


def test_what_is_handed_in_is_a_paper_of_the_procedure() -> None:
    """The look-back points at it; it is no proof of the cure, in any profile."""
    before = closed(look_backs=[])
    after = decided(looked(result="held"), register(before), moment(evidence()))
    assert after.look_backs[0].papers == (evidence().sha256,)
    assert (after.evidence[0].sha256, after.proof) == (evidence().sha256, ())


def test_a_figure_read_on_the_spot_is_a_reading() -> None:
    """What is measured after closure stands beside what was reported before it."""
    before = closed(indicators=[{"name": "COD", "baseline": 80, "target": 40, "actual": 38}])
    action = looked(result="held", indicator={"COD": "45"})
    after = decided(action, register(before), moment())
    assert (str(after.indicators[0].actual), str(after.indicators[0].readings[0].on)) == ("45", "2019-03-01")
    assert action.advice(before, after) == (
        "COD got worse: if the problem is back, --result rebound, then rectify reopen"
    )
    assert decided(action, register(after), moment()) is after


def test_a_figure_that_is_not_worse_needs_no_word() -> None:
    """Nor does one that has nothing to be compared with."""
    parts = [{"name": "COD", "baseline": 80, "target": 40, "actual": 38}, {"name": "pH"}]
    assert advice(looked(result="held", indicator={"COD": "37", "pH": 7}), closed(indicators=parts)) is None


def test_a_rebound_says_how_the_issue_is_taken_up() -> None:
    """It is recorded and no more: one event a verb."""
    before = closed()
    assert advice(looked(result="rebound"), before) == "rectify reopen QH-05 --rebound --reason TEXT"
    assert decided(looked(result="rebound"), register(before), moment()).status is before.status
    assert looked(due="2019-04-01").advice(None, before) is None


@pytest.mark.parametrize(
    ("asked", "more"),
    [({}, {}), ({"note": "看过"}, {"note": "看过"}), ({"due": "2019-02-01"}, {})],
)
def test_the_same_once_more_is_nothing_to_do(asked: dict[str, Any], more: dict[str, Any]) -> None:
    """A command given twice does not use up the next look-back, also when the same file comes again."""
    before = closed()
    after = decided(looked(result="held", **asked), register(before), moment(evidence()))
    assert decided(looked(result="held", **more), register(after), moment(evidence())) is after
    assert decided(looked(result="held", due="2019-02-01"), register(after), moment()) is after


def test_another_result_of_the_same_day_is_another_look_back() -> None:
    """So is the same with a new file, a new remark or a new figure."""
    after = decided(looked(result="held"), register(closed(indicators=[{"name": "pH"}])), moment())
    assert decided(looked(result="rebound"), register(after), moment()).look_backs[0].result == "rebound"
    assert decided(looked(result="held"), register(after), moment(evidence())).look_backs[0].result == "held"
    assert decided(looked(result="held", note="再看"), register(after), moment()).look_backs[0].note == "再看"
    assert decided(looked(result="held", indicator={"pH": 7}), register(after), moment()).look_backs[0].result == "held"


@pytest.mark.parametrize(
    ("asked", "fields", "kind", "message"),
    [
        ({}, {}, BadUsage, "nothing is said of a look-back at QH-05"),
        ({"due": "today", "evidence": ["a"]}, {}, BadUsage, "what was found goes with a result"),
        ({"due": "today", "indicator": {"COD": 1}}, {}, BadUsage, "what was found goes with a result"),
        ({"due": "today", "unplanned": True}, {}, BadUsage, "what was found goes with a result"),
        (
            {"due": "today", "unplanned": True, "result": "held"},
            {},
            BadUsage,
            "a look-back is either the planned one or an unplanned one",
        ),
        (
            {"due": "2018-11-30"},
            {},
            Refused,
            "QH-05 cannot be looked back at: the look-back would be due on 2018-11-30, "
            "before it was closed on 2018-12-01.",
        ),
        (
            {"result": "held", "on": "2018-11-30"},
            {},
            Refused,
            "QH-05 cannot be looked back at: the look-back is of 2018-11-30, before it was closed on 2018-12-01.",
        ),
        (
            {"result": "held", "on": "2019-03-02"},
            {},
            Refused,
            "QH-05 cannot be looked back at: the look-back is of 2019-03-02, a day still to come.",
        ),
        ({"result": "held", "due": "2019-05-05"}, {}, UnknownPart, "QH-05 has no look-back due on '2019-05-05'."),
        ({"result": "held", "indicator": {"COD": 1}}, {}, UnknownPart, "QH-05 has no indicator 'COD'."),
        (
            {"result": "rebound", "due": "2019-02-01"},
            {"look_backs": [{"due": "2019-02-01", "on": "2019-02-02", "result": "held"}]},
            Refused,
            "QH-05 cannot be looked back at: the one due on 2019-02-01 was done on 2019-02-02: held.",
        ),
    ],
)
def test_what_is_no_look_back_is_refused(
    asked: dict[str, Any], fields: dict[str, Any], kind: type[RectifyError], message: str
) -> None:
    """Words that do not go together, days that cannot be, a result that stands already."""
    error = refusal(looked(**asked), closed(**fields))
    assert isinstance(error, kind)
    assert error.message == message


def test_the_days_that_are_planned_are_named() -> None:
    """Whoever names another day reads which there are."""
    assert refusal(looked(result="held", due="today"), closed()).hint == "it has: 2019-06-01, 2019-02-01"
    assert refusal(looked(result="held", due="today"), closed(look_backs=[])).hint == "it has: none planned"


@pytest.mark.parametrize("status", ["open", "in_progress", "submitted", "verified", "on_notice"])
def test_only_what_is_closed_is_looked_back_at(status: str) -> None:
    """Before that it is verified."""
    error = refusal(looked(result="held"), issue(status=status))
    assert error.message == f"QH-05 cannot be looked back at: it is {status}, and lookback goes from closed."


def test_a_today_ahead_of_the_clock_has_not_come() -> None:
    """Whoever asks for a later today has looked at nothing there."""
    later = moment(today=TODAY.replace(day=9))._replace(recorded=TODAY)
    with pytest.raises(Refused, match="the look-back is of 2019-03-09, a day still to come"):
        decided(looked(result="held"), register(closed()), later)


def test_who_did_the_work_does_not_look_back_at_it() -> None:
    """Separation of duties holds after closure as well; the unit of who looks is kept."""
    one = closed(units={"responsible": ["县住建局"]})
    duties = Duties(header(), one, lambda: (deed("submit", "马工"),))
    with pytest.raises(NotSeparate, match="who did the work may not look back at it"):
        duties.require((Verb.LOOKBACK, ""), header().require_person("马工"))
    after = decided(looked(result="held"), register(one, people=[]), acting("李强"))
    assert (after.look_backs[1].by, after.look_backs[1].unit) == ("李强", "甲川县生态环境局")


def test_what_is_only_planned_is_told_so() -> None:
    """A plan is not yet a look."""
    assert looked(due="today").done_word == "planned for a look-back"
    assert looked(result="held").done_word == "looked back at"
