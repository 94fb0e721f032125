from datetime import date

import pytest

from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.query.deeds import deeds_by_entry
from rectify.terms import Via

DAY = date(2019, 3, 1)


def run(seq: int, actor: str, *events: Event) -> Run:
    """A run with these events."""
    return Run("2019-03-01T04:00:00Z", actor, "wang", "desk", Via.CLI, "rectify", events, seq=seq)


def people(*found: dict[str, object], before: object = None) -> Event:
    """A change of the people."""
    return Event("policy", "register", changes=(Change("people", before, list(found)),))


def note(issue: str, on: str | None = None) -> Event:
    """A remark."""
    return Event("note", issue, on=on)


WANG: dict[str, object] = {"id": "王芳", "unit": "住建局", "logins": ["wang@desk"]}
MOVED: dict[str, object] = {**WANG, "unit": "环保局"}


def test_a_deed_tells_who_when_where_and_of_which_unit() -> None:
    """The business date where it has one; the unit that the actor had then, known by any word."""
    runs = [
        run(1, "王芳", people(WANG), note("A")),
        run(2, "wang@desk", note("A", on="2019-02-01")),
        run(3, "王芳", people(MOVED, before=[WANG])),
        run(4, "王芳", note("A", on="kein Tag"), note("B")),
        run(5, "生人", note("B")),
    ]
    deeds = deeds_by_entry(runs, lambda _: DAY)
    assert [(deed.run, deed.actor, deed.day, deed.unit) for deed in deeds["A"]] == [
        (1, "王芳", DAY, None),
        (2, "wang@desk", date(2019, 2, 1), "住建局"),
        (4, "王芳", DAY, "环保局"),
    ]
    assert [(deed.login, deed.unit) for deed in deeds["B"]] == [("wang@desk", "环保局"), ("wang@desk", None)]
    assert len(deeds["register"]) == 2


def test_only_what_was_asked_for_is_gathered() -> None:
    """Each entry asked for is there, also one that nothing was done to."""
    runs = [run(1, "王芳", note("A"), note("B"))]
    assert {entry: len(found) for entry, found in deeds_by_entry(runs, lambda _: DAY, ("A", "C")).items()} == {
        "A": 1,
        "C": 0,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        Event("policy", "register", changes=(Change("people", "x", None),)),
        Event("policy", "register", changes=(Change("policy", None, {"profile": "none"}),)),
    ],
)
def test_a_header_that_is_none_leaves_the_people_as_they_were(wrong: Event) -> None:
    """Damage is told by whoever verifies the trail."""
    runs = [run(1, "x", people(WANG)), run(2, "x", wrong), run(3, "王芳", note("A"))]
    assert deeds_by_entry(runs, lambda _: DAY)["A"][0].unit == "住建局"
