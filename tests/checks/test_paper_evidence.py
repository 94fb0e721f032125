from typing import Any

import pytest

from rectify.checks.paper_evidence import find
from rectify.terms import Severity
from tests.checks.inspecting import file, issue, seen

PAPERS = [file(1, kind="meeting"), file(2, kind="document"), file(3, kind="meeting")]
CLOSED = {"status": "closed", "outcome": "rectified"}
TOLD = "and all its evidence is papers: meeting (2), document (1)"


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"status": "closed", "evidence": PAPERS}, True),
        (CLOSED | {"evidence": PAPERS}, True),
        ({"status": "submitted", "evidence": PAPERS}, True),
        (CLOSED | {"evidence": PAPERS, "kind": "petition"}, True),
        (CLOSED | {"evidence": [*PAPERS, file(4, kind="photo", cycle=2)]}, True),
        (CLOSED | {"evidence": PAPERS, "kind": "opinion"}, False),
        ({"status": "closed", "outcome": "unfounded", "evidence": PAPERS}, False),
        ({"status": "closed", "outcome": "merged", "evidence": PAPERS}, False),
        ({"status": "in_progress", "evidence": PAPERS}, False),
        (CLOSED | {"evidence": [*PAPERS, file(4, kind="photo")]}, False),
        (CLOSED | {"evidence": [*PAPERS, file(4)]}, False),
        (CLOSED | {"evidence": [*PAPERS, file(4, kind="照片")]}, False),
        (CLOSED, False),
    ],
)
def test_only_papers_are_the_sign_of_a_paper_cure(fields: dict[str, Any], is_told: bool) -> None:
    """One file that may show the place is enough; an opinion may be cured on paper."""
    flaws = list(find(seen(issue(**fields))))
    assert [flaw.message for flaw in flaws] == [f"Q-1 is {fields['status']}, {TOLD}"] * is_told
    assert all(
        (flaw.check, flaw.severity, flaw.path) == ("paper-evidence", Severity.WARNING, "evidence") for flaw in flaws
    )


def test_papers_of_the_procedure_are_no_evidence_of_the_cure() -> None:
    """The record of an acceptance is not judged, neither as a paper nor as a proof."""
    digest = file(4)["sha256"]
    step = {"on": "2019-06-01", "by": "李", "method": "onsite", "substance": digest, "evidence": digest}
    fields: dict[str, Any] = {
        "evidence": [*PAPERS, file(4, kind="photo")],
        "verifications": [step | {"papers": [digest]}],
    }
    assert len(list(find(seen(issue(**CLOSED, **fields))))) == 1
