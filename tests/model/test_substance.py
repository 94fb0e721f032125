from typing import Any

import pytest

from rectify.model.closing import Verification
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, is_stale, substance_digest
from tests.make import evidence, issue

VERIFIED = issue(status="submitted", units={"responsible": ["县政府"]}, evidence=[evidence()])


def verification(of: Issue) -> Verification:
    """A verification of an issue as it stands."""
    return Verification.model_validate(
        {"on": "2019-03-01", "by": "王芳", "method": "onsite"}
        | {"substance": substance_digest(of), "evidence": evidence_digest(of)}
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "other"},
        {"description": "x"},
        {"target": "x"},
        {"standard": "x"},
        {"indicators": [{"name": "n"}]},
        {"measures": [{"id": "M1", "text": "x"}]},
        {"milestones": [{"id": "N1", "text": "x"}]},
        {"units": {"responsible": ["other"]}},
        {"units": {"responsible": ["县政府"], "lead": "州政府"}},
        {"evidence": [evidence(), evidence(2)]},
        {"evidence": []},
        {"cycle": 2},
    ],
)
def test_a_change_of_substance_or_evidence_makes_a_verification_stale(fields: dict[str, Any]) -> None:
    """A verification stands only for what was seen."""
    assert is_stale(verification(VERIFIED), VERIFIED.but(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"notes": "x"},
        {"percent": 5},
        {"status": "verified"},
        {"person": "李四"},
        {"deadline": {"class": "standing"}},
    ],
)
def test_other_changes_leave_it_standing(fields: dict[str, Any]) -> None:
    """Remarks, pace and status are not what was verified."""
    assert not is_stale(verification(VERIFIED), VERIFIED.but(**fields))


def test_the_digests_are_known() -> None:
    """The form of the digest never changes: the trail of years is bound to it."""
    assert substance_digest(issue(title="t")) == "6ac7c6dfd8350a99d9a58fc15b4ce73b816b8f7923375db5c4d6f6256d5497bb"
    assert evidence_digest(VERIFIED) == "9d60b5d4c20ca56b0927345869f2500e254891a9b668b63734912846eff6dfe5"
