import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.model.issue import Issue
from rectify.model.shelf import Changed, Shelf, Whole
from rectify.model.traits import TRAITS
from tests.make import issue

IDS = [f"{letter}" for letter in "ABCDEF"]
ISSUES = st.builds(
    issue,
    st.sampled_from(IDS),
    status=st.sampled_from(["open", "submitted"]),
    parent=st.sampled_from([None, *IDS]),
    deadline=st.sampled_from([None, {"date": "2019-03-31"}, {"class": "standing"}]),
    tags=st.sampled_from([[], ["水"], ["水", "土"]]),
)


def seen(shelf: Shelf) -> object:
    """All that a shelf can tell."""
    columns = {trait: list(shelf.column(trait)) for trait in TRAITS}
    tasks = {id_: [one.id for one in shelf.tasks_of(id_)] for id_ in (*IDS, "X")}
    places = [shelf.place_of(id_) for id_ in shelf]
    assert shelf.titles(range(len(shelf))) == [one.title for one in shelf.values()]
    alike = [shelf.alike(id_) for id_ in (*IDS, *map(str.lower, IDS), "X")]
    return list(shelf.ids), list(shelf.items()), list(shelf.at(range(len(shelf)))), columns, tasks, places, alike


@given(st.lists(ISSUES, unique_by=lambda one: one.id), st.lists(ISSUES))
def test_a_shelf_with_issues_put_in_is_as_one_that_had_them(first: list[Issue], then: list[Issue]) -> None:
    """Issue by issue, column by column, task by task; the first shelf stays as it was."""
    shelf: Shelf = Whole(first)
    before = seen(shelf)
    changed, known = shelf, {one.id: one for one in first}
    for one in then:
        changed = Changed.of(changed, one)
        known[one.id] = one
    assert seen(changed) == seen(Whole(known.values()))
    assert seen(shelf) == before
    assert [id_ in changed for id_ in IDS] == [id_ in known for id_ in IDS]
    assert changed == Whole(known.values())


@pytest.mark.parametrize("shelf", [Whole([issue("A")]), Changed.of(Whole(), issue("A"))])
def test_a_shelf_has_no_other_issue_and_no_other_trait(shelf: Shelf) -> None:
    """Who asks for what is not there gets a `KeyError`, as from any mapping."""
    for ask in (lambda: shelf["B"], lambda: shelf.place_of("B"), lambda: shelf.column("colour")):
        with pytest.raises(KeyError):
            ask()
