from typing import Any

import pytest

from rectify.checks.unknown_unit import find
from rectify.model.header import Header
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told

LISTED = Header.model_validate({"units": {"省水利厅": ["水利厅", "省水务厅"], "甲川县政府": []}})


@pytest.mark.parametrize(
    ("units", "unknown"),
    [
        ({}, []),
        ({"lead": "省水利厅", "responsible": ["甲川县政府"]}, []),
        ({"lead": "水利厅", "accepting": "省水务厅"}, []),
        ({"responsible": ["乙山县政府", "甲川县政府"]}, ["乙山县政府"]),
        ({"lead": "丙", "cooperating": ["丁", "丙"], "supervising": "丙"}, ["丙", "丁"]),
    ],
)
def test_a_unit_is_known_by_its_name_or_an_alias(units: dict[str, Any], unknown: list[str]) -> None:
    """Every name in every role is looked up once an issue; an alias counts as its unit."""
    assert told(find, seen(issue(units=units), header=LISTED)) == [
        f"Q-1 names a unit not in the header: {name}" for name in unknown
    ]


def test_a_header_without_a_list_knows_every_unit() -> None:
    """Only a register that lists its units can meet an unknown one."""
    assert told(find, seen(issue(units={"lead": "丙"}))) == []


def test_an_unknown_unit_is_a_warning_that_says_where_to_add_it() -> None:
    """The cure lies in the header, so the hint points there."""
    (flaw,) = find(seen(issue(units={"lead": "丙"}), header=LISTED))
    assert (flaw.check, flaw.severity, flaw.path) == ("unknown-unit", Severity.WARNING, "units")
    assert flaw.hint == "add it to units in the register's header, or as an alias of a unit there"
