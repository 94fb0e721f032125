from datetime import date
from typing import Any

import pytest

from rectify.errors import BadUsage, Refused, UnknownPart
from rectify.model.issue import Issue
from tests.actions.test_notice import put, refused, verified
from tests.make import evidence

SAID = {"on": date(2025, 1, 25), "text": "仍有气味"}


def published(**fields: Any) -> Issue:
    """An issue on notice from 2025-01-21 to 2025-02-08."""
    return put(verified(**fields), place="县报", on="2025-01-21")


def objected(*texts: str) -> Issue:
    """An issue on notice, with these objections of 2025-01-25."""
    of = published()
    for text in texts or ("仍有气味",):
        of = put(of, objection=text, on="2025-01-25")
    return of


@pytest.mark.parametrize("day", ["2025-01-21", "2025-01-25", "2025-02-08", "2025-02-20"])
def test_an_objection_comes_in_from_the_first_day_on(day: str) -> None:
    """Also after the last, as long as it is not closed."""
    after = put(published(), objection="仍有气味", on=day)
    assert [one.data() for one in after.notices[0].objections] == [{"on": day, "text": "仍有气味"}]
    assert after.status == "on_notice"


def test_it_does_not_come_before_the_notice_nor_on_a_day_to_come() -> None:
    """Nobody has read it yet."""
    assert (
        "the notice begins on 2025-01-21, and the objection would be of 2025-01-20"
        in refused(published(), objection="甲", on="2025-01-20")[0]
    )
    assert "a day still to come" in refused(published(), objection="甲", on="2025-03-04")[0]


def test_the_same_words_of_the_same_day_are_one_objection() -> None:
    """A letter that came with it may still be handed in; other words, or another day, are another."""
    once = objected()
    assert put(once, objection="仍有气味", on="2025-01-25") is once
    with_letter = put(once, evidence(2), objection="仍有气味", on="2025-01-25")
    assert with_letter.notices[0].objections == once.notices[0].objections
    assert with_letter.notices[0].papers == (evidence(2).sha256,)
    assert len(put(once, objection="仍有气味", on="2025-01-26").notices[0].objections) == 2


@pytest.mark.parametrize("status", ["verified", "closed", "in_progress"])
def test_an_objection_is_against_a_notice(status: str) -> None:
    """Where none is in force, there is nothing to object to."""
    message, _ = refused(verified(status=status), objection="甲")
    assert message == f"QH-05 cannot be objected to: it is {status}, and an objection is against a notice in force."


def test_a_status_by_hand_is_no_notice() -> None:
    """On notice without a notice nobody can object."""
    assert "an objection is against a notice in force" in refused(verified(status="on_notice"), objection="甲")[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("打电话13800138000反映", "a mobile number: 打电话***反映"),
        ("身份证630102199001011234", "a number of an identity or bank card: 身份证***"),
        ("村民张三反映仍有气味", "a name of a person: 村民***反映仍有气味"),
        ("村民张三，0971-6123456", "a name of a person and a telephone number: 村民***，***"),
    ],
)
def test_who_objects_is_not_taken_down(text: str, why: str) -> None:
    """The trail takes nothing back: number and name are refused, and not repeated."""
    for way in ({"objection": text}, {"answer": [text]}):
        message, hint = refused(objected(), **way, on="2025-01-26")
        assert f"the text holds {why}." in message
        assert hint == "say it without; the register and its trail keep every word for good"


def test_an_answer_goes_to_the_only_open_objection_or_to_a_numbered_one() -> None:
    """With its day and who gave it."""
    one = put(objected(), answer=["已复查"], on="2025-01-27")
    assert one.notices[0].objections[0].data() == {
        "on": "2025-01-25", "text": "仍有气味", "answer": "已复查", "answered_on": "2025-01-27", "answered_by": "周敏",
    }  # fmt: skip
    two = put(objected("甲", "乙"), answer=["2=复查=正常"], on="2025-01-27")
    assert [said.answer for said in two.notices[0].objections] == [None, "复查=正常"]
    both = put(objected("甲", "乙"), answer=["1=甲答", "乙答"], on="2025-01-27")
    assert [said.answer for said in both.notices[0].objections] == ["甲答", "乙答"]


def test_an_answer_stands() -> None:
    """The same again is nothing to do, with or without its number; another is refused, and the first stays."""
    done = put(objected(), answer=["已复查"])
    assert put(done, answer=["已复查"]) is done
    assert put(done, answer=["1=已复查"]) is done
    message, hint = refused(done, answer=["1=别的话"])
    assert "objection 1 was answered on 2025-03-03, and an answer stands" in message
    assert hint == "who has more to say objects anew: rectify notice QH-05 --objection TEXT"
    assert "no objection is open" in refused(done, answer=["别的话"])[0]
    with pytest.raises(Refused, match="an answer stands"):
        put(objected(), answer=["1=甲", "1=乙"])


def test_an_answer_must_say_which_and_what() -> None:
    """Of two open objections, of none, of a number that is not there, of no words."""
    message, hint = refused(objected("甲", "乙"), answer=["答"])
    assert "2 objections are open" in message
    assert hint == "see which: rectify show QH-05; then --answer N=TEXT"
    with pytest.raises(UnknownPart) as told:
        put(objected(), answer=["3=答"])
    assert (told.value.message, told.value.hint) == ("QH-05 has no objection '3'.", "it has: 1 of 2025-01-25")
    with pytest.raises(UnknownPart) as told:
        put(published(), answer=["1=答"])
    assert told.value.hint == "it has: no objections"
    with pytest.raises(BadUsage, match="the answer to objection 1 says nothing"):
        put(objected(), answer=["1= "])


def test_an_answer_is_not_older_than_what_it_answers() -> None:
    """Nobody answers beforehand."""
    message, _ = refused(objected(), answer=["答"], on="2025-01-24")
    assert "objection 1 is of 2025-01-25, and the answer would be of 2025-01-24" in message


def test_what_is_closed_is_not_answered_any_more() -> None:
    """What was said before stands."""
    message, hint = refused(objected().but(status="closed"), answer=["答"])
    assert message == "QH-05 cannot be answered: it is closed, and what was said before stands."
    assert hint == "rectify reopen QH-05 --reason TEXT"


def test_an_objection_to_a_withdrawn_notice_is_answered_too() -> None:
    """By its number, counted through the cycle; sent back to work or published anew."""
    back = put(objected("甲"), withdraw=True, reason="重办")
    answered = put(back, answer=["1=答"])
    assert answered.notices[0].objections[0].answer == "答"
    again = put(put(answered, place="县报", on="2025-02-10"), objection="乙", on="2025-02-11")
    assert put(again, answer=["2=答乙"]).notices[1].objections[0].answer == "答乙"


@pytest.mark.parametrize("answer", ["1=答", ["1=答"], {"1": "答"}, [{"1": "答"}], "答"])
def test_a_batch_may_give_answers_as_text_list_or_mapping(answer: Any) -> None:
    """JSON has all of them."""
    after = put(objected(), answer=answer)
    assert after.notices[0].objections[0].answer == "答"
