from typing import Any

import pytest

from rectify.checks.paperless_closure import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told

PAPER = {"sha256": "a" * 64, "name": "a.pdf", "size": 1}
CLOSURE = {"on": "2019-06-01", "by": "王", "outcome": "rectified"}
NO_EVIDENCE = "Q-1 is closed without evidence"
NO_CLOSURE = "Q-1 is closed without a closure on record"


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({"status": "open"}, []),
        ({"status": "verified"}, []),
        ({"status": "closed", "evidence": [PAPER], "closures": [CLOSURE]}, []),
        ({"status": "closed"}, [NO_EVIDENCE, NO_CLOSURE]),
        ({"status": "closed", "evidence": [PAPER]}, [NO_CLOSURE]),
        ({"status": "closed", "closures": [CLOSURE]}, [NO_EVIDENCE]),
        ({"status": "closed", "cycle": 2, "evidence": [PAPER], "closures": [CLOSURE]}, [NO_EVIDENCE, NO_CLOSURE]),
        (
            {"status": "closed", "cycle": 2, "evidence": [PAPER | {"cycle": 2}], "closures": [CLOSURE | {"cycle": 2}]},
            [],
        ),
    ],
)
def test_a_closed_issue_rests_on_paper_of_its_present_cycle(fields: dict[str, Any], flaws: list[str]) -> None:
    """What proved an earlier life of the issue proves nothing for this one."""
    assert told(find, seen(issue(**fields))) == flaws


def test_it_is_a_warning_at_the_status() -> None:
    """The gap is told where the register says closed."""
    assert {(flaw.check, flaw.severity, flaw.path) for flaw in find(seen(issue(status="closed")))} == {
        ("paperless-closure", Severity.WARNING, "status")
    }
