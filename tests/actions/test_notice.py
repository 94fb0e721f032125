from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rectify.actions.judge import judge
from rectify.actions.notice import Notice
from rectify.errors import BadBatchLine, BadUsage, BadValue, CalendarNotKnown, Refused, WrongRole
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.register import Register
from rectify.model.substance import evidence_digest, substance_digest
from tests.make import decided, evidence, issue, moment, request

PEOPLE = [
    {"id": "周敏", "unit": "县整改办", "roles": ["public-desk"]},
    {"id": "王芳", "unit": "县环保局", "roles": ["accepting"]},
    {"id": "陈某", "unit": "县住建局", "roles": ["responsible"]},
]
TODAY = date(2025, 3, 3)
FIRST: dict[str, Any] = {
    "on": "2025-01-21", "ends": "2025-02-08", "days": 10, "calendar": "cn", "place": "县政府网站", "by": "周敏",
}  # fmt: skip


def verified(**fields: Any) -> Issue:
    """A verified issue, accepted as it is now."""
    known: dict[str, Any] = {"status": "verified", "evidence": [evidence()], "units": {"responsible": ["县住建局"]}}
    made = issue(**(known | fields))
    seen = {
        "on": "2024-09-20",
        "by": "王芳",
        "unit": "县环保局",
        "method": "onsite",
        "profile": "chain",
        "cycle": made.cycle,
    }
    bound = {"substance": substance_digest(made), "evidence": evidence_digest(made)}
    return made.but(verifications=[*made.verifications, {**seen, **bound}])


def under(of: Issue, **policy: Any) -> Register:
    """A register of profile chain with this issue; `policy` in its place."""
    header = {"policy": {"profile": "chain", **policy}, "people": PEOPLE}
    return Register.of(Header.model_validate(header), [of])


def at(*attached: Any, today: date = TODAY, person: str = "周敏") -> Moment:
    """The moment at which a person of the register acts."""
    who = next(one for one in Header.model_validate({"people": PEOPLE}).people if one.id == person)
    return moment(*attached, today=today, actor=person)._replace(person=who, recorded=today)


def put(of: Issue, *attached: Any, policy: dict[str, Any] | None = None, **fields: Any) -> Issue:
    """The issue as `notice` of these fields would have it."""
    return decided(request("notice", of.id, **fields), under(of, **(policy or {})), at(*attached))


def refused(of: Issue, *, policy: dict[str, Any] | None = None, **fields: Any) -> tuple[str, str | None]:
    """Message and hint of a refusal."""
    with pytest.raises(Refused) as told:
        put(of, policy=policy, **fields)
    return told.value.message, told.value.hint


@pytest.mark.parametrize(
    ("on", "days", "calendar", "ends"),
    [
        ("2025-01-21", 10, "cn", "2025-02-08"),
        ("2024-09-29", 4, "cn", "2024-10-09"),
        ("2024-09-29", 10, "cn", "2024-10-16"),
        ("2025-01-21", 10, "weekdays", "2025-02-03"),
        ("2025-01-21", 10, "calendar", "2025-01-30"),
        ("2025-01-25", 1, "cn", "2025-01-26"),
    ],
)
def test_its_end_is_counted_by_the_calendar_of_the_policy(on: str, days: int, calendar: str, ends: str) -> None:
    """The first day counts: over Spring Festival 2025 ten working days; 2024-09-29 to 10-09 are four."""
    after = put(verified(), policy={"calendar": calendar, "notice_days": days}, place="县政府网站", on=on)
    assert after.status == "on_notice"
    assert [one.data() for one in after.notices] == [
        {**FIRST, "on": on, "ends": ends, "days": days, "calendar": calendar}
    ]


def test_a_published_claim_of_ten_days_that_were_four_is_not_over() -> None:
    """What ran from 2024-09-29 to 10-09 still ran on the day it claimed to be over."""
    after = put(verified(), place="县政府网站", on="2024-09-29")
    assert after.notices[0].ends == date(2024, 10, 16)


def test_papers_are_no_evidence() -> None:
    """What is handed in with it is a paper of the procedure, and the verification still counts."""
    after = put(verified(), evidence(2), place="县政府网站", on="2025-01-21")
    assert after.notices[0].papers == (evidence(2).sha256,)
    assert [one.sha256 for one in after.proof] == [evidence().sha256]
    again = put(after, evidence(3), objection="仍有气味", on="2025-01-25")
    assert again.notices[0].papers == (evidence(2).sha256, evidence(3).sha256)


