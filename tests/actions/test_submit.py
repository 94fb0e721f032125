from typing import Any

import pytest

from tests.make import changes, evidence, issue, refusal, request

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
