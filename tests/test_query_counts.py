from typing import Any

import pytest

from rectify.model.header import Header
from rectify.query import Count, all_names_of, count, counts, group_of
from rectify.terms import Basis
from tests.make import TODAY, issue

PAST, NEXT, STANDING = {"date": "2019-02-28"}, {"date": "2019-03-31"}, {"class": "standing"}


def test_counts_name_their_denominator() -> None:
    """Done, closed and overdue are counted among all; standing issues stand apart from them."""
    some = [
        issue("A", status="submitted", deadline=PAST, submissions=[{"on": "2019-03-01", "by": "王芳"}], tags=["水"]),
        issue("B", status="closed", tags=["水", "土"]),
        issue("C", status="closed", deadline=STANDING, tags=["土"]),
        issue("D", deadline=NEXT, original_deadline=PAST),
    ]
    assert count("all", some, TODAY) == Count("all", total=4, done=2, closed=1, standing=1, overdue=1)
    assert count("all", some, TODAY, Basis.ORIGINAL).overdue == 2
    assert counts(some, lambda one: one.tags, TODAY) == [
        Count("水", total=2, done=2, closed=1, standing=0, overdue=1),
        Count("土", total=2, done=1, closed=1, standing=1, overdue=0),
    ]
    moved = [issue("E", deadline=STANDING, original_deadline=PAST)]
    assert count("E", moved, TODAY, Basis.ORIGINAL) == Count("E", total=1, done=0, closed=0, standing=0, overdue=1)
    assert counts([], lambda one: one.tags, TODAY) == []


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
