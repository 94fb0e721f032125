from typing import Any

import pytest

from rectify.actions.action import Action
from rectify.errors import BadUsage, RectifyError, Refused
from rectify.model.issue import Issue
from tests.make import changes, decided, evidence, issue, moment, refusal, register, request
from tests.trade import SUPERVISED

FIRST: dict[str, Any] = {"rung": "urge", "on": "2019-02-01", "by": "王芳", "document": "甲督1号"}
SECOND: dict[str, Any] = {"rung": "yellow", "on": "2019-02-20", "by": "王芳"}


def pressed(*letters: dict[str, Any], **fields: Any) -> Issue:
    """An issue in progress with these letters on record."""
    return issue(**({"status": "in_progress", "escalations": letters or (FIRST, SECOND)} | fields))


def press(**fields: Any) -> Action:
    """The request to escalate."""
    return request("escalate", **fields)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"rung": "reminder"}, {"rung": "reminder"}),
        (
            {"rung": "listed", "document": "甲督2号", "to": "县水利局", "reply_by": "+10d", "text": "限期整改"},
            {"rung": "listed", "document": "甲督2号", "to": "县水利局", "reply_by": "2019-03-11", "text": "限期整改"},
        ),
        ({"rung": "accountability", "on": "2019-02-02"}, {"rung": "accountability", "on": "2019-02-02"}),
        ({"rung": "urge", "document": "甲督9号", "on": "2019-02-01"}, {**FIRST, "document": "甲督9号"}),
    ],
)
def test_a_rung_is_recorded(asked: dict[str, Any], expected: dict[str, Any]) -> None:
    """Rungs may be skipped; a second letter of a rung is another one."""
    told = {"on": "2019-03-01", "by": "王芳"} | expected
    assert changes(press(**asked), pressed()) == {"escalations[2]": told}


def test_a_rung_is_of_its_cycle() -> None:
    """The letters of an earlier life are not those of this one."""
    before = pressed({**FIRST, "rung": "red"}, cycle=2)
    action = press(rung="urge")
    after = decided(action, register(before), moment())
    assert after.escalations[1].cycle == 2
    assert action.advice(before, after) is None
    assert refusal(press(reply="已办"), before).hint == "nothing waits for a reply"


@pytest.mark.parametrize(
    "asked", [{"rung": "urge", "document": "甲督1号", "on": "2019-02-01"}, {"rung": "yellow", "on": "2019-02-20"}]
)
def test_the_same_letter_is_nothing_to_do(asked: dict[str, Any]) -> None:
    """With a new file it is told once more."""
    assert changes(press(**asked), pressed()) == {}
    assert set(changes(press(**asked), pressed(), evidence())) == {"escalations[2]", "evidence"}


@pytest.mark.parametrize(
    ("rung", "expected"),
    [
        ("warning", "warning is lighter than the yellow of 2019-02-20"),
        ("yellow", None),
        ("circular", None),
    ],
)
def test_a_lighter_rung_after_a_heavier_one_is_told(rung: str, expected: str | None) -> None:
    """It is not refused: the office may have its reasons."""
    action, before = press(rung=rung), pressed()
    assert action.advice(before, decided(action, register(before), moment())) == expected
    assert action.advice(None, before) is None
    assert press(reply="好").advice(before, before) is None


@pytest.mark.parametrize(
    ("asked", "index"),
    [({}, 1), ({"rung": "urge"}, 0), ({"document": "甲督1号"}, 0), ({"rung": "yellow"}, 1)],
)
def test_a_reply_goes_to_the_latest_letter_without_one(asked: dict[str, Any], index: int) -> None:
    """Or to the one that is named."""
    assert changes(press(reply="已安排", **asked), pressed()) == {
        f"escalations[{index}].reply": "已安排",
        f"escalations[{index}].replied_on": "2019-03-01",
    }


