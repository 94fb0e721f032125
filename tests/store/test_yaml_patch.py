import pytest

from rectify.store.yaml_patch import CannotEdit, Edit, apply, check


def test_edits_are_made_all_at_once() -> None:
    """Places are those of the old text; insertions at one place keep their order and come before what is there."""
    edits = [Edit(4, 5, "E"), Edit(2, 2, "1"), Edit(2, 3, "C"), Edit(2, 2, "2"), Edit(0, 1, "")]
    assert apply("abcdef", edits) == "b12CdEf"


@pytest.mark.parametrize("edits", [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(0, 3, ""), Edit(1, 1, "x")]])
def test_edits_of_the_same_characters_are_refused(edits: list[Edit]) -> None:
    """Nothing is guessed where two edits meet."""
    with pytest.raises(CannotEdit):
        check(edits)
    with pytest.raises(CannotEdit):
        apply("abcdef", edits)
