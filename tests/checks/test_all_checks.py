import re
from pathlib import Path

import pytest

from rectify import checks
from rectify.checks.all_checks import NAMES, all_flaws, check_named
from rectify.errors import BadUsage
from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity
from tests.checks.inspecting import FILE, issue, seen

PLACES = {"Q-1": Place(FILE, 5), "Q-2": Place(FILE, 9)}
NO_CHECKS = {"__init__", "all_checks", "inspected"}


def test_every_module_of_the_room_is_a_check_in_force() -> None:
    """A check that is written is also run; its name is that of its file."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - NO_CHECKS
    assert {name.replace("-", "_") for name in NAMES} == files
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_a_check_says_what_it_looks_for_why_and_what_to_do(name: str) -> None:
    """In whole sentences, short enough to be read."""
    check = check_named(name)
    assert name == check.NAME
    for part in (check.FINDS, check.WHY, check.DO):
        assert part == part.strip()
        assert part.endswith(".")
        assert 20 < len(part) < 600


@pytest.mark.parametrize("name", NAMES)
def test_a_check_is_as_grave_as_it_says(name: str) -> None:
    """Its page names what its code uses, and nothing else; what the store found of a trail has more ways to be bad."""
    check = check_named(name)
    source = (Path(checks.__file__).parent / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8")
    used = {Severity[word] for word in re.findall(r"Severity\.(\w+)", source.partition("def find")[2])}
    assert used <= set(check.SEVERITIES)
    assert used == set(check.SEVERITIES) or name == "trail-chain"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("missing-units", "did you mean missing-unit"),
        ("MISSING_UNIT", "did you mean missing-unit"),
        ("all_checks", "the checks are trail-chain, older-register, "),
        ("", "the checks are trail-chain, "),
    ],
)
def test_an_unknown_check_is_answered_with_the_nearest(name: str, hint: str) -> None:
    """A module of the room that is no check is none; where nothing is near, all are named."""
    with pytest.raises(BadUsage, match="no check is called") as told:
        check_named(name)
    assert str(told.value.hint).startswith(hint)


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
        ("warning", "Q-1", "missing-plan"),
        ("warning", "Q-2", "missing-unit"),
        ("warning", "Q-2", "missing-deadline"),
        ("warning", "Q-2", "missing-plan"),
    ]


@pytest.mark.parametrize("count", [0, 1])
def test_a_register_without_flaws_has_none(count: int) -> None:
    """Nothing is told of an empty register, nor of one in good order."""
    good = issue(
        units={"responsible": ["甲"]}, deadline={"date": "2020-01-01"}, measures=[{"id": "M1", "text": "清淤"}]
    )
    flaws = all_flaws(seen(*[good] * count))
    assert [flaw.check for flaw in flaws] == ["trail-chain"] * count  # nothing recorded yet
