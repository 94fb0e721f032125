from datetime import date
from typing import Any

import pytest

from rectify.model.header import Header
from tests.make import issue
from tests.query.test_waiting import DOING, steps_of, waits
from tests.trade import head


def test_an_extension_waits_for_the_approver() -> None:
    """Not for one of the unit that asked."""
    wish = {"on": "2019-02-20", "by": "wang", "unit": "县住建局", "to": {"date": "2019-12-31"}, "reason": "汛期"}
    one = issue(
        **DOING, status="in_progress", extensions=[{**wish, "state": "rejected"}, {**wish, "state": "requested"}]
    )
    (entry,) = waits(one)
    assert (entry.matter, entry.part, entry.what, entry.units) == ("extension", "2", "汛期", ("甲川整改办",))
    assert (entry.since, steps_of(entry)) == (date(2019, 2, 20), ["asked for 2019-02-20"])


LETTER: dict[str, Any] = {"rung": "yellow", "on": "2019-02-01", "by": "周办"}


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ({}, ("yellow", "waiting", 28, ("甲川县住建局",))),
        ({"document": "甲督3号", "reply_by": "2019-02-20"}, ("yellow 甲督3号", "late", -9, ("甲川县住建局",))),
        ({"reply_by": "2019-03-01", "to": "临河镇"}, ("yellow", "due", 0, ("临河镇",))),
        ({"reply": "已办"}, None),
        ({"rung": "reminder"}, None),
        ({"cycle": 2}, None),
    ],
)
def test_a_letter_waits_for_its_reply(letter: dict[str, Any], expected: tuple[Any, ...] | None) -> None:
    """From the unit it went to, else from the one that does the work; one that asks for none is not waited for."""
    found = waits(issue(**DOING, status="in_progress", escalations=[LETTER | letter]))
    told = [(entry.what, entry.urgency, entry.days, entry.units) for entry in found]
    assert told == ([expected] if expected else [])


CLOSED: dict[str, Any] = {
    "status": "closed",
    "closures": [{"on": "2018-09-01", "by": "周办", "outcome": "rectified"}],
    "look_backs": [{"due": "2019-03-01", "note": "看排口"}, {"due": "2019-09-01", "unit": "省厅"}],
}


def test_a_look_back_is_due_from_who_accepts() -> None:
    """Those that are planned and not done, since the closure."""
    first, second = waits(issue(**CLOSED, units={"responsible": ["县住建局"]}))
    assert (first.matter, first.urgency, first.what) == ("look_back", "due", "看排口")
    assert first.units == ("甲川县生态环境局", "乙州生态环境局")
    assert (second.units, steps_of(second), second.part) == (("省厅",), ["closed 2018-09-01"], "2")
    assert waits(issue(**CLOSED, units={"accepting": "省水利厅"}))[0].units == ("省水利厅",)


@pytest.mark.parametrize(
    "fields",
    [
        {"look_backs": [{"due": "2019-03-01", "on": "2019-02-28", "result": "held"}]},
        {"cycle": 2},
        {"cycle": 2, "status": "in_progress"},
    ],
)
def test_a_look_back_that_is_done_or_over_is_not_due(fields: dict[str, Any]) -> None:
    """After a rebound the old cycle's look-backs are no longer planned."""
    assert waits(issue(**(CLOSED | fields))) == []


@pytest.mark.parametrize(
    ("results", "since"),
    [
        ([("2019-02-01", "rebound")], "2019-02-01"),
        ([("2019-02-01", "held"), ("2019-02-01", "rebound")], "2019-02-01"),
        ([("2019-02-01", "rebound"), ("2019-02-01", "held")], None),
        ([("2019-02-20", "held"), ("2019-02-01", "rebound")], None),
    ],
)
def test_a_rebound_waits_for_the_office(results: list[tuple[str, str]], since: str | None) -> None:
    """Until somebody reopens the issue, or a later look-back finds that it holds."""
    done = [{"due": day, "on": day, "result": result} for day, result in results]
    found = waits(issue(**(CLOSED | {"look_backs": done})))
    assert [(entry.matter, str(entry.since), entry.units, entry.next) for entry in found] == (
        [("rebound", since, ("甲川整改办",), "rectify reopen QH-05 --rebound --reason TEXT")] if since else []
    )
    assert since is None or steps_of(found[0]) == ["closed 2018-09-01", f"rebound found {since}"]


def test_a_look_back_without_a_closure_is_due_all_the_same() -> None:
    """Since when is not known."""
    assert waits(issue(**(CLOSED | {"closures": []})))[0].since is None


def test_units_are_told_by_their_own_names() -> None:
    """Whatever alias an issue has for them."""
    assert Header.model_validate(head()).one_unit("县住建局") == "甲川县住建局"
    assert waits(issue(**CLOSED, units={"accepting": "县住建局"}))[0].units == ("甲川县住建局",)
