from datetime import date
from typing import Any

import pytest

from rectify.actions.action import Action
from rectify.actions.add import Add, next_id
from rectify.errors import RectifyError, Refused, UnknownIssue
from rectify.model.issue import Issue
from rectify.terms import Kind, Status
from tests.make import decided, issue, moment, register, request


def added(action: Action, *there: Issue, **header: Any) -> Issue:
    """The issue an add makes on a register of these issues."""
    return decided(action, register(*there, **header), moment())


def test_an_issue_enters_as_open() -> None:
    """A title is enough."""
    assert added(request("add", title="新问题")) == issue(title="新问题")


def test_every_field_of_the_request_comes_to_its_place() -> None:
    """Units, deadline and texts given with the add stand in the issue."""
    texts = (
        "description",
        "official_no",
        "round",
        "category",
        "item",
        "place",
        "severity",
        "person",
        "target",
        "notes",
    )
    units = {"lead": "州", "cooperating": ["环保局"], "supervising": "督导组", "accepting": "住建厅"}
    fields = {"kind": "petition", "unit": ["县政府"], "tags": "垃圾", "due": "2018年底"}
    made = added(request("add", title="t", **fields, **units, **dict.fromkeys(texts, "x")))
    assert made.kind is Kind.PETITION
    assert made.units.data() == {**units, "responsible": ["县政府"]}
    assert made.deadline is not None
    assert made.deadline.data() == {"date": "2018-12-31", "text": "2018年底"}
    assert made.original_deadline is None
    assert [getattr(made, name) for name in texts] == ["x"] * len(texts)
    assert (made.tags, made.status) == (("垃圾",), Status.OPEN)


@pytest.mark.parametrize("taken", ["QH-05", "qh-05"])
def test_an_id_is_never_taken_twice(taken: str) -> None:
    """Not even in other letters."""
    with pytest.raises(Refused, match=f"{taken} cannot be added: QH-05 is on the register") as told:
        added(request("add", taken, title="t"), issue("QH-05"))
    assert told.value.hint == "look at it: rectify show QH-05"


def test_a_parent_must_be_there() -> None:
    """A sub-issue hangs on an issue of the register."""
    assert added(request("add", "QH-05a", title="t", parent="QH-05"), issue()).parent == "QH-05"
    with pytest.raises(UnknownIssue):
        added(request("add", "QH-05a", title="t", parent="QH-5"), issue())


@pytest.mark.parametrize(
    ("ids", "prefix", "expected"),
    [
        ([], None, "1"),
        ([], "QH-", "QH-01"),
        (["QH-01", "QH-09"], "QH-", "QH-10"),
        (["QH-099"], "QH-", "QH-100"),
        (["QH-1"], "QH-", "QH-2"),
        (["QH-x", "X-7", "QH-٣"], "QH-", "QH-01"),
        (["qh-1", "QH-0"], "QH-", "QH-2"),
        (["012", "QH-05"], None, "013"),
    ],
)
def test_the_next_id_follows_the_highest_of_the_prefix(ids: list[str], prefix: str | None, expected: str) -> None:
    """As wide as the highest in use, never one that is taken in other letters."""
    assert next_id(register(*(issue(id_) for id_ in ids), id_prefix=prefix)) == expected
    assert added(Add(title="t"), *(issue(id_) for id_ in ids), id_prefix=prefix).id == expected


def test_a_title_is_required() -> None:
    """An add without a title cannot be asked for."""
    with pytest.raises(RectifyError, match="add needs 'title'"):
        request("add")


CLOCK = {"policy": {"petition_days": "10"}}


@pytest.mark.parametrize(
    ("asked", "header", "deadline"),
    [
        ({"received": "2019-02-25"}, CLOCK, {"date": "2019-03-07", "text": "petition clock: 10 days from 2019-02-25"}),
        ({"received": "yesterday", "due": "2019-04-01"}, CLOCK, {"date": "2019-04-01"}),
        ({"received": "2019-02-25"}, {}, None),
        ({}, CLOCK, None),
    ],
)
def test_a_petition_has_its_own_clock(
    asked: dict[str, Any], header: dict[str, Any], deadline: dict[str, Any] | None
) -> None:
    """So many days from the day it was received, unless it names its own deadline."""
    made = added(request("add", title="异味扰民", kind="petition", **asked), **header)
    assert (made.deadline.data() if made.deadline else None) == deadline
    assert (made.received_on is None) is ("received" not in asked)


def test_a_petition_repeats_one_that_is_there() -> None:
    """Who complains again is a signal, so it must lead somewhere."""
    asked = {"title": "又有异味", "kind": "petition", "repeats": "QH-05"}
    assert added(request("add", None, **asked), issue()).repeats == "QH-05"
    with pytest.raises(UnknownIssue):
        added(request("add", None, **asked), issue("QH-06"))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"received": "2019-02-25"}, "only a petition was received on a day, and it is a problem"),
        ({"received": "2019-03-02", "kind": "petition"}, "the receipt is of 2019-03-02, a day still to come"),
    ],
)
def test_what_cannot_have_been_received(asked: dict[str, Any], why: str) -> None:
    """No other kind has a clock of its own, and nothing comes from the days ahead."""
    with pytest.raises(Refused, match=why):
        added(request("add", title="t", **asked), **CLOCK)


def test_a_clock_ends_with_the_calendar() -> None:
    """Past the year 9999 there is no day to give."""
    last = moment(today=date.max)
    asked = request("add", "P-1", title="t", kind="petition", received="9999-12-30")
    with pytest.raises(Refused, match="10 days from 9999-12-30 lie outside the years 1 to 9999"):
        asked.decide(register(**CLOCK), last)
