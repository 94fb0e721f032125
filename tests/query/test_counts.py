from typing import Any

import pytest

from rectify.model.header import Header
from rectify.model.traits import has_rebounded
from rectify.query.counts import Count, count, counts, tally
from rectify.query.groups import all_names_of, group_of
from rectify.terms import Basis, Kind
from tests.make import TODAY, issue, register

PAST, NEXT, STANDING = {"date": "2019-02-28"}, {"date": "2019-03-31"}, {"class": "standing"}


CLOSURE = {"on": "2019-01-31", "by": "王芳", "outcome": "rectified"}
BACK = CLOSURE | {"reopened_on": "2019-02-20", "rebound": True}


def test_counts_name_their_denominator() -> None:
    """Done, closed and overdue are counted among all; standing issues stand apart from them."""
    some = [
        issue("A", status="submitted", deadline=PAST, submissions=[{"on": "2019-03-01", "by": "王芳"}], tags=["水"]),
        issue("B", status="closed", tags=["水", "土"]),
        issue("C", status="closed", deadline=STANDING, tags=["土"]),
        issue("D", deadline=NEXT, original_deadline=PAST),
    ]
    once = {"once_closed": 1}
    apart = {"standing": 1, "standing_closed": 1}
    assert count("all", some, TODAY) == Count("all", 4, done=2, closed=1, overdue=1, not_begun=1, **once, **apart)
    assert count("all", some, TODAY, Basis.ORIGINAL).overdue == 2
    assert counts(some, lambda one: one.tags, TODAY) == [
        Count("水", total=2, done=2, closed=1, standing=0, overdue=1, **once),
        Count("土", total=2, done=1, closed=1, overdue=0, **once, **apart),
    ]
    moved = [issue("E", deadline=STANDING, original_deadline=PAST)]
    assert count("E", moved, TODAY, Basis.ORIGINAL) == Count("E", 1, 0, 0, 0, overdue=1, late=1, not_begun=1)
    assert counts([], lambda one: one.tags, TODAY) == []


def test_the_stages_add_up_to_the_denominator() -> None:
    """Not begun, in progress, done and not closed, closed; what is standing is in none of them."""
    told = count(
        "all",
        [
            issue("A"),
            issue("B", status="in_progress"),
            issue("C", status="on_notice"),
            issue("D", status="closed"),
            issue("E", deadline=STANDING),
        ],
        TODAY,
    )
    assert (told.not_begun, told.in_progress, told.waiting, told.closed) == (1, 1, 1, 1)
    assert (told.of, told.total) == (4, 5)


def test_overdue_and_done_is_apart_from_overdue_and_not_done() -> None:
    """Both were late; only one still is."""
    handed_in = [{"on": "2019-03-01", "by": "王明"}]
    told = count(
        "all",
        [
            issue("A", deadline=PAST),
            issue(
                "B", deadline=PAST, status="closed", closures=[CLOSURE | {"on": "2019-03-01"}], submissions=handed_in
            ),
        ],
        TODAY,
    )
    assert (told.overdue, told.late) == (2, 1)


def test_what_rebounded_is_counted_among_what_was_ever_closed() -> None:
    """Also when it is closed again; a standing duty apart."""
    some = [
        issue("A", status="in_progress", cycle=2, closures=[BACK]),
        issue("B", status="closed", cycle=2, closures=[BACK, CLOSURE | {"cycle": 2}]),
        issue("C", status="in_progress", cycle=2, closures=[CLOSURE | {"reopened_on": "2019-02-20"}]),
        issue("D", deadline=STANDING, cycle=2, closures=[BACK]),
        issue("E"),
    ]
    told = count("all", some, TODAY)
    assert (told.rebounded, told.once_closed, told.standing_rebounded) == (2, 3, 1)
    assert [has_rebounded(one) for one in some] == [True, True, False, True, False]


def test_closed_without_a_cure_is_told() -> None:
    """Unfounded and merged are closed, and apart."""
    some = [
        issue(id_, status="closed", outcome=outcome)
        for id_, outcome in (("A", "unfounded"), ("B", "merged"), ("C", "rectified"))
    ]
    told = count("all", some, TODAY)
    assert (told.closed, told.unfounded, told.merged) == (3, 1, 1)


def test_kinds_are_told_apart() -> None:
    """Those that there are, in their order."""
    some = register(issue("A", kind="task"), issue("B"), issue("C", kind="task"))
    found = tally(some, range(3), "kind", TODAY)
    assert list(found.kinds.items()) == [(Kind.PROBLEM, 1), (Kind.TASK, 2)]
    assert [(one.name, one.total) for one in found.groups] == [("task", 2), ("problem", 1)]


@pytest.mark.parametrize(
    ("fields", "by", "groups"),
    [
        ({"units": {"lead": "州政府", "responsible": ["县政府", "住建局"]}}, "unit", ("县政府", "住建局")),
        ({"units": {"lead": "州政府"}}, "unit", ("州政府",)),
        ({}, "unit", ("no unit",)),
        ({"tags": ["水", "土"]}, "tag", ("水", "土")),
        ({}, "tag", ("no tag",)),
        ({"category": "水"}, "category", ("水",)),
        ({}, "category", ("no category",)),
        ({}, "status", ("open",)),
    ],
)
def test_an_issue_is_counted_in_its_groups(fields: dict[str, Any], by: str, groups: tuple[str, ...]) -> None:
    """By unit, tag or field; what has none has a group of its own, so that no issue is lost in a sum."""
    assert group_of(issue(**fields), by, Header()) == groups


def test_a_unit_and_its_alias_are_one_group() -> None:
    """Counted by the header's name, once."""
    header = Header.model_validate({"units": {"海西州": ["州政府", "州委"]}})
    assert group_of(issue(units={"responsible": ["州委", "海西州", "县政府"]}), "unit", header) == ("海西州", "县政府")
    assert group_of(issue(units={"lead": "州政府"}), "unit", header) == ("海西州",)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["州政府"], {"海西州", "州政府", "州委"}),
        (["海西州", "x"], {"海西州", "州政府", "州委", "x"}),
        ([], set()),
    ],
)
def test_a_unit_is_asked_for_by_any_of_its_names(asked: list[str], found: set[str]) -> None:
    """Whatever a ledger calls it, it is the one unit."""
    assert all_names_of(Header.model_validate({"units": {"海西州": ["州政府", "州委"]}}), asked) == found
