from datetime import date
from typing import Any

import pytest

from rectify.errors import BadBatchLine
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import NOT_CLOSED
from rectify.model.register import Register
from rectify.terms import Status
from tests.actions.extending import (
    APPROVED,
    ASKED,
    JUNE,
    PAST,
    REQUESTED,
    YEAR_END,
    after,
    supervised,
    why,
)
from tests.make import changes, evidence, issue, moment, register, request

# --- profile simple ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(NOT_CLOSED))
def test_in_profile_simple_it_takes_effect_at_once(status: Status) -> None:
    """The deadline moves, the record says so, the original is kept with its wording; the status stays."""
    before = issue(status=status.value, deadline=PAST)
    assert changes(request("extend", to="2019年底", reason="汛期", on="2018-12-20"), before) == {
        "deadline.date": "2019-12-31",
        "deadline.text": "2019年底",
        "original_deadline": PAST,
        "extensions": [
            {
                "on": "2018-12-20",
                "by": "王芳",
                "from": PAST,
                "to": YEAR_END,
                "reason": "汛期",
                "state": "recorded",
            }
        ],
    }


def test_a_second_extension_keeps_the_first_original() -> None:
    """What was first stays for ever; each extension is a record of its own."""
    before = issue(deadline=JUNE, original_deadline=PAST, extensions=[{**ASKED, "state": "recorded", "to": JUNE}])
    found = changes(request("extend", to="2019-09-30", reason="x"), before)
    assert sorted(found) == ["deadline.date", "extensions[1]"]
    assert found["extensions[1]"]["from"] == JUNE


@pytest.mark.parametrize(
    ("deadline", "on", "is_late"),
    [
        (PAST, "2018-12-30", False),
        (PAST, "2018-12-31", False),
        (PAST, "2019-01-01", True),
        (PAST, None, True),
        ({"text": "2019年9月前"}, None, False),
        ({"class": "immediate"}, None, False),
    ],
)
def test_a_request_after_the_deadline_s_day_is_late(deadline: dict[str, Any], on: str | None, is_late: bool) -> None:
    """The day itself is in time; where no day is certain, none has passed."""
    found = request("extend", to="2019-12-31", reason="x", on=on).decide(
        Register.of(Header(), [issue(deadline=deadline)]), moment()
    )
    assert isinstance(found, Issue)
    assert found.extensions[0].late is is_late
    assert found.deadline is not None
    assert found.deadline.date == date(2019, 12, 31)


@pytest.mark.parametrize(("recorded", "is_late"), [("2018-12-31", False), ("2019-01-01", True)])
def test_a_day_given_with_on_does_not_make_it_timely(recorded: str, is_late: bool) -> None:
    """Asked before the deadline, as somebody says, and recorded after it: only the clock's own day proves it."""
    now = moment(today=date(2018, 12, 20))._replace(recorded=date.fromisoformat(recorded))
    asked = request("extend", to="2019-12-31", reason="x", on="2018-12-20")
    found = asked.decide(register(issue(deadline=PAST)), now)
    assert isinstance(found, Issue)
    assert (found.extensions[0].late, found.extensions[0].on) == (is_late, date(2018, 12, 20))


def test_evidence_of_an_extension_is_evidence_in_profile_simple() -> None:
    """Only where duties are separated is it a paper of the procedure."""
    found = changes(request("extend", to="2019-12-31", reason="x"), issue(deadline=JUNE), evidence(1))
    assert found["evidence"][0]["name"] == "report-1.pdf"
    assert "papers" not in found["extensions"][0]


# --- asked by one, decided by another ---------------------------------------------------------


def test_a_request_moves_nothing() -> None:
    """Where duties are separated the deadline stays until another approves; the request tells who, for which unit."""
    found = after("周某", supervised(), to="2019年底", reason="汛期")
    assert (found.deadline, found.original_deadline) == (supervised().deadline, None)
    assert found.extensions[0].data() == {
        "on": "2019-03-01",
        "by": "周某",
        "unit": "水利局",
        "from": JUNE,
        "to": YEAR_END,
        "reason": "汛期",
        "state": "requested",
    }


# --- refused ----------------------------------------------------------------------------------

STANDING = {"class": "standing", "text": "长期坚持"}


