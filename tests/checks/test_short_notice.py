from typing import Any

import pytest

from rectify.checks.short_notice import find
from rectify.model.header import Header
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, recorded_when_made, run, seen

CHAIN = Header.model_validate({"policy": {"profile": "chain"}})


def shown(**fields: Any) -> dict[str, Any]:
    """A notice of ten days, every day counted."""
    given = {"on": "2019-06-01", "ends": "2019-06-10", "days": "10", "calendar": "calendar"}
    return given | {"place": "县政府网站", "by": "王芳"} | fields


@pytest.mark.parametrize(
    ("fields", "severity", "words"),
    [
        ({}, None, ""),
        ({"ends": "2019-06-30"}, None, ""),
        ({"ends": "2019-06-09"}, Severity.ERROR, "2019-06-01 to 2019-06-09, which is 9 days and not the 10 it says"),
        ({"ends": "2019-06-09", "withdrawn_on": "2019-06-08"}, None, ""),
        ({"ends": "2019-05-09"}, Severity.ERROR, "2019-06-01 to 2019-05-09, which is 0 days and not the 10 it says"),
        (
            {"calendar": "weekdays", "ends": "2019-06-13"},
            Severity.ERROR,
            "2019-06-01 to 2019-06-13, which is 9 weekdays and not the 10 it says",
        ),
        ({"calendar": "weekdays", "ends": "2019-06-14"}, None, ""),
        (
            {"calendar": "cn", "on": "2024-09-29", "ends": "2024-10-09"},
            Severity.ERROR,
            "2024-09-29 to 2024-10-09, which is 4 working days and not the 10 it says",
        ),
        ({"calendar": "cn", "on": "2025-01-21", "ends": "2025-02-08"}, None, ""),
        ({"calendar": "cn", "on": "0001-01-01", "ends": "9999-12-31"}, None, ""),
        (
            {"calendar": "cn", "on": "2199-01-01", "ends": "2199-01-20"},
            Severity.WARNING,
            "2199-01-01 to 2199-01-20, whose days cannot be counted: working days cannot be counted on 2199-01-01",
        ),
    ],
)
def test_a_notice_runs_as_long_as_it_says(fields: dict[str, Any], severity: Severity | None, words: str) -> None:
    """Counted by its own calendar, both its first and its last day; what cannot be counted is said."""
    flaws = list(find(seen(issue(notices=[shown(), shown(**fields)]))))
    assert [flaw.severity for flaw in flaws] == ([severity] if severity else [])
    for flaw in flaws:
        assert flaw.message.startswith(f"Q-1 has the notice of {words}")
        assert (flaw.check, flaw.path) == ("short-notice", "notices[1]")


@pytest.mark.parametrize(
    ("policy", "is_told"),
    [
        ({"profile": "chain", "calendar": "calendar", "notice_days": "11"}, True),
        ({"profile": "chain", "calendar": "calendar", "notice_days": "10"}, False),
        ({"profile": "chain", "calendar": "weekdays", "notice_days": "11"}, False),
        ({"profile": "supervised", "calendar": "calendar", "notice_days": "11"}, False),
    ],
)
def test_a_policy_that_asks_for_more_is_a_warning(policy: dict[str, str], is_told: bool) -> None:
    """It may have asked for less when the notice was published."""
    header = Header.model_validate({"policy": policy})
    flaws = list(find(seen(issue(notices=[shown()]), header=header)))
    words = "Q-1 has the notice of 2019-06-01 to 2019-06-10, which is 10 days, and the policy asks for 11"
    assert [(flaw.message, flaw.severity) for flaw in flaws] == [(words, Severity.WARNING)] * is_told


@pytest.mark.parametrize(
    ("closed", "is_told"),
    [("2019-05-31", False), ("2019-06-01", True), ("2019-06-10", True), ("2019-06-11", False)],
)
def test_the_closure_waits_for_the_end(closed: str, is_told: bool) -> None:
    """The last day belongs to the public; a closure before the notice was another."""
    closure = {"on": closed, "by": "王芳", "outcome": "rectified"}
    flaws = list(find(seen(issue(notices=[shown()], closures=[closure, closure | {"cycle": 2}]), header=CHAIN)))
    words = f"Q-1 was closed on {closed}, before the notice of 2019-06-01 to 2019-06-10 was over"
    assert [(flaw.message, flaw.severity) for flaw in flaws] == [(words, Severity.ERROR)] * is_told


@pytest.mark.parametrize(
    ("profile", "at", "path", "is_told"),
    [
        ("chain", "2019-06-11", "notices[0]", True),
        ("supervised", "2019-06-11", "notices", True),
        ("chain", "2019-06-10", "notices[0]", False),
        ("simple", "2019-06-11", "notices[0]", False),
        ("chain", "2019-06-11", "notices[1]", False),
        ("chain", "2019-06-11", "notices[0].place", False),
    ],
)
def test_a_notice_is_on_record_while_it_runs(profile: str, at: str, path: str, is_told: bool) -> None:
    """Back-dated as a whole, nobody outside can have seen it; in a register without gates that is plain history."""
    after: Any = [shown()] if path == "notices" else shown()
    runs = (
        run(1, event("policy", "register", changes=[("policy.profile", None, profile)])),
        run(2, event("note")),
        run(3, event("notice", changes=[("status", "verified", "on_notice"), (path, None, after)]), at=at),
    )
    flaws = list(find(seen(issue(notices=[shown()]), runs=runs, recorded_on=recorded_when_made)))
    words = (
        "Q-1 has the notice of 2019-06-01 to 2019-06-10, put on record by 王芳 only on 2019-06-11 (run 3): "
        "nobody can have seen the record while it ran"
    )
    assert [(flaw.message, flaw.severity) for flaw in flaws] == [(words, Severity.ERROR)] * is_told