def test_more_days_may_be_given_never_fewer() -> None:
    """The rule is the least."""
    assert put(verified(), place="县报", on="2025-01-21", days=12).notices[0].ends == date(2025, 2, 11)
    message, hint = refused(verified(), place="县报", on="2025-01-21", days=9)
    assert message == "QH-05 cannot be put on notice: it would run 9 days, and the rule is 10 (cn)."
    assert hint == "leave --days out, or give more"


def test_a_register_without_notices_wants_to_know_how_long() -> None:
    """Nothing is put on notice by a rule that asks for none, unless the days are given."""
    message, hint = refused(verified(), policy={"notice_days": 0}, place="县报")
    assert message == "QH-05 cannot be put on notice: this register asks for no notice (policy.notice_days is 0)."
    assert hint == "if there is to be one, say how long: rectify notice QH-05 --place TEXT --days N"
    assert put(verified(), policy={"notice_days": 0}, place="县报", on="2025-01-21", days=3).notices[0].days == 3


def test_it_begins_after_the_last_verification() -> None:
    """On that day at the earliest."""
    message, hint = refused(verified(), place="县报", on="2024-09-19")
    assert "it was verified on 2024-09-20, and the notice would begin on 2024-09-19, before that" in message
    assert hint == "rectify notice QH-05 --place TEXT --on 2024-09-20"
    assert put(verified(), place="县报", on="2024-09-20").status == "on_notice"


def test_a_verification_by_hand_or_none_does_not_hold_up_the_simple_profile() -> None:
    """There it is a record: verified to on_notice, the usual days, whatever the verification."""
    stale = verified().but(target="别的", verifications=())
    after = put(stale, evidence(2), policy={"profile": "simple"}, place="县报", on="2025-01-21", days=3)
    assert (after.status, after.notices[0].days, after.notices[0].papers) == ("on_notice", 3, ())
    assert put(stale, policy={"profile": "simple"}, place="县报", on="2025-01-21").notices[0].days == 10


@pytest.mark.parametrize("profile", ["supervised", "chain"])
def test_what_was_changed_since_it_was_verified_is_verified_first(profile: str) -> None:
    """The public is shown what was accepted, not something else."""
    message, hint = refused(verified().but(target="别的"), policy={"profile": profile}, place="县报")
    assert message.startswith("QH-05 cannot be put on notice: ")
    assert "not verified by another" in message
    assert hint == "rectify verify QH-05 --method onsite"


@pytest.mark.parametrize("status", ["open", "in_progress", "closed"])
def test_only_what_is_verified_is_published(status: str) -> None:
    """From every other status the way leads through acceptance."""
    message, _ = refused(verified(status=status), place="县报")
    assert message == f"QH-05 cannot be put on notice: it is {status}, and notice goes from verified."


def test_what_is_submitted_names_the_acceptance_that_comes_next() -> None:
    """By its level, where the policy has levels."""
    levels = [{"name": "县级验收"}, {"name": "市级验收"}]
    unseen = verified(status="submitted").but(verifications=[])
    message, hint = refused(unseen, policy={"levels": levels}, place="县报")
    assert message == "QH-05 cannot be put on notice: not accepted by 县级验收, 市级验收."
    assert hint == "rectify verify QH-05 --method onsite --level 县级验收"


def test_twice_is_once() -> None:
    """The same again is nothing to do, also on a later day; anything else is refused, lest it be lost."""
    first = put(verified(), place="县报", on="2025-01-21")
    assert put(first, place="县报") is first
    assert put(first, place="县报", on="2025-01-21", days=10) is first
    for other in ({"place": "县政府网站"}, {"place": "县报", "on": "2025-01-22"}, {"place": "县报", "days": 12}):
        message, hint = refused(first, **other)
        assert "it is on notice already, from 2025-01-21 to 2025-02-08 (县报)" in message
        assert hint == "rectify notice QH-05 --withdraw --reason TEXT, then publish it anew"
    with pytest.raises(Refused):
        put(first, evidence(2), place="县报")


def test_what_was_put_on_notice_by_hand_has_no_notice() -> None:
    """The status alone is no notice; it is sent back, or taken off."""
    by_hand = verified(status="on_notice")
    assert "it is on_notice without a notice" in refused(by_hand, place="县报")[0]
    after = put(by_hand, withdraw=True, reason="手工改的")
    assert (after.status, after.notices) == ("verified", ())


