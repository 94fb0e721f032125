from pathlib import Path

import pytest

from rectify import checks
from rectify.checks.all_checks import CHECKS, all_flaws
from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity
from tests.checks.inspecting import FILE, issue, seen

PLACES = {"Q-1": Place(FILE, 5), "Q-2": Place(FILE, 9)}
NO_CHECKS = {"__init__", "all_checks", "inspected"}


def test_every_module_of_the_room_is_a_check_in_force() -> None:
    """A check that is written is also run; its name is that of its file."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - NO_CHECKS
    assert {name.replace("-", "_") for name in CHECKS} == files


def test_the_gravest_flaws_come_first_and_then_the_order_of_the_file() -> None:
    """A reader sees damage before errors before warnings, and each of them from the top of the file down."""
    broken = Flaw("trail-chain", Severity.DAMAGE, "broken")
    one = issue("Q-1", status="open", parent="Q-8")
    two = issue("Q-2", status="open", parent="Q-9")
    found = all_flaws(seen(two, one, chain=(broken,), place=lambda entry, _: PLACES[entry]))
    assert [(flaw.severity.value, flaw.issue, flaw.check) for flaw in found] == [
        ("damage", None, "trail-chain"),
        ("error", "Q-1", "unknown-issue"),
        ("error", "Q-2", "unknown-issue"),
        ("warning", "Q-1", "missing-unit"),
        ("warning", "Q-1", "missing-deadline"),
        ("warning", "Q-2", "missing-unit"),
        ("warning", "Q-2", "missing-deadline"),
    ]


@pytest.mark.parametrize("count", [0, 1])
def test_a_register_without_flaws_has_none(count: int) -> None:
    """Nothing is told of an empty register, nor of one in good order."""
    good = issue(units={"responsible": ["甲"]}, deadline={"date": "2020-01-01"})
    flaws = all_flaws(seen(*[good] * count))
    assert [flaw.check for flaw in flaws] == ["trail-chain"] * count  # nothing recorded yet
