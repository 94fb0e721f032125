from typing import Any

import pytest

from rectify.errors import Refused
from tests.make import changes, decided, evidence, issue, refusal, register, request
from tests.trade import CHAIN, acting, head

STAMPED = evidence(on="2019-03-01", by="王芳").data()
ON = {"on": "2019-03-01", "by": "王芳"}


@pytest.mark.parametrize("status", ["open", "in_progress"])
def test_the_unit_says_done(status: str) -> None:
    """The submission is on record with day and actor, resting on what was handed in."""
    assert changes(request("submit"), issue(status=status), evidence()) == {
        "status": "submitted",
        "submissions": [ON],
        "evidence": [STAMPED],
    }


@pytest.mark.parametrize(
    ("units", "asked", "unit"),
    [
        (["县政府"], {}, {"unit": "县政府"}),
        (["县政府", "住建局"], {}, {}),
        ([], {}, {}),
        (["县政府"], {"unit": "镇政府"}, {"unit": "镇政府"}),
    ],
)
def test_the_only_responsible_unit_is_the_one_that_submits(
    units: list[str], asked: dict[str, Any], unit: dict[str, str]
) -> None:
    """Where there are several, who submits must be said."""
    before = issue(units={"responsible": units}, evidence=[evidence()])
    assert changes(request("submit", **asked), before)["submissions"] == [ON | unit]


def test_the_business_day_may_be_another() -> None:
    """What was submitted on paper yesterday is dated yesterday."""
    before = issue(cycle=2, evidence=[evidence(cycle=2)])
    done = changes(request("submit", on="-1d"), before)
    assert done["submissions"] == [{"on": "2019-02-28", "by": "王芳", "cycle": 2}]


def test_without_evidence_it_is_refused() -> None:
    """Evidence of an earlier cycle does not count."""
    error = refusal(request("submit"), issue(cycle=2, evidence=[evidence()]))
    assert error.message == "QH-05 cannot be submitted: no evidence."
    assert error.hint == "rectify submit QH-05 --evidence FILE"


def test_what_is_submitted_is_nothing_to_do() -> None:
    """A second submission, also with the same file, changes nothing."""
    before = issue(status="submitted", evidence=[evidence()])
    assert changes(request("submit"), before) == {}
    assert changes(request("submit"), before, evidence()) == {}


def test_what_is_submitted_does_not_grow_in_silence() -> None:
    """New evidence needs a return first."""
    error = refusal(request("submit"), issue(status="submitted", evidence=[evidence()]), evidence(2))
    assert error.message == "QH-05 cannot be submitted: it is submitted already, and the evidence is new."
    assert error.hint == "rectify return QH-05 --reason TEXT, then submit it again with all evidence"


@pytest.mark.parametrize("status", ["verified", "on_notice", "closed"])
def test_what_is_further_on_is_not_submitted(status: str) -> None:
    """The way back is a return or a reopening."""
    error = refusal(request("submit"), issue(status=status), evidence())
    assert error.message == f"QH-05 cannot be submitted: it is {status}, and submit goes from open or in_progress."


def test_the_unit_that_submits_is_that_of_the_person() -> None:
    """Where the register knows who acts; every measure is done before."""
    before = issue(
        status="in_progress", units={"responsible": ["县住建局", "丙局"]}, measures=[{"id": "M1", "text": "清运"}]
    )
    under = register(before, **head())
    with pytest.raises(Refused) as told:
        decided(request("submit"), under, acting("wang", attached=[evidence()]))
    assert told.value.message == "QH-05 cannot be submitted: not done: measure M1."
    assert told.value.hint == "rectify progress QH-05 --note TEXT --measure ID"
    done = before.but(measures=[{"id": "M1", "text": "清运", "done_on": "2019-02-01"}])
    after = decided(request("submit"), register(done, **head()), acting("wang", attached=[evidence()]))
    assert [one.unit for one in after.submissions] == ["甲川县住建局"]


def test_the_checklist_is_answered_with_the_submission() -> None:
    """The self-check of the unit, pointing at what it hands in."""
    before = issue(status="in_progress", units={"responsible": ["县住建局"]})
    asked = {"evidence": ["a.pdf"], "answer": {"1": "全部"}, "proof": {"1": "a.pdf"}}
    handed = acting("wang", attached=[evidence()])
    after = decided(request("submit", **asked), register(before, **head(**CHAIN)), handed)
    assert [(one.item, one.evidence) for one in after.checklist] == [("措施全部完成", (evidence().sha256,))]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"unit": "丙局"}, "王芳 (wang) is of 甲川县住建局 and not of 丙局"),
        ({"on": "2019-03-02"}, "it would be of 2019-03-02, a day still to come"),
    ],
)
def test_somebody_submits_for_their_own_unit_on_a_day_that_has_come(asked: dict[str, Any], why: str) -> None:
    """An alias is the same unit; in profile simple any unit may be named."""
    before = issue(status="in_progress", units={"responsible": ["县住建局"]})
    under, who = register(before, **head()), acting("wang", attached=[evidence()])
    with pytest.raises(Refused) as told:
        decided(request("submit", **asked), under, who)
    assert why in told.value.message
    assert decided(request("submit", unit="县 住建局"), under, who).submissions[0].unit == "县 住建局"
    assert changes(request("submit", **asked), before, evidence())["status"] == "submitted"
