import pytest

from rectify.checks.shared_evidence import find
from rectify.model.issue import Issue
from rectify.terms import Severity
from tests.checks.inspecting import file, issue, seen, told

BLOB = f"{'0' * 16}-1.jpg"


def holder(id_: str, **fields: object) -> Issue:
    """An issue that has the one file, after another of its own."""
    return issue(id_, evidence=[file(sum(map(ord, id_))), file(1)], **fields)


@pytest.mark.parametrize(
    ("issues", "others"),
    [
        ([holder("Q-1")], None),
        ([holder("Q-1"), holder("Q-2")], "Q-2"),
        ([holder("Q-1"), issue("Q-2", evidence=[file(2)]), holder("Q-3")], "Q-3"),
        ([holder("Q-1"), holder("Q-2", outcome="merged", status="closed")], None),
        ([holder("Q-1"), holder("Q-2", parent="Q-1")], None),
        ([holder("Q-1", parent="Q-3"), issue("Q-3", parent="Q-2"), holder("Q-2")], None),
        ([holder("Q-9"), holder("Q-1", parent="Q-9"), holder("Q-2", parent="Q-9")], "Q-2"),
        ([holder("Q-1", parent="Q-8"), holder("Q-2", parent="Q-1")], None),
        ([holder(f"Q-{number}") for number in range(1, 9)], "Q-2, Q-3, Q-4, Q-5, Q-6 and 2 more"),
    ],
)
def test_a_file_proves_one_issue_or_its_line(issues: list[Issue], others: str | None) -> None:
    """A problem may share a file with its task, not a task with its sister; each file is told once."""
    flaws = list(find(seen(*issues)))
    assert [flaw.message for flaw in flaws] == ([f"Q-1 evidence {BLOB} is also that of {others}"] if others else [])
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("shared-evidence", Severity.WARNING, "evidence[1]")


def test_a_file_of_two_cycles_is_one_issue_s() -> None:
    """Handed in again after a reopening it is still its own."""
    assert told(find, seen(issue(evidence=[file(1), file(1, cycle=2)]))) == []


def test_issues_in_a_circle_are_strangers_to_none() -> None:
    """A circle of parents ends where it began; it is told by another check."""
    assert told(find, seen(holder("Q-1", parent="Q-2"), holder("Q-2", parent="Q-1"))) == []
