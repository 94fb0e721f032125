from typing import Any

import pytest

from rectify.checks.evidence_date import find
from rectify.model.event import Mention
from rectify.terms import Severity, Via
from tests.checks.inspecting import event, file, issue, recorded_when_made, run, seen

NAME = f"{'0' * 16}-1.jpg"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"date": "2019-06-01"}, None),
        ({"on": "2019-06-01"}, None),
        ({"on": "2019-06-01", "date": "2018-12-03"}, None),
        (
            {"on": "2019-06-01", "date": "2018-12-02"},
            "is dated 2018-12-02, 181 days before it was handed in (2019-06-01)",
        ),
        ({"on": "2019-06-01", "date": "2018-12-02", "kind": "plan"}, None),
        ({"on": "2019-06-01", "date": "2019-06-02"}, "is dated 2019-06-02, 1 day after it was handed in (2019-06-01)"),
        ({"on": "2019-06-01", "date": "2019-06-03"}, "is dated 2019-06-03, 2 days after it was handed in (2019-06-01)"),
        (
            {"on": "2019-06-01", "date": "2019-06-02", "kind": "plan"},
            "is dated 2019-06-02, 1 day after it was handed in (2019-06-01)",
        ),
    ],
)
def test_what_a_file_claims_is_near_the_day_it_came(fields: dict[str, Any], words: str | None) -> None:
    """Half a year is usual, for a plan any time; no file is younger than the day it came on."""
    flaws = list(find(seen(issue(evidence=[file(2), file(1, **fields)]))))
    assert [flaw.message for flaw in flaws] == ([f"Q-1 evidence {NAME} {words}"] if words else [])
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("evidence-date", Severity.WARNING, "evidence[1]")


@pytest.mark.parametrize(("via", "is_told"), [(Via.CLI, True), (Via.ADOPT, False)])
def test_the_day_of_the_run_counts_where_the_register_has_none(via: Via, is_told: bool) -> None:
    """A register that was taken in as found does not tell when its files came."""
    old = issue(evidence=[file(1, date="2018-01-01")])
    came = run(3, event("submit", evidence=(Mention(file(1)["sha256"], "1.jpg", 1),)), via=via)
    flaws = list(find(seen(old, runs=(came,), recorded_on=recorded_when_made)))
    assert bool(flaws) is is_told
