from typing import Any

import pytest

from rectify.checks.missing_unit import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


@pytest.mark.parametrize(
    ("units", "is_told"),
    [
        ({}, True),
        ({"lead": "甲川县政府"}, True),
        ({"supervising": "省水利厅", "accepting": "省水利厅", "cooperating": ["乙"]}, True),
        ({"responsible": ["甲川县水务局"]}, False),
    ],
)
def test_only_a_responsible_unit_is_a_master(units: dict[str, Any], is_told: bool) -> None:
    """Who leads, helps, watches or accepts is not who answers for the work."""
    flaws = list(find(seen(issue(units=units))))
    assert bool(flaws) is is_told
    for flaw in flaws:
        assert (flaw.check, flaw.severity, flaw.path) == ("missing-unit", Severity.WARNING, "units")
        assert flaw.message == "Q-1 has no responsible unit"
        assert flaw.hint == "rectify assign Q-1 --unit UNIT"
