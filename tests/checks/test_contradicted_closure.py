from typing import Any

import pytest

from rectify.checks.contradicted_closure import find
from tests.checks.inspecting import issue, seen, told

CLOSURE = {"on": "2019-06-01", "by": "王", "outcome": "rectified"}
BACK = CLOSURE | {"reopened_on": "2019-07-01"}
STANDS = "Q-1 is in_progress, but its closure was never taken back"


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({"status": "in_progress"}, []),
        ({"status": "closed", "outcome": "rectified", "closures": [CLOSURE]}, []),
        ({"status": "in_progress", "cycle": 2, "closures": [BACK]}, []),
        ({"status": "in_progress", "outcome": "rectified", "closures": [CLOSURE]}, [STANDS]),
        ({"status": "in_progress", "cycle": 2, "closures": [BACK, CLOSURE | {"cycle": 2}]}, [STANDS]),
        ({"status": "open", "outcome": "unfounded"}, ["Q-1 is open, but its outcome is unfounded"]),
    ],
)
def test_a_closure_stands_or_was_taken_back(fields: dict[str, Any], flaws: list[str]) -> None:
    """A status set by hand leaves the closure behind, and that is told."""
    assert told(find, seen(issue(**fields))) == flaws
