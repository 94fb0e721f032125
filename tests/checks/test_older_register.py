import pytest

from rectify.checks.older_register import find
from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told

EDIT = Event("adopt", "Q-1", changes=(Change("status", "closed", "open"),))


def run(seq: int, after: str) -> Run:
    """A run that left a register of this digest."""
    return Run(f"2019-01-0{seq}T04:00:00Z", "甲某", "jia", "desk", "cli", "rectify 0", (), seq=seq, after=after)


RUNS = (run(1, "a"), run(2, "b"), run(3, "b"), run(4, "c"), run(5, "d"))


@pytest.mark.parametrize(
    ("digest", "words"),
    [
        ("a", "the register is the one that run 1 left (2019-01-01T04:00:00Z); 4 later runs are not in it"),
        ("b", "the register is the one that run 3 left (2019-01-03T04:00:00Z); 2 later runs are not in it"),
        ("c", "the register is the one that run 4 left (2019-01-04T04:00:00Z); a later run is not in it"),
    ],
)
def test_a_register_that_an_earlier_run_left_is_told(digest: str, words: str) -> None:
    """With the run, of several the last, and how many came after it."""
    (flaw,) = find(seen(issue(), runs=RUNS, edits=(EDIT,), digest=digest))
    assert (flaw.message, flaw.severity) == (words, Severity.ERROR)
    assert "rectify check --rebuild" in str(flaw.hint)


@pytest.mark.parametrize("digest", ["d", "x"])
def test_the_register_of_the_last_run_and_any_other_are_not_older(digest: str) -> None:
    """What was merely edited is told field by field elsewhere."""
    assert told(find, seen(issue(), runs=RUNS, edits=(EDIT,), digest=digest)) == []


def test_a_register_without_differences_is_not_older() -> None:
    """Bytes of an earlier day with the values of today: a comment was taken out again."""
    assert told(find, seen(issue(), runs=RUNS, digest="a")) == []
    assert told(find, seen(issue(), edits=(EDIT,), digest="a")) == []
