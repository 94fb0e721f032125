from typing import Any

import pytest

from tests.make import changes, issue, refusal, request

SUBMITTED: dict[str, Any] = {"on": "2019-02-01", "by": "李四"}


@pytest.mark.parametrize("status", ["submitted", "verified", "on_notice"])
def test_it_goes_back_to_the_unit(status: str) -> None:
    """The status goes back, and the submission is marked as returned on that day."""
    before = issue(status=status, submissions=[SUBMITTED])
    assert changes(request("return", reason="覆土厚度不足", on="2019-02-10"), before) == {
        "status": "in_progress",
        "submissions[0].returned_on": "2019-02-10",
    }


def test_a_mark_once_made_stays() -> None:
    """Submissions returned before, or of an earlier cycle, keep what they say."""
    early = {**SUBMITTED, "returned_on": "2019-02-02"}
    before = issue(
        status="submitted", cycle=2, submissions=[SUBMITTED, {**early, "cycle": 2}, {**SUBMITTED, "cycle": 2}]
    )
    assert changes(request("return", reason="x"), before) == {
        "status": "in_progress",
        "submissions[2].returned_on": "2019-03-01",
    }


def test_it_needs_no_submission_on_record() -> None:
    """A register taken over by hand may know the status only."""
    assert changes(request("return", reason="x"), issue(status="submitted")) == {"status": "in_progress"}


def test_never_without_a_reason() -> None:
    """Who sends work back says why."""
    error = refusal(request("return"), issue(status="submitted"))
    assert error.message == "QH-05 cannot be returned: no reason is given."
    assert error.hint == "rectify return QH-05 --reason TEXT"


def test_what_is_in_progress_is_nothing_to_do() -> None:
    """It is where a return leads already."""
    assert changes(request("return"), issue(status="in_progress")) == {}


@pytest.mark.parametrize("status", ["open", "closed"])
def test_only_what_was_handed_in_is_returned(status: str) -> None:
    """An open issue was never handed in; a closed one is reopened."""
    error = refusal(request("return", reason="x"), issue(status=status))
    assert error.message == (
        f"QH-05 cannot be returned: it is {status}, and return goes from submitted or verified or on_notice."
    )


def test_what_was_verified_and_published_goes_back_too() -> None:
    """Verifications of this cycle are marked, a notice in force is withdrawn; what was marked before stays."""
    seen: dict[str, Any] = {"by": "李强", "method": "onsite", "substance": "a" * 64, "evidence": "b" * 64}
    shown: dict[str, Any] = {"ends": "2019-02-20", "days": 10, "calendar": "cn", "place": "县政府网站", "by": "公示员"}
    before = issue(
        status="on_notice",
        cycle=2,
        verifications=[{**seen, "on": "2018-02-01"}, {**seen, "on": "2019-02-02", "cycle": 2}],
        notices=[
            {**shown, "on": "2018-02-02"},
            {**shown, "on": "2019-02-03", "cycle": 2, "withdrawn_on": "2019-02-04", "withdrawn_reason": "错"},
            {**shown, "on": "2019-02-05", "cycle": 2},
        ],
    )
    assert changes(request("return", reason="群众反映属实"), before) == {
        "status": "in_progress",
        "verifications[1].returned_on": "2019-03-01",
        "notices[2].withdrawn_on": "2019-03-01",
        "notices[2].withdrawn_reason": "群众反映属实",
    }
