"""Issues picked of a register."""

from collections.abc import Iterable, Iterator

import pytest

from rectify.model.issue import Issue
from rectify.model.shelf import Whole
from rectify.model.traits import TRAITS
from rectify.query.picked import NOTHING, Picked, PickedAt
from tests.make import issue

ISSUES = [
    issue("Q-1", title="甲川县垃圾场", tags=["水"]),
    issue("Q-2", title="乙岭区矿山", status="in_progress"),
    issue("Q-3", title="丙泉市采砂场", deadline={"class": "standing"}),
]


class Watched(Whole):
    """A shelf that counts the issues it is asked for."""

    made = 0

    def at(self, places: Iterable[int]) -> Iterator[Issue]:
        """See `Shelf.at`."""
        wanted = [*places]
        self.made += len(wanted)
        return super().at(wanted)


def told(picked: Picked) -> object:
    """All that is told without an issue."""
    return len(picked), [*picked.ids], [*picked.titles], {name: [*picked.column(name)] for name in TRAITS}


@pytest.mark.parametrize("places", [[], [0, 1, 2], [2, 0], range(3)])
def test_what_was_picked_of_a_shelf_is_told_as_of_the_issues(places: list[int]) -> None:
    """In their order, whole and in part."""
    picked, issues = PickedAt(Whole(ISSUES), places), [ISSUES[place] for place in places]
    assert told(picked) == told(Picked(issues))
    assert picked.issues == issues
    numbers = [*reversed(range(len(issues)))]
    assert told(picked.part(numbers)) == told(Picked(issues).part(numbers)) == told(Picked(issues[::-1]))


class Titled(Watched):
    """A shelf that keeps titles by themselves, and counts how often it is asked for some."""

    asked = 0

    def titles(self, places: Iterable[int]) -> list[str]:
        """See `Shelf.titles`."""
        self.asked += 1
        return [ISSUES[place].title for place in places]


def test_traits_make_no_issue() -> None:
    """Only who asks for the issues has them made."""
    shelf = Titled(ISSUES)
    picked = PickedAt(shelf, [1, 2])
    assert told(picked) == told(Picked(ISSUES[1:]))
    assert told(picked.part([1])) == told(Picked(ISSUES[2:]))
    assert shelf.made == 0


def test_what_is_told_of_all_is_asked_for_once() -> None:
    """However many parts they are shown in."""
    shelf = Titled(ISSUES)
    picked = PickedAt(shelf, [0, 1, 2])
    parts = [picked.part([number]) for number in (2, 0, 1, 0)]
    assert [[*part.titles] for part in parts] == [[ISSUES[number].title] for number in (2, 0, 1, 0)]
    assert [part.issues for part in parts] == [[ISSUES[number]] for number in (2, 0, 1, 0)]
    assert picked.issues is picked.issues
    assert (shelf.asked, shelf.made) == (1, 3)


def test_there_is_no_other_trait() -> None:
    """As of a shelf."""
    for picked in (NOTHING, PickedAt(Whole(ISSUES), [0])):
        with pytest.raises(KeyError):
            picked.column("colour")
