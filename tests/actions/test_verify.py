from datetime import date
from typing import Any

import pytest

from rectify.actions.verify import Verify
from rectify.errors import BadBatchLine, NotSeparate, RectifyError, Refused, UnknownPart, WrongUnit
from rectify.model.deed import Deed
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, substance_digest
from tests.make import changes, decided, evidence, issue, moment, refusal, register, request
from tests.trade import CHAIN, acting, head

SEEN: dict[str, Any] = {"on": "2019-03-01", "by": "王芳", "method": "onsite"}


def verified(**fields: Any) -> Issue:
    """A verified issue with one file."""
    before = issue(status="submitted", evidence=[evidence()], **fields)
    return decided(request("verify", method="onsite"), register(before), moment())


def bound(to: Issue) -> dict[str, str]:
    """What a verification of this issue is bound to."""
    return {"substance": substance_digest(to), "evidence": evidence_digest(to)}


def test_a_verification_is_bound_to_what_was_seen() -> None:
    """Method, day, actor and the digests of substance and evidence stand in it."""
    before = issue(status="submitted", evidence=[evidence()])
    assert changes(request("verify", method="onsite", unit="住建厅"), before) == {
        "status": "verified",
        "verifications": [{**SEEN, "unit": "住建厅", **bound(before)}],
    }


def test_evidence_handed_in_with_it_is_part_of_it() -> None:
    """The report of the visit is bound with the rest, in the present cycle."""
    before = issue(status="submitted", cycle=2, evidence=[evidence()])
    done = changes(request("verify", method="document"), before, evidence(2))
    after = before.but(evidence=[evidence(), evidence(2, cycle=2, on="2019-03-01", by="王芳")])
    assert done["evidence[1]"] == after.evidence[1].data()
    assert done["verifications"] == [{**SEEN, "method": "document", "cycle": 2, **bound(after)}]


def test_what_is_verified_is_nothing_to_do() -> None:
    """The same content is not verified twice, also when the known file is handed in again."""
    assert changes(request("verify", method="test"), verified()) == {}
    assert changes(request("verify", method="test"), verified(), evidence()) == {}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"conclusion": "不符"}, "what was found is new"),
        ({"visitor": ["专家甲"]}, "what was found is new"),
        ({"visited_on": "2019-02-27"}, "what was found is new"),
        ({"answer": {"1": "是"}, "proof": {"1": "report-1.pdf"}}, "the answers are new"),
    ],
)
def test_what_is_brought_to_a_verified_issue_is_not_lost(asked: dict[str, Any], said: str) -> None:
    """It is sent back first; the same once more is nothing to do."""
    under = {"policy": {"checklist": ["措施全部完成"]}}
    first = decided(request("verify", method="onsite"), register(HANDED_IN, **under), moment())
    with pytest.raises(Refused) as told:
        decided(request("verify", method="onsite", **asked), register(first, **under), moment())
    assert told.value.message == f"QH-05 cannot be verified: it is verified already, and {said}."
    assert told.value.hint == "rectify return QH-05 --reason TEXT, then submit it, and verify it with all of it"
    whole = decided(request("verify", method="onsite", **asked), register(HANDED_IN, **under), moment())
    assert decided(request("verify", method="onsite", **asked), register(whole, **under), moment()) is whole


def test_new_papers_are_not_lost_either() -> None:
    """Where duties are separated they prove nothing of the cure; a proof that is not there is told."""
    under = head(profile="chain", checklist=["措施全部完成"])
    first = decided(request("verify", method="onsite"), register(HANDED_IN, **under), acting("李强"))
    again = request("verify", method="onsite", conclusion="好")
    with pytest.raises(Refused, match="the evidence is new and what was found is new"):
        decided(again, register(first, **under), acting("李强", attached=[evidence(7)]))
    with pytest.raises(UnknownPart, match=r"no evidence 'gone\.pdf'"):
        asked = request("verify", method="onsite", answer={"1": "是"}, proof={"1": "gone.pdf"})
        decided(asked, register(first, **under), acting("李强"))


@pytest.mark.parametrize("status", ["submitted", "verified"])
def test_a_plan_that_grew_is_not_verified(status: str) -> None:
    """A measure that came after the submission goes back to the work."""
    grown = HANDED_IN.but(measures=[{"id": "M9", "text": "补种"}], status=status)
    with pytest.raises(Refused) as told:
        decided(request("verify", method="onsite"), register(grown, **head()), acting("李强"))
    assert told.value.message == "QH-05 cannot be verified: not done: measure M9."
    assert told.value.hint is not None
    assert told.value.hint.startswith("rectify return QH-05 --reason TEXT, then report it done")


