from typing import Any

import pytest

from rectify.terms import ExtensionState
from tests.actions.extending import (
    APPROVED,
    ASKED,
    JUNE,
    PEOPLE,
    REJECTED,
    REQUESTED,
    YEAR_END,
    after,
    judged,
    supervised,
    why,
)
from tests.make import changes, evidence, issue, refusal, request


def test_an_approval_by_another_moves_the_deadline() -> None:
    """It says who, when and why, and keeps the original."""
    found = after("郑某", supervised(REQUESTED), approve=True, reason="同意", on="2019-02-25")
    assert found.deadline is not None
    assert found.original_deadline is not None
    assert (found.deadline.data(), found.original_deadline.data()) == (YEAR_END, JUNE)
    decided = {"state": "approved", "decided_on": "2019-02-25", "decided_by": "郑某", "answer": "同意"}
    assert found.extensions[0].data() == {**ASKED, **decided}


@pytest.mark.parametrize(
    ("who", "asked", "state", "answer"),
    [
        ("郑某", {"reject": True, "reason": "不具体"}, "rejected", "不具体"),
        ("周某", {"withdraw": True}, "withdrawn", None),
        ("吴某", {"withdraw": True, "reason": "已提前完成"}, "withdrawn", "已提前完成"),
    ],
)
def test_rejected_or_withdrawn_the_deadline_stays(
    who: str, asked: dict[str, Any], state: str, answer: str | None
) -> None:
    """The request stays on record with its end; one may be withdrawn by the asker's unit, alias or not."""
    found = after(who, supervised(REQUESTED), **asked)
    assert (found.deadline, found.original_deadline) == (supervised().deadline, None)
    kept = found.extensions[0]
    assert (kept.state, kept.decided_by, kept.answer) == (ExtensionState(state), who, answer)


@pytest.mark.parametrize(
    ("who", "asked", "message", "hint"),
    [
        ("王某", {"to": "2019年底", "reason": "x"}, "王某 is office, and that is for responsible", "周某, 吴某, 冯某"),
        ("陈某", {"to": "2019-12-31"}, "陈某 is of 别局, and that is for 县水利局 or 乡镇", "周某, 吴某, 冯某"),
        ("王某", {"approve": True}, "王某 is office, and that is for approver", "郑某"),
        ("周某", {"approve": True}, "周某 is responsible, and that is for approver", "郑某"),
        ("吴某", {"approve": True}, "who asked may not decide; 周某 of 县水利局 asked for it on 2019-02-20", "郑某"),
        ("吴某", {"reject": True}, "who asked may not decide; 周某 of 县水利局 asked for it on 2019-02-20", "郑某"),
        ("冯某", {"withdraw": True}, "冯某 is of 乡镇, and that is for 县水利局", "周某, 吴某"),
        ("郑某", {"withdraw": True}, "郑某 is approver, and that is for responsible", "周某, 吴某"),
    ],
)  # fmt: skip
def test_who_may_not(who: str, asked: dict[str, Any], message: str, hint: str) -> None:
    """Requests are the responsible side's, decisions an approver's of another unit, withdrawals the asker's unit's."""
    error = why(who, supervised(*([REQUESTED] if "to" not in asked else [])), **asked)
    assert error.message == f"QH-05 cannot be extended: {message}."
    assert error.hint is not None
    assert error.hint.endswith(f": {hint}")


@pytest.mark.parametrize("by", ["吴某", "zhou@desk"])
def test_who_asked_may_not_decide_whatever_name_it_was_asked_under(by: str) -> None:
    """An id or a login stands for the same person; a role of approver does not help."""
    people = [{**one, "roles": ["responsible", "approver"]} for one in PEOPLE]
    wish = {**REQUESTED, "by": by}
    wish.pop("unit")
    who = "周某" if by == "zhou@desk" else by
    error = why(who, supervised(wish), header={"people": people}, approve=True)
    assert f"{who} asked for it on 2019-02-20" in error.message


def test_a_request_of_nobody_known_is_anyone_s_of_the_role_to_withdraw() -> None:
    """One recorded before the register had people names no unit to compare with."""
    wish = {**REQUESTED, "by": "旧人"}
    wish.pop("unit")
    assert after("冯某", supervised(wish), withdraw=True).extensions[0].state is ExtensionState.WITHDRAWN
    assert after("吴某", supervised(wish), approve=True).extensions[0].state is ExtensionState.APPROVED


def test_papers_of_the_procedure_prove_nothing_of_the_cure() -> None:
    """The letter that asks and the one that answers are kept with the extension."""
    asked = after("周某", supervised(), evidence(1), to="2019年底", reason="x")
    granted = after("郑某", asked, evidence(2), evidence(1), approve=True)
    assert granted.extensions[0].papers == (evidence(1).sha256, evidence(2).sha256)
    assert (len(granted.evidence), granted.proof) == (2, ())


