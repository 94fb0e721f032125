import pytest

from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity


@pytest.mark.parametrize(
    ("place", "text"),
    [(Place("a.yaml"), "a.yaml"), (Place("a.yaml", 3), "a.yaml:3"), (Place("a.yaml", 3, 7), "a.yaml:3:7")],
)
def test_a_place_is_written_as_editors_read_it(place: Place, text: str) -> None:
    """file:line:column, as far as it is known."""
    assert str(place) == text


def test_places_are_in_file_order() -> None:
    """Flaws can be told from top to bottom."""
    assert sorted([Place("a", 10), Place("a", 9, 5), Place("a", 9)]) == [
        Place("a", 9),
        Place("a", 9, 5),
        Place("a", 10),
    ]


def test_a_flaw_is_a_value() -> None:
    """Two flaws that say the same are the same."""
    assert Flaw("unit", Severity.WARNING, "no unit", issue="Q") == Flaw("unit", Severity.WARNING, "no unit", issue="Q")
