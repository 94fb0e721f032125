import pytest

from rectify.checks.parent_circle import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("parents", "words"),
    [
        ({"A": None, "B": "A", "C": "B"}, []),
        ({"A": "A", "B": "Z"}, []),
        ({"A": "B", "B": "A"}, ["A is its own parent in the end: A → B → A"]),
        ({"D": "B", "A": "B", "B": "C", "C": "A"}, ["A is its own parent in the end: A → B → C → A"]),
        ({"D": "C", "A": "B", "B": "C", "C": "A"}, ["A is its own parent in the end: A → B → C → A"]),
        (
            {"A": "B", "B": "A", "C": "D", "D": "C", "E": "A"},
            ["A is its own parent in the end: A → B → A", "C is its own parent in the end: C → D → C"],
        ),
        (
            {str(number): str((number + 1) % 9) for number in range(9)},
            ["0 is its own parent in the end: 0 → 1 → 2 → 3 → 4 → 5 → … 3 more … → 0"],
        ),
    ],
)
def test_a_circle_is_told_once_at_its_first(parents: dict[str, str | None], words: list[str]) -> None:
    """From wherever one comes into it; an issue that is its own parent is an unknown-issue."""
    flaws = list(find(seen(*(issue(id_, parent=parent) for id_, parent in parents.items()))))
    assert [flaw.message for flaw in flaws] == words
    assert all((flaw.check, flaw.severity, flaw.path) == ("parent-circle", Severity.ERROR, "parent") for flaw in flaws)