@pytest.mark.parametrize(
    ("before", "asked", "message", "hint"),
    [
        ({}, {"to": "2019年底"}, "no reason is given", "rectify extend QH-05 --to 2019年底 --reason TEXT"),
        (
            {"deadline": None},
            {"to": "2019年底", "reason": "x"},
            "it has no deadline yet",
            "rectify assign QH-05 --due 2019-12-31",
        ),
        (
            {"deadline": STANDING},
            {"to": "2019年底", "reason": "x"},
            "it is a standing duty, which has no day to move",
            "say when it is looked at next: rectify edit QH-05 --set review_on=2019-12-31",
        ),
        (
            {},
            {"to": "2019-06-30", "reason": "x"},
            "2019-06-30 is not after its deadline, 2019-06-30",
            "an extension is a later deadline",
        ),
        (
            {},
            {"to": "2019-05-31", "reason": "x"},
            "2019-05-31 is not after its deadline, 2019-06-30",
            "an extension is a later deadline",
        ),
        (
            {"deadline": PAST},
            {"to": "2019-02-28", "reason": "x"},
            "2019-02-28 has passed already on 2019-03-01",
            "give a day to come; if it was asked for earlier, say when with --on DATE",
        ),
        (
            {"status": "closed"},
            {"to": "2019年底", "reason": "x"},
            "it is closed, and extend goes from open or in_progress or submitted or verified or on_notice",
            "rectify reopen QH-05 --reason TEXT",
        ),
        (
            {"extensions": [REQUESTED]},
            {"to": "2019-09-30", "reason": "x"},
            "周某 asked for it on 2019-02-20, until 2019-12-31, and that is not decided",
            "rectify extend QH-05 --approve, --reject or --withdraw",
        ),
        (
            {"extensions": [REQUESTED]},
            {"to": "2019年底", "reason": "x"},
            "周某 asked for it on 2019-02-20, until 2019-12-31, and that is not decided",
            "rectify extend QH-05 --approve, --reject or --withdraw",
        ),
        (
            {"extensions": [APPROVED], "deadline": YEAR_END},
            {"to": "2020年底", "reason": "x", "on": "2019-02-21"},
            "its deadline was moved on 2019-02-22, after 2019-02-21",
            "give the true day with --on DATE",
        ),
        (
            {"extensions": [{**ASKED, "state": "recorded"}], "deadline": YEAR_END},
            {"to": "2020年底", "reason": "x", "on": "2019-02-19"},
            "its deadline was moved on 2019-02-20, after 2019-02-19",
            "give the true day with --on DATE",
        ),
        (
            {},
            {"to": "2019年底", "reason": "x", "on": "2019-03-02"},
            "it would be of 2019-03-02, a day still to come",
            "give the true day, or wait until it has come",
        ),
        (
            {"extensions": [APPROVED, {**APPROVED, "to": {"date": "2020-06-30"}}], "deadline": {"date": "2020-06-30"}},
            {"to": "2020年底", "reason": "x"},
            "the limit is 2, and 2 are granted (until 2019-12-31, asked for on 2019-02-20;"
            " until 2020-06-30, asked for on 2019-02-20)",
            "the limit is the office's: rectify policy set extension_limit=N --reason TEXT",
        ),
    ],
)
def test_a_request_that_is_refused(before: dict[str, Any], asked: dict[str, Any], message: str, hint: str) -> None:
    """Each with what to do instead."""
    error = why("周某", supervised(**before), **asked)
    assert (error.message, error.hint) == (f"QH-05 cannot be extended: {message}.", hint)


NO_DAY = "to: an extension runs to a certain day; write one like 2019-06-30 or 2019年底"

# --- as it is asked ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "extend takes one of to, approve, reject and withdraw"),
        ({"approve": True, "reject": True}, "extend takes one of to, approve, reject and withdraw"),
        ({"to": "2019-12-31", "approve": "true"}, "extend takes one of to, approve, reject and withdraw"),
        ({"to": "长期坚持"}, NO_DAY),
        ({"to": {"text": "2019年9月前"}}, NO_DAY),
        ({"to": {"date": "2019-06-30", "class": "immediate"}}, NO_DAY),
        ({"til": "2019-12-31"}, "extend has no field 'til'"),
    ],
)
def test_what_cannot_be_read(asked: dict[str, Any], told: str) -> None:
    """It goes one way, and to a day."""
    with pytest.raises(BadBatchLine) as error:
        request("extend", **asked)
    assert error.value.message.startswith(told)