def test_withdrawn_it_is_verified_again_and_the_notice_stays() -> None:
    """With a reason; twice is once."""
    first = put(verified(), place="县报", on="2025-01-21")
    message, hint = refused(first, withdraw=True)
    assert message == "QH-05 cannot be taken off notice: no reason is given."
    assert hint == "rectify notice QH-05 --withdraw --reason TEXT"
    after = put(first, evidence(2), withdraw=True, reason="地点写错", on="2025-01-22")
    assert after.status == "verified"
    (notice,) = after.notices
    assert (notice.withdrawn_on, notice.withdrawn_reason) == (date(2025, 1, 22), "地点写错")
    assert notice.papers == (evidence(2).sha256,)
    assert put(after, withdraw=True, reason="又一次") is after
    again = put(after, place="县政府网站", on="2025-01-23")
    assert [one.withdrawn_on for one in again.notices] == [date(2025, 1, 22), None]


@pytest.mark.parametrize("status", ["verified", "closed", "in_progress"])
def test_what_is_not_on_notice_is_not_taken_off(status: str) -> None:
    """There must be a notice to take back."""
    message, _ = refused(verified(status=status), withdraw=True, reason="r")
    assert message == f"QH-05 cannot be taken off notice: it is {status}, and no notice of it is running."


def test_a_withdrawn_notice_does_not_carry_an_objection_away() -> None:
    """Nothing is published anew while an objection of this cycle is open; the simple profile does not ask."""
    objected = put(put(verified(), place="县报", on="2025-01-21"), objection="仍有气味", on="2025-01-25")
    back = put(objected, withdraw=True, reason="重办")
    message, hint = refused(back, place="县报", on="2025-02-10")
    assert message == "QH-05 cannot be put on notice: objection 1 of 2025-01-25 is not answered."
    assert hint == "rectify notice QH-05 --answer 1=TEXT"
    assert put(back, policy={"profile": "simple"}, place="县报").status == "on_notice"
    answered = put(back, answer=["已复查"])
    assert put(answered, place="县报", on="2025-02-10").status == "on_notice"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "it was given nothing"),
        ({"place": "县报", "objection": "甲"}, "it was given --place and --objection"),
        ({"answer": ["甲"], "withdraw": True}, "it was given --answer and --withdraw"),
        ({"withdraw": True, "days": 3}, "--days is for a notice that is published now"),
    ],
)
def test_it_does_one_thing_at_a_time(fields: dict[str, Any], said: str) -> None:
    """Publishing, an objection, an answer, taking back."""
    with pytest.raises(BadUsage, match=said):
        put(verified(), **fields)


@pytest.mark.parametrize("days", ["0", "-1", "367", "ten"])
def test_the_days_are_a_number_that_can_be_meant(days: str) -> None:
    """From one to a year."""
    with pytest.raises(BadBatchLine, match="days"):
        request("notice", place="县报", days=days)


def test_days_that_no_calendar_knows_are_refused() -> None:
    """A year not ordered yet, and one that does not exist."""
    with pytest.raises(CalendarNotKnown):
        put(verified(), place="县报", on="2097-01-04")
    with pytest.raises(BadValue, match="lead outside the years 1 to 9999"):
        put(verified(), policy={"calendar": "calendar"}, place="县报", on="9999-12-31")


def test_it_is_the_public_desk_s_to_run() -> None:
    """In every way of it, where duties are separated."""
    of = verified()
    ways: tuple[dict[str, Any], ...] = ({"place": "县报"}, {"objection": "甲"}, {"answer": "甲"}, {"withdraw": True})
    for way in ways:
        for person in ("王芳", "陈某"):
            _, (told,) = judge(under(of), [request("notice", **way)], lambda *_, who=person: at(person=who))
            assert isinstance(told.error, WrongRole)
            assert told.error.hint == "one of them can do it: 周敏"


def test_its_course_is_told() -> None:
    """First day, last day, how many days of which calendar, and what made it longer or shorter."""
    action = request("notice", place="县报", on="2025-01-21")
    after = decided(action, under(verified()), at())
    assert action.advice(verified(), after) == (
        "the notice runs 2025-01-21 to 2025-02-08, 10 working days; off: 2025-01-28 to 2025-02-04; "
        "worked: 2025-01-26 (Sunday), 2025-02-08 (Saturday)"
    )
    assert request("notice", objection="甲").advice(verified(), after) is None


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"place": "县报"}, "put on notice"),
        ({"objection": "甲"}, "objected to"),
        ({"answer": "甲"}, "answered"),
        ({"withdraw": True}, "taken off notice"),
    ],
)
def test_what_was_done_has_a_word_of_its_own(fields: dict[str, Any], word: str) -> None:
    """An objection puts nothing on notice."""
    assert request("notice", **fields).done_word == word


def test_answers_are_texts() -> None:
    """Whatever way they come in, nothing else is one."""
    with pytest.raises(ValidationError):
        Notice.model_validate({"id": "QH-05", "answer": 5})
