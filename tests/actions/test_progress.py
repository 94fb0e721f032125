from typing import Any

import pytest

from rectify.errors import ExitCode, Refused, UnknownPart
from tests.make import changes, evidence, issue, refusal, request

PLAN: dict[str, Any] = {
    "status": "in_progress",
    "measures": [{"id": "M1", "text": "清运"}, {"id": "M2", "text": "覆土", "done_on": "2019-01-05"}],
    "milestones": [{"id": "N1", "text": "完成方案", "due": "2019-02-01"}],
    "indicators": [{"name": "矿山", "baseline": "0", "target": "47", "actual": "35"}, {"name": "COD"}],
    "percent": "40",
}


def read(figure: str) -> dict[str, str]:
    """A reading as it is kept."""
    return {"on": "2019-03-01", "value": figure, "by": "王芳"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {}),
        ({"milestone": "N1"}, {"milestones[0].done_on": "2019-03-01"}),
        ({"milestone": ["N1"], "on": "2019-02-20"}, {"milestones[0].done_on": "2019-02-20"}),
        ({"measure": ["M1", "M2"]}, {"measures[0].done_on": "2019-03-01"}),
        (
            {"indicator": {"矿山": "36", "COD": "1.5"}},
            {
                "indicators[0].actual": "36",
                "indicators[0].as_of": "2019-03-01",
                "indicators[0].readings": [read("36")],
                "indicators[1].actual": "1.5",
                "indicators[1].as_of": "2019-03-01",
                "indicators[1].readings": [read("1.5")],
            },
        ),
        (
            {"indicator": {"矿山": 35}},
            {"indicators[0].as_of": "2019-03-01", "indicators[0].readings": [read("35")]},
        ),
        (
            {"indicator": {"矿山": "30"}, "reason": "重新核实"},
            {
                "indicators[0].actual": "30",
                "indicators[0].as_of": "2019-03-01",
                "indicators[0].readings": [read("30")],
            },
        ),
        ({"percent": 40}, {}),
        ({"percent": "100"}, {"percent": 100}),
        ({"percent": "0", "reason": "重来"}, {"percent": 0}),
        ({"verdict": "behind"}, {"verdict": {"pace": "behind", "by": "王芳", "on": "2019-03-01", "reason": "进展"}}),
        (
            {"verdict": "ahead", "reason": "r"},
            {"verdict": {"pace": "ahead", "by": "王芳", "on": "2019-03-01", "reason": "r"}},
        ),
    ],
)
def test_what_is_reported_is_kept(asked: dict[str, Any], expected: dict[str, Any]) -> None:
    """Parts named are done on the business day, figures read, the verdict is the actor's; the status stays."""
    assert changes(request("progress", note="进展", **asked), issue(**PLAN)) == expected


def test_a_report_may_bring_evidence() -> None:
    """A file handed in is stamped with cycle, day and actor."""
    assert changes(request("progress", note="x"), issue(**PLAN), evidence()) == {
        "evidence": [evidence(on="2019-03-01", by="王芳").data()]
    }


def test_the_note_is_the_remark_of_the_event() -> None:
    """What was reported stands in the trail, also when no field changed."""
    report = request("progress", note="渗滤液已抽干")
    assert (report.remark, report.stands_without_change) == ("渗滤液已抽干", True)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"indicator": {"矿山": "34.9"}}, "矿山 falls from 35 to 34.9 and no reason is given"),
        ({"percent": "39"}, "percent falls from 40 to 39 and no reason is given"),
    ],
)
def test_a_figure_does_not_fall_without_a_reason(asked: dict[str, Any], why: str) -> None:
    """What was reported once is not taken back in silence."""
    error = refusal(request("progress", note="x", **asked), issue(**PLAN))
    assert isinstance(error, Refused)
    assert error.message == f"QH-05 cannot be reported on: {why}."
    assert error.hint == "say why with --reason TEXT"


@pytest.mark.parametrize(
    ("asked", "fields", "message", "hint"),
    [
        ({"milestone": "N9"}, {}, "QH-05 has no milestone 'N9'.", "it has: N1"),
        ({"measure": ["M1", "M9"]}, {}, "QH-05 has no measure 'M9'.", "it has: M1, M2"),
        ({"indicator": {"矿": 1}}, {}, "QH-05 has no indicator '矿'.", "it has: 矿山, COD"),
        ({"milestone": "N1"}, {"milestones": []}, "QH-05 has no milestone 'N1'.", "it has: no milestones"),
    ],
)
def test_an_unknown_part_names_those_there_are(
    asked: dict[str, Any], fields: dict[str, Any], message: str, hint: str
) -> None:
    """A part that is not in the plan is told like an unknown issue."""
    error = refusal(request("progress", note="x", **asked), issue(**(PLAN | fields)))
    assert isinstance(error, UnknownPart)
    assert (error.message, error.hint, error.exit_code) == (message, hint, ExitCode.UNKNOWN_ISSUE)


@pytest.mark.parametrize("status", ["open", "submitted", "verified", "on_notice", "closed"])
def test_only_what_is_in_progress_is_reported_on(status: str) -> None:
    """A report belongs to the work."""
    error = refusal(request("progress", note="x"), issue(status=status))
    assert error.message == f"QH-05 cannot be reported on: it is {status}, and progress goes from in_progress."


def test_what_was_found_of_a_petition_is_reported() -> None:
    """Founded or not; another kind of issue has no such finding."""
    petition = issue(kind="petition", status="in_progress")
    assert changes(request("progress", note="已核", finding="unfounded"), petition) == {"finding": "unfounded"}
    assert changes(request("progress", note="已核"), petition.but(finding="founded")) == {}
    error = refusal(request("progress", note="已核", finding="founded"), issue(status="in_progress"))
    assert error.message == "QH-05 cannot be reported on: only a petition is found to be founded or not."
    assert error.hint == "it is a problem"
