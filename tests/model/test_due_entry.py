from datetime import date, timedelta

import pytest

from rectify.model.due_entry import DueEntry, Matter
from rectify.terms import Role
from tests.make import TODAY, issue

BASE = DueEntry(issue(cycle=2), Matter.MILESTONE, TODAY, Role.RESPONSIBLE, part="S1")


@pytest.mark.parametrize(
    ("ahead", "urgency", "is_pressing"),
    [(-1, "late", True), (0, "due", True), (1, "coming", False), (None, "waiting", False)],
)
def test_a_matter_stands_to_its_day(ahead: int | None, urgency: str, is_pressing: bool) -> None:
    """Late is what is past its day; on the day itself it is due."""
    day = None if ahead is None else TODAY + timedelta(days=ahead)
    entry = BASE.of(Matter.MILESTONE, day=day)
    assert (entry.urgency, entry.is_pressing, entry.days) == (urgency, is_pressing, ahead)


def test_what_waits_tells_for_how_long() -> None:
    """Days since the step before; none where that day is not known."""
    assert BASE.of(Matter.CLOSURE, since=date(2019, 2, 1)).days == 28
    assert BASE.days is None


def test_the_command_that_is_due_is_found_when_it_is_asked_for() -> None:
    """What tells it is called for no list that does not show it."""
    asked = []

    def way() -> str:
        asked.append("once")
        return "rectify close QH-05"

    entry = BASE.of(Matter.CLOSURE, way=way)
    assert (entry.key, asked) == ("QH-05/2/closure/S1", [])
    assert (entry.next, asked) == ("rectify close QH-05", ["once"])
    assert (BASE.next, BASE.of(Matter.CLOSURE, way="rectify list").next) == ("", "rectify list")


def test_a_matter_keeps_its_name_when_its_day_moves() -> None:
    """So that a calendar renews its entry."""
    assert BASE.key == BASE.of(Matter.MILESTONE, day=TODAY, today=date.max).key == "QH-05/2/milestone/S1"