def test_no_person_accepts_two_levels() -> None:
    """Refused with the acceptance that is on record, and who else could."""
    levels = [{"name": COUNTY}, {"name": PREFECTURE}]
    under = head(profile="chain", levels=levels)
    first = decided(request("verify", method="onsite", level=COUNTY), register(HANDED_IN, **under), acting("李强"))
    second = request("verify", method="onsite", level=PREFECTURE)
    with pytest.raises(NotSeparate) as told:
        decided(second, register(first, **under), acting("李强"))
    assert told.value.message == (
        "QH-05 cannot be verified: who accepted one level may not accept another; 李强 accepted 县级验收 on 2019-03-01."
    )
    assert told.value.hint == "somebody else must do it: 赵敏"
    assert decided(second, register(first, **under), acting("赵敏")).status == "verified"
    alone = {**under, "people": [one for one in under["people"] if one["id"] in ("李强", "wang")]}
    with pytest.raises(NotSeparate) as told:
        decided(second, register(first, **alone), acting("李强"))
    assert told.value.hint == (
        "somebody else must do it: nobody yet; rectify policy person ID --unit UNIT --role accepting"
    )


@pytest.mark.parametrize("fields", [{"target": "other"}, {"verifications": []}])
def test_a_stale_verification_is_made_again(fields: dict[str, Any]) -> None:
    """After a change of substance (or where none is on record) it may be verified anew."""
    stale = verified().but(**fields)
    done = changes(request("verify", method="test"), stale)
    assert list(done.values())[-1] in (
        {**SEEN, "method": "test", **bound(stale)},
        [{**SEEN, "method": "test", **bound(stale)}],
    )
    assert "status" not in done


def test_new_evidence_is_a_new_verification() -> None:
    """What a verified issue gets afterwards must have been seen as well."""
    done = changes(request("verify", method="test"), verified(), evidence(2))
    assert set(done) == {"evidence[1]", "verifications[1]"}


@pytest.mark.parametrize("status", ["open", "in_progress", "on_notice", "closed"])
def test_only_what_is_submitted_is_verified(status: str) -> None:
    """There must be something to verify."""
    error = refusal(request("verify", method="onsite"), issue(status=status), evidence())
    assert error.message == f"QH-05 cannot be verified: it is {status}, and verify goes from submitted."


def test_the_method_is_required() -> None:
    """On site, on paper, by monitoring or by test: it must be said."""
    with pytest.raises(BadBatchLine, match="verify needs 'method'"):
        request("verify")
    assert Verify.model_fields["method"].is_required()


COUNTY, PREFECTURE = "县级验收", "州级验收"


def under_chain(before: Issue, who: str, *handed: Any, past: tuple[Deed, ...] = (), **asked: Any) -> Issue:
    """The issue after somebody has verified it in profile chain."""
    action = request("verify", **{"method": "onsite"} | asked)
    return decided(action, register(before, **head(**CHAIN)), acting(who, *past, attached=handed))


def why_not(before: Issue, who: str, **asked: Any) -> RectifyError:
    """Why that is refused."""
    with pytest.raises(RectifyError) as told:
        under_chain(before, who, **asked)
    return told.value


HANDED_IN = issue(
    status="submitted",
    units={"responsible": ["县住建局"]},
    evidence=[evidence()],
    submissions=[{"on": "2019-02-20", "by": "wang"}],
)


def test_the_last_level_makes_it_verified() -> None:
    """Each level in its turn, with its unit, the visit, who was there, what was found, and its record as a paper."""
    first = under_chain(HANDED_IN, "李强", evidence(2), level=COUNTY, conclusion="同意", evidence=["x"])
    assert first.status == "submitted"
    assert first.verifications[0].papers == (evidence(2).sha256,)
    assert first.evidence[1].by == "李强"
    second = under_chain(first, "赵敏", level=PREFECTURE, visitor=["赵敏", "专家甲"], visited_on="2019-02-28")
    assert second.status == "verified"
    assert [(one.level, one.unit) for one in second.verifications] == [
        (COUNTY, "甲川县生态环境局"),
        (PREFECTURE, "乙州生态环境局"),
    ]
    seen = second.verifications[1]
    assert (seen.visited_on, seen.visitors, first.verifications[0].conclusion) == (
        date(2019, 2, 28),
        ("赵敏", "专家甲"),
        "同意",
    )
    assert under_chain(second, "赵敏", level=PREFECTURE, visitor=["赵敏"]) is second


def test_without_a_day_the_visit_was_on_the_day_of_the_verification() -> None:
    """Whoever names visitors was there."""
    first = under_chain(HANDED_IN, "李强", level=COUNTY, visitor=["李强"], on="2019-02-25")
    assert first.verifications[0].visited_on == date(2019, 2, 25)


