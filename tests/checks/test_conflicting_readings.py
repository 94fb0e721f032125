from typing import Any

import pytest

from rectify.checks.conflicting_readings import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen


def read(on: str, value: str, **fields: str) -> dict[str, str]:
    """A reading."""
    return {"on": on, "value": value} | fields


@pytest.mark.parametrize(
    ("readings", "words"),
    [
        ([], []),
        ([read("2019-06-01", "40"), read("2019-06-02", "41")], []),
        ([read("2019-06-01", "40"), read("2019-06-01", "40.0")], []),
        ([read("2019-06-01", "40"), read("2019-06-01", "38")], ["2019-06-01: 40 and 38"]),
        (
            [read("2019-06-01", "40", by="王芳"), read("2019-06-01", "38", by="李敏"), read("2019-06-01", "38")],
            ["2019-06-01: 40 by 王芳 and 38 by 李敏"],
        ),
    ],
)
def test_a_day_has_one_figure(readings: list[Any], words: list[str]) -> None:
    """The same figure written twice, or with more digits, is one."""
    parts = [{"name": "氨氮"}, {"name": "COD", "readings": readings}]
    flaws = list(find(seen(issue(indicators=parts))))
    assert [flaw.message for flaw in flaws] == [
        f"Q-1 has more than one figure for indicator COD on {one}" for one in words
    ]
    for flaw in flaws:
        expected = ("conflicting-readings", Severity.WARNING, "indicators[1].readings")
        assert (flaw.check, flaw.severity, flaw.path) == expected
