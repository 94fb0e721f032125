from typing import Any

import pytest

from rectify.model.issue import Issue
from rectify.query.links import NO_LINKS, Again, again_by_place, circle_of, links_of
from tests.make import issue, register

A = issue("A", similar=["C", "X", "A"])
B = issue("B", similar=["A", "C"], parent="A", place="甲川")
C = issue("C", parent="A", place="乙山")
D = issue("D", parent="A", place="甲川")
E = issue("E", parent="E", similar=["E"])


def petition(id_: str, **fields: Any) -> Issue:
    """A petition about 甲川."""
    return issue(id_, **({"kind": "petition", "place": "甲川"} | fields))


def test_likeness_is_read_from_both_sides() -> None:
    """It is written on one side; nothing is like itself."""
    all_ = register(A, B, C, D, E)
    assert [links_of(all_, all_.issues)[id_].similar for id_ in "ABCDE"] == [
        ("C", "X", "B"),
        ("A", "C"),
        ("A", "B"),
        (),
        (),
    ]


def test_the_parts_of_an_issue_stand_by_place() -> None:
    """Those of a place together, in the order of the register; none is a part of itself."""
    found = links_of(register(A, B, C, D, E), [A, E])
    assert [one.id for one in found["A"].tasks] == ["B", "D", "C"]
    assert found["E"].tasks == ()
    assert NO_LINKS.tasks == ()


def test_who_complains_again_is_found() -> None:
    """From both sides, with what the place has heard; a problem has no such count."""
    first, second, third = petition("P1"), petition("P2", repeats="P1"), petition("P3", repeats="Q")
    found = links_of(register(A, first, second, third), [A, first, second])
    assert (found["P1"].repeated_by, found["P1"].repeats) == (("P2",), None)
    assert (found["P2"].repeated_by, found["P2"].repeats) == ((), "P1")
    assert found["P2"].again == Again("甲川", 3, 2)
    assert found["A"].again is None


@pytest.mark.parametrize(
    ("petitions", "expected"),
    [
        ([petition("P1"), petition("P2")], []),
        ([petition("P1"), petition("P2", repeats="P1")], [Again("甲川", 2, 1)]),
        ([petition("P1", similar=["P2"]), petition("P2")], [Again("甲川", 2, 1)]),
        ([petition("P1", similar=["P2"]), petition("P2", similar=["P1"], repeats="P1")], [Again("甲川", 2, 1)]),
        ([petition("P1", similar=["P1", "A", "X"])], []),
        (
            [
                petition("P1", received_on="2019-02-02", similar=["P2"], place="乙山"),
                petition("P2", received_on="2019-01-01"),
            ],
            [Again("乙山", 1, 1)],
        ),
        (
            [petition("P1", received_on="2019-02-02", similar=["P2"], place="乙山"), petition("P2")],
            [Again("乙山", 1, 1)],
        ),
        (
            [
                petition("P1", place=None, repeats="X"),
                petition("P2", repeats="P1"),
                petition("P3", repeats="P1"),
                petition("P4", place="丙河"),
            ],
            [Again("甲川", 2, 2), Again("", 1, 1)],
        ),
    ],
)
def test_petitions_that_come_again_are_counted_by_place(petitions: list[Issue], expected: list[Again]) -> None:
    """Each once, however it says so; of two like ones it is the later that comes again."""
    assert list(again_by_place(register(A, *petitions))) == expected


@pytest.mark.parametrize(
    ("id_", "field", "value", "expected"),
    [
        ("A", "parent", "A", ("A", "A")),
        ("A", "parent", "B", ("A", "B", "A")),
        ("B", "parent", "C", ()),
        ("B", "parent", "E", ()),
        ("B", "parent", "X", ()),
        ("X", "parent", "B", ()),
    ],
)
def test_a_circle_is_seen_before_it_closes(id_: str, field: str, value: str, expected: tuple[str, ...]) -> None:
    """One that is there already, and does not lead here, does no harm."""
    assert circle_of(register(A, B, C, D, E).by_id, id_, field, value) == expected