# --- nothing to do ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "extensions", "asked"),
    [
        ("周某", [REQUESTED], {"to": "2019-12-31", "reason": "r"}),
        ("周某", [REQUESTED], {"to": "2019年底", "reason": "r"}),
        ("周某", [APPROVED], {"to": "2019年底", "reason": "r"}),
        ("郑某", [REJECTED, APPROVED], {"approve": True}),
        ("郑某", [REJECTED], {"reject": True}),
        ("周某", [{**ASKED, "state": "withdrawn"}], {"withdraw": True}),
    ],
)
def test_what_is_on_record_already_is_nothing_to_do(
    who: str, extensions: list[dict[str, Any]], asked: dict[str, Any]
) -> None:
    """The same request, or a decision that was made; for a closed issue too."""
    moved = {"deadline": YEAR_END} if APPROVED in extensions else {}
    for status in ("in_progress", "closed") if REQUESTED not in extensions else ("in_progress",):
        found = judged(who, supervised(*extensions, **moved, status=status), **asked)
        assert (found.event, found.error) == (None, None)


def test_in_profile_simple_the_same_again_is_nothing_to_do() -> None:
    """Unless the deadline was moved since: then it is asked anew."""
    recorded = {**ASKED, "state": "recorded"}
    again = request("extend", to="2019年底", reason="r")
    for action in (again, request("extend", approve=True)):
        assert changes(action, issue(deadline=YEAR_END, extensions=[recorded])) == {}
    assert "extensions[1]" in changes(again, issue(deadline=JUNE, extensions=[recorded]))
    assert refusal(again, issue(extensions=[recorded])).hint == "rectify assign QH-05 --due 2019-12-31"


def test_nothing_to_do_with_a_new_file_is_refused() -> None:
    """A file is never dropped in silence."""
    error = why("郑某", supervised(APPROVED, deadline=YEAR_END), evidence(), approve=True)
    assert error.message == "QH-05 cannot be extended: that is on record already, and the evidence is new."
    assert error.hint == "keep it with a remark: rectify note QH-05 TEXT --evidence FILE"


@pytest.mark.parametrize(
    ("before", "asked", "message", "hint"),
    [
        ({}, {"approve": True}, "no extension is asked for", "rectify extend QH-05 --to DATE --reason TEXT"),
        (
            {"extensions": [REJECTED]},
            {"approve": True},
            "no request is undecided; the last was rejected by 郑某 on 2019-02-22",
            "to ask anew: rectify extend QH-05 --to DATE --reason TEXT",
        ),
        (
            {"extensions": [{**ASKED, "state": "recorded"}]},
            {"reject": True, "reason": "x"},
            "no request is undecided; the last was recorded by 周某 on 2019-02-20",
            "to ask anew: rectify extend QH-05 --to DATE --reason TEXT",
        ),
        (
            {"extensions": [REQUESTED]},
            {"reject": True},
            "a rejection needs a reason",
            "rectify extend QH-05 --reject --reason TEXT",
        ),
        (
            {"extensions": [REQUESTED]},
            {"approve": True, "on": "2019-02-19"},
            "it was asked for on 2019-02-20, after 2019-02-19",
            "give the true day with --on DATE",
        ),
        (
            {"extensions": [REQUESTED], "deadline": {"date": "2020-01-01"}},
            {"approve": True},
            "2019-12-31 is not after its deadline, 2020-01-01",
            "an extension is a later deadline",
        ),
        (
            {"extensions": [REQUESTED], "status": "closed"},
            {"approve": True},
            "it is closed, and extend goes from open or in_progress or submitted or verified or on_notice",
            "rectify reopen QH-05 --reason TEXT",
        ),
    ],
)
def test_a_decision_that_is_refused(before: dict[str, Any], asked: dict[str, Any], message: str, hint: str) -> None:
    """There must be something to decide, in the order of days, and a rejection is explained."""
    error = why("郑某", supervised(**before), **asked)
    assert (error.message, error.hint) == (f"QH-05 cannot be extended: {message}.", hint)


@pytest.mark.parametrize(
    ("limit", "granted", "message"),
    [
        (0, [], "the limit is 0, and 0 are granted."),
        (1, [APPROVED], "the limit is 1, and 1 is granted (until 2019-12-31, asked for on 2019-02-20)."),
        (1, [{**ASKED, "state": "recorded"}], "the limit is 1, and 1 is granted (until 2019-12-31, asked for"),
    ],
)
def test_a_limit_that_was_lowered_holds_for_the_approval(limit: int, granted: list[Any], message: str) -> None:
    """What was asked for under another limit is decided under the one in force; it may still be rejected."""
    later = {**REQUESTED, "to": {"date": "2020-06-30"}}
    before = supervised(*granted, later, deadline=YEAR_END)
    policy = {"policy": {"profile": "supervised", "extension_limit": limit}}
    assert message in why("郑某", before, header=policy, approve=True).message
    assert after("郑某", before, header=policy, reject=True, reason="x").extensions[-1].state == "rejected"


def test_each_cycle_has_extensions_of_its_own() -> None:
    """After a rebound the count begins anew, and a request that nobody decided has lapsed."""
    old = [APPROVED, {**APPROVED, "to": {"date": "2020-06-30"}}, {**REQUESTED, "to": {"date": "2020-12-31"}}]
    before = supervised(*old, deadline={"date": "2020-06-30"}, cycle=2)
    found = after("周某", before, to="2020-12-31", reason="r")
    assert [(one.state.value, one.cycle) for one in found.extensions[2:]] == [("requested", 1), ("requested", 2)]
    assert why("郑某", before, approve=True).message.endswith("no extension is asked for.")
    assert after("郑某", found, approve=True).extensions[2].state is ExtensionState.REQUESTED