@pytest.mark.parametrize(
    ("who", "asked", "message"),
    [
        ("李强", {}, "QH-05 is accepted level by level"),
        ("李强", {"level": "省级验收"}, "QH-05 has no level '省级验收'."),
        ("赵敏", {"level": PREFECTURE}, "QH-05 cannot be verified: 县级验收 comes before 州级验收."),
        (
            "赵敏",
            {"level": COUNTY},
            "QH-05 cannot be verified: 赵敏 is of 乙州生态环境局, and that is for 甲川县生态环境局.",
        ),
        ("李强", {"level": COUNTY, "on": "2019-02-19"}, "it was submitted on 2019-02-20, after 2019-02-19"),
    ],
)
def test_a_level_out_of_turn_is_refused(who: str, asked: dict[str, Any], message: str) -> None:
    """Not named, not there, too early, by another unit, or on a day before the submission."""
    assert message in why_not(HANDED_IN, who, **asked).message


@pytest.mark.parametrize("asked", [{}, {"method": "document", "visitor": ["赵敏"]}])
def test_a_level_that_asks_for_a_visit_has_one(asked: dict[str, Any]) -> None:
    """On site, with who was there; papers alone are the classic sign of a paper cure."""
    first = under_chain(HANDED_IN, "李强", level=COUNTY)
    error = why_not(first, "赵敏", level=PREFECTURE, **asked)
    assert "州级验收 asks for a visit on site, with its day and who was there" in error.message
    assert "accepted it already" in why_not(first, "李强", level=COUNTY).message


def test_the_accepting_unit_accepts() -> None:
    """Where the issue names one and no level does, its people alone."""
    named = HANDED_IN.but(units={"responsible": ["县住建局"], "accepting": "乙州生态环境局"})
    under = register(named, **head())
    action = request("verify", method="document")
    with pytest.raises(WrongUnit) as told:
        decided(action, under, acting("李强"))
    assert told.value.hint == "one of them can do it: 赵敏"
    assert decided(action, under, acting("赵敏")).status == "verified"
    with pytest.raises(WrongUnit) as told:
        decided(action, register(named.but(units={"accepting": "丁局"}), **head()), acting("李强"))
    assert told.value.hint == "one of them can do it: nobody yet"


def test_a_level_where_there_are_none_is_unknown() -> None:
    """Profile supervised has one acceptance, without a name."""
    with pytest.raises(UnknownPart):
        decided(request("verify", method="document", level=COUNTY), register(HANDED_IN, **head()), acting("李强"))


def test_what_a_level_saw_and_nobody_changed_still_counts_when_levels_go() -> None:
    """Where the policy was shortened meanwhile, verifying once more makes it verified."""
    first = under_chain(HANDED_IN, "李强", level=COUNTY)
    short = {**CHAIN, "levels": CHAIN["levels"][:1]}
    after = decided(request("verify", method="onsite", level=COUNTY), register(first, **head(**short)), acting("李强"))
    assert after.status == "verified"


def test_a_stale_verification_is_made_again_by_another() -> None:
    """The issue stays verified, and the new one counts."""
    done = decided(request("verify", method="document"), register(HANDED_IN, **head()), acting("李强"))
    changed = done.but(target="清零")
    again = decided(request("verify", method="document"), register(changed, **head()), acting("赵敏"))
    assert len(again.verifications) == 2
    assert again.status == "verified"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"level": COUNTY, "unit": "省厅"}, "李强 is of 甲川县生态环境局 and not of 省厅"),
        ({"level": COUNTY, "on": "2019-03-02"}, "it would be of 2019-03-02, a day still to come"),
        (
            {"level": COUNTY, "visitor": ["李强"], "visited_on": "2019-03-02"},
            "the visit of 2019-03-02 is after 2019-03-01",
        ),
    ],
)
def test_a_verification_is_of_ones_own_unit_and_of_days_that_fit(asked: dict[str, Any], message: str) -> None:
    """No unit is made up, no day is still to come, no visit is after what it led to."""
    assert message in why_not(HANDED_IN, "李强", **asked).message


def test_a_level_is_not_of_a_day_before_the_one_below() -> None:
    """Days follow each other from level to level."""
    first = under_chain(HANDED_IN, "李强", level=COUNTY, on="2019-02-25")
    error = why_not(first, "赵敏", level=PREFECTURE, visitor=["赵敏"], on="2019-02-24")
    assert "it was accepted by 县级验收 on 2019-02-25, after 2019-02-24" in error.message


def test_the_profile_it_was_made_under_is_in_it() -> None:
    """One from a time in which nobody's duties were judged does not count once they are."""
    simple = decided(request("verify", method="onsite"), register(HANDED_IN), moment(actor="李强"))
    assert simple.verifications[0].profile is None
    assert under_chain(HANDED_IN, "李强", level=COUNTY).verifications[0].profile == "chain"
