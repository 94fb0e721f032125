from typing import Any

import pytest

from rectify.actions.verify import Verify
from rectify.errors import BadBatchLine
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, substance_digest
from tests.make import changes, evidence, issue, moment, refusal, register, request

SEEN: dict[str, Any] = {"on": "2019-03-01", "by": "王芳", "method": "onsite"}


def verified(**fields: Any) -> Issue:
    """A verified issue with one file."""
    before = issue(status="submitted", evidence=[evidence()], **fields)
    return request("verify", method="onsite").decide(register(before), moment())


def bound(to: Issue) -> dict[str, str]:
    """What a verification of this issue is bound to."""
    return {"substance": substance_digest(to), "evidence": evidence_digest(to)}


def test_a_verification_is_bound_to_what_was_seen() -> None:
    """Method, day, actor and the digests of substance and evidence stand in it."""
    before = issue(status="submitted", evidence=[evidence()])
    assert changes(request("verify", method="onsite", unit="住建厅"), before) == {
        "status": "verified",
        "verifications": [{**SEEN, "unit": "住建厅", **bound(before)}],
    }


def test_evidence_handed_in_with_it_is_part_of_it() -> None:
    """The report of the visit is bound with the rest, in the present cycle."""
    before = issue(status="submitted", cycle=2, evidence=[evidence()])
    done = changes(request("verify", method="document"), before, evidence(2))
    after = before.but(evidence=[evidence(), evidence(2, cycle=2, on="2019-03-01", by="王芳")])
    assert done["evidence[1]"] == after.evidence[1].data()
    assert done["verifications"] == [{**SEEN, "method": "document", "cycle": 2, **bound(after)}]


def test_what_is_verified_is_nothing_to_do() -> None:
    """The same content is not verified twice, also when the known file is handed in again."""
    assert changes(request("verify", method="test"), verified()) == {}
    assert changes(request("verify", method="test"), verified(), evidence()) == {}


@pytest.mark.parametrize("fields", [{"target": "other"}, {"verifications": []}])
def test_a_stale_verification_is_made_again(fields: dict[str, Any]) -> None:
    """After a change of substance (or where none is on record) it may be verified anew."""
    stale = verified().but(**fields)
    done = changes(request("verify", method="test"), stale)
    assert list(done.values())[-1] in (
        {**SEEN, "method": "test", **bound(stale)},
        [{**SEEN, "method": "test", **bound(stale)}],
    )
    assert "status" not in done


def test_new_evidence_is_a_new_verification() -> None:
    """What a verified issue gets afterwards must have been seen as well."""
    done = changes(request("verify", method="test"), verified(), evidence(2))
    assert set(done) == {"evidence[1]", "verifications[1]"}


@pytest.mark.parametrize("status", ["open", "in_progress", "on_notice", "closed"])
def test_only_what_is_submitted_is_verified(status: str) -> None:
    """There must be something to verify."""
    error = refusal(request("verify", method="onsite"), issue(status=status), evidence())
    assert error.message == f"QH-05 cannot be verified: it is {status}, and verify goes from submitted."


def test_the_method_is_required() -> None:
    """On site, on paper, by monitoring or by test: it must be said."""
    with pytest.raises(BadBatchLine, match="verify needs 'method'"):
        request("verify")
    assert Verify.model_fields["method"].is_required()
