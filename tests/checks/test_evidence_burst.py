from typing import Any

import pytest

from rectify.checks.evidence_burst import find
from rectify.terms import Severity
from tests.checks.inspecting import event, file, issue, recorded_when_made, run, seen

DONE = {"on": "2019-05-03", "by": "王"}
BEGAN = run(1, event("add"), at="2019-04-01")
FILES = [file(number, on="2019-05-01") for number in range(5)]
FIELDS: dict[str, Any] = {"status": "submitted", "submissions": [DONE], "evidence": FILES}


@pytest.mark.parametrize(
    ("fields", "runs", "is_told"),
    [
        ({}, (BEGAN,), True),
        ({"outcome": "rectified", "status": "closed"}, (BEGAN,), True),
        ({"outcome": "unfounded", "status": "closed"}, (BEGAN,), False),
        ({"status": "in_progress"}, (BEGAN,), False),
        ({"submissions": [DONE | {"on": "2019-05-04"}]}, (BEGAN,), True),
        ({"submissions": [DONE | {"on": "2019-05-05"}]}, (BEGAN,), False),
        ({"submissions": [DONE | {"on": "2019-04-30"}]}, (BEGAN,), False),
        ({"evidence": FILES[1:]}, (BEGAN,), False),
        ({"evidence": [*FILES, file(9, on="2019-04-20")]}, (BEGAN,), False),
        ({"evidence": [file(number) for number in range(5)]}, (BEGAN,), False),
        ({}, (), False),
        ({}, (run(1, event("add"), at="2019-04-02"),), False),
        ({}, (run(1, event("add", on="2019-04-01"), at="2019-04-09"),), True),
        ({}, (run(1, event("add", on="soon"), at="2019-04-01"),), True),
    ],
)
def test_a_heap_of_files_at_the_end_is_told(fields: dict[str, Any], runs: tuple[Any, ...], is_told: bool) -> None:
    """Five files on one day, at the end of thirty days without any."""
    flaws = list(find(seen(issue(**(FIELDS | fields)), runs=runs, recorded_on=recorded_when_made)))
    words = "Q-1 has 5 files, all handed in on 2019-05-01; none came in the 30 days before"
    assert [flaw.message for flaw in flaws] == [words] * is_told
    assert all((flaw.check, flaw.severity) == ("evidence-burst", Severity.WARNING) for flaw in flaws)


@pytest.mark.parametrize(("reopened_on", "is_told"), [("2019-03-01", True), ("2019-04-20", False), (None, False)])
def test_a_later_cycle_begins_with_its_reopening(reopened_on: str | None, is_told: bool) -> None:
    """The files of the cycle before are not counted, nor are its days; a cycle without a beginning is not judged."""
    closure = {"on": "2019-02-01", "by": "王", "outcome": "rectified", "reopened_on": reopened_on}
    fields = {"cycle": 2, "submissions": [DONE | {"cycle": 2}], "closures": [closure]}
    files = [file(number, on="2019-05-01", cycle=2) for number in range(5)]
    again = issue(**(FIELDS | fields | {"evidence": [file(7, on="2019-01-01"), *files]}))
    assert bool(list(find(seen(again, runs=(BEGAN,), recorded_on=recorded_when_made)))) is is_told