def test_the_same_reply_twice_is_nothing_to_do() -> None:
    """It does not answer the next letter; that one must be named."""
    once = decided(press(reply="已安排"), register(pressed()), moment())
    assert decided(press(reply="已安排"), register(once), moment()) is once
    assert decided(press(reply="已安排", rung="yellow"), register(once), moment()) is once
    both = decided(press(reply="已安排", rung="urge"), register(once), moment())
    assert [letter.reply for letter in both.escalations] == ["已安排", "已安排"]
    assert decided(press(reply="已安排"), register(both), moment()) is both


def test_papers_are_kept_apart_where_duties_are() -> None:
    """A letter and its reply prove nothing of the cure; in profile simple a file is a file."""
    one = pressed(FIRST)
    apart = register(one, policy=SUPERVISED)
    letter = decided(press(rung="red"), apart, moment(evidence()))
    answer = decided(press(reply="已办"), register(letter, policy=SUPERVISED), moment(evidence(2)))
    assert [len(one.papers) for one in answer.escalations] == [0, 2]
    assert answer.proof == ()
    assert decided(press(rung="red"), register(one), moment(evidence())).escalations[1].papers == ()


@pytest.mark.parametrize(
    ("asked", "kind", "message", "hint"),
    [
        ({}, BadUsage, "no rung is named for QH-05", "--rung reminder | warning | urge"),
        ({"reply": "a", "to": "b"}, BadUsage, "--to is of the letter, not of its reply", "record the letter first"),
        (
            {"reply": "a", "reply_by": "today", "text": "c"},
            BadUsage,
            "--reply-by and --text is of the letter, not of its reply",
            "record the letter first",
        ),
        (
            {"rung": "red", "reply_by": "2019-02-27"},
            Refused,
            "QH-05 cannot be escalated: the reply would be due on 2019-02-27, before the letter of 2019-03-01.",
            "give a later day with --reply-by",
        ),
        (
            {"rung": "red", "on": "2019-03-02"},
            Refused,
            "QH-05 cannot be escalated: it is of 2019-03-02, a day still to come.",
            "give the true day, or wait until it has come",
        ),
        (
            {"reply": "a", "on": "2019-03-02"},
            Refused,
            "QH-05 cannot be escalated: the reply is of 2019-03-02, a day still to come.",
            "give the true day, or wait until it has come",
        ),
        (
            {"reply": "a", "on": "2019-02-10"},
            Refused,
            "QH-05 cannot be escalated: the reply is of 2019-02-10, before the yellow of 2019-02-20.",
            "give the true day with --on DATE",
        ),
        (
            {"reply": "a", "rung": "red"},
            Refused,
            "QH-05 cannot be escalated: there is no such letter to answer.",
            "without a reply: urge of 2019-02-01, yellow of 2019-02-20",
        ),
    ],
)
def test_what_cannot_be_is_refused(asked: dict[str, Any], kind: type[RectifyError], message: str, hint: str) -> None:
    """No rung, words of the letter in its reply, days that cannot be, no letter to answer."""
    error = refusal(press(**asked), pressed())
    assert isinstance(error, kind)
    assert error.message == message
    assert error.hint is not None
    assert error.hint.startswith(hint)


def test_what_was_answered_is_not_answered_again() -> None:
    """Another reply would write over the first."""
    answered = pressed({**FIRST, "reply": "已办", "replied_on": "2019-02-03"})
    error = refusal(press(reply="再报"), answered)
    assert error.message == "QH-05 cannot be escalated: it was answered already."
    assert error.hint == "nothing waits for a reply"


def test_a_closed_issue_is_not_pressed() -> None:
    """There is nothing left to press for."""
    assert refusal(press(rung="urge"), issue(status="closed")).message == (
        "QH-05 cannot be escalated: it is closed, and escalate goes from open or in_progress or submitted or "
        "verified or on_notice."
    )


def test_a_reply_is_told_as_one() -> None:
    """A reply is no rung."""
    assert (press(rung="red").done_word, press(reply="好").done_word) == ("escalated", "answered")
