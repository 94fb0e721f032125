from typing import Any

import pytest

from rectify.checks.unverified_closure import find
from rectify.model.event import Run
from rectify.model.header import Header
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, recorded_when_made, run, seen

DIGEST = "a" * 64
PLAIN = Header()
SUPERVISED = Header.model_validate(
    {
        "policy": {"profile": "supervised"},
        "units": {"甲川县水务局": ["县水务局"]},
        "people": [
            {"id": "王芳", "unit": "县水务局", "logins": ["wang@desk"]},
            {"id": "李敏", "unit": "省水利厅"},
            {"id": "张强", "unit": "甲川县水务局"},
        ],
    }
)
CLOSED: dict[str, Any] = {
    "status": "closed",
    "outcome": "rectified",
    "units": {"responsible": ["甲川县水务局"]},
    "submissions": [{"on": "2019-05-01", "by": "王芳"}],
}
WORK = (run(1, event("start")), run(2, event("submit")))


def verified(by: str = "李敏", **fields: Any) -> dict[str, Any]:
    """A verification."""
    return {"on": "2019-06-01", "by": by, "method": "onsite", "substance": DIGEST, "evidence": DIGEST} | fields


NOBODY = "Q-1 is closed, and nobody verified it"
ONESELF = "Q-1 is closed, and verified only by who did the work: "


@pytest.mark.parametrize(
    ("header", "steps", "words"),
    [
        (PLAIN, [], NOBODY),
        (PLAIN, [verified(cycle=2)], NOBODY),
        (PLAIN, [verified(returned_on="2019-06-02")], NOBODY),
        (PLAIN, [verified()], None),
        (PLAIN, [verified("王芳")], f"{ONESELF}王芳"),
        (PLAIN, [verified("王芳"), verified()], None),
        (PLAIN, [verified("王芳", unit="省水利厅")], None),
        (PLAIN, [verified("王芳", unit="甲川县水务局")], f"{ONESELF}王芳 of 甲川县水务局"),
        (SUPERVISED, [], NOBODY),
        (SUPERVISED, [verified()], None),
        (SUPERVISED, [verified("王芳", unit="省水利厅")], f"{ONESELF}王芳 of 省水利厅"),
        (SUPERVISED, [verified("张强"), verified("王芳")], f"{ONESELF}张强 and 王芳"),
        (SUPERVISED, [verified(unit="县水务局")], f"{ONESELF}李敏 of 县水务局"),
    ],
)
def test_somebody_else_has_confirmed_it(header: Header, steps: list[Any], words: str | None) -> None:
    """By person and by unit, through aliases; in profile simple a unit that is named is taken at its word."""
    severity = Severity.WARNING if header is PLAIN else Severity.ERROR
    closed = issue(**CLOSED, verifications=steps)
    flaws = list(find(seen(closed, header=header, runs=WORK, recorded_on=recorded_when_made)))
    assert [(flaw.message, flaw.severity) for flaw in flaws] == ([(words, severity)] if words else [])
    for flaw in flaws:
        hint = "have another look at it: rectify reopen Q-1 --reason TEXT, then submit, verify and close it"
        assert (flaw.check, flaw.path, flaw.hint) == ("unverified-closure", "verifications", hint)


@pytest.mark.parametrize(
    "fields", [{"status": "verified", "outcome": None}, {"outcome": "merged"}, {"outcome": "unfounded"}]
)
def test_what_was_not_struck_off_as_cured_is_not_judged(fields: dict[str, Any]) -> None:
    """An unfounded petition closes without rectification."""
    assert list(find(seen(issue(**(CLOSED | fields))))) == []


CLOSING = event("close", changes=[("status", "verified", "closed")])


def policy(seq: int, path: str, before: object, after: object) -> Run:
    """A run that changes the profile."""
    return run(seq, event("policy", "register", changes=[("title", None, "台账"), (path, before, after)]))


@pytest.mark.parametrize(
    ("runs", "severity"),
    [
        ((run(1, CLOSING), policy(2, "policy.profile", None, "supervised")), Severity.WARNING),
        ((policy(1, "policy.profile", None, "chain"), run(2, CLOSING)), Severity.ERROR),
        ((policy(1, "policy", None, {"profile": "chain"}), run(2, CLOSING)), Severity.ERROR),
        (
            (policy(1, "policy", None, {"profile": "chain"}), policy(2, "policy", {}, None), run(3, CLOSING)),
            Severity.WARNING,
        ),
        ((policy(1, "policy.profile", None, ["chain"]), run(2, CLOSING)), Severity.WARNING),
        ((policy(1, "policy.notice_days", None, 5), run(2, CLOSING)), Severity.WARNING),
        ((policy(1, "policy.profile", None, "chain"), run(2, event())), Severity.ERROR),
    ],
)
def test_it_is_an_error_where_the_profile_of_the_closure_forbade_it(runs: tuple[Run, ...], severity: Severity) -> None:
    """By the trail; the profile of today judges only what the trail does not tell."""
    (flaw,) = find(seen(issue(**CLOSED), header=SUPERVISED, runs=runs))
    assert flaw.severity is severity
