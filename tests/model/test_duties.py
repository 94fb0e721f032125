from typing import Any

import pytest

from rectify.errors import NotSeparate, RectifyError, WrongRole, WrongUnit
from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.duties import DECIDE, ROLES, Duties
from rectify.model.event import Mention
from rectify.terms import Role, Verb
from tests.make import issue
from tests.trade import deed, head, header

OURS: dict[str, Any] = {"units": {"responsible": ["县住建局"]}}
DID = {Verb.VERIFY: "verify", Verb.LOOKBACK: "look back at"}
WISH = {"on": "2019-02-01", "by": "wang", "unit": "县住建局", "to": {"date": "2019-12-31"}, "reason": "冬季停工"}


def duties(*past: Deed, policy: dict[str, Any] | None = None, **fields: Any) -> Duties:
    """The duties about QH-05, an issue of the housing bureau, after these deeds."""
    return Duties(header(**policy or {}), issue(**OURS | fields), lambda: past)


def refused(of: Duties, who: str, verb: Verb, way: str = "") -> RectifyError | None:
    """Why somebody may not do it."""
    try:
        of.require((verb, way), of.header.require_person(who))
    except RectifyError as error:
        return error
    return None


@pytest.mark.parametrize("duty", ROLES)
def test_a_duty_is_for_its_roles_alone(duty: tuple[Verb, str]) -> None:
    """Who has none of the roles is refused, and told who can do it."""
    of = duties()
    error = refused(of, "闲人", *duty)
    assert isinstance(error, WrongRole)
    assert "闲人 is without a role, and that is for" in error.message
    able = {person.id for person in of.able(duty)}
    assert able <= {person.id for person in of.header.people if ROLES[duty] & set(person.roles)}
    assert all(refused(of, who, *duty) is None for who in able)


def test_what_is_nobodys_duty_is_for_all_the_people() -> None:
    """A remark is for everybody, whatever their role."""
    assert refused(duties(), "闲人", Verb.NOTE) is None


@pytest.mark.parametrize("verb", [Verb.START, Verb.PROGRESS, Verb.SUBMIT, Verb.EXTEND])
def test_the_responsible_side_acts_for_its_own_issues(verb: Verb) -> None:
    """A unit's own people, also by another name of the unit; not those of another unit."""
    assert refused(duties(), "wang", verb) is None
    error = refused(duties(units={"responsible": ["丙局"]}), "wang", verb)
    assert isinstance(error, WrongUnit)
    assert "王芳 (wang) is of 甲川县住建局, and that is for 丙局." in error.message
    assert refused(duties(units={"cooperating": ["县住建局"]}), "wang", verb) is None
    nobody = refused(duties(units={}), "wang", verb)
    assert nobody is not None
    assert "its responsible unit, and none is named" in nobody.message
    assert nobody.hint == "rectify assign QH-05 --unit UNIT"


def test_the_office_acts_for_all_issues() -> None:
    """It belongs to no issue."""
    assert refused(duties(units={"responsible": ["丙局"]}), "周办", Verb.START) is None


@pytest.mark.parametrize(
    ("fields", "past", "because"),
    [
        (OURS, (), "县住建局 is the responsible unit"),
        ({"units": {"lead": "甲川住建"}}, (), "甲川住建 is the lead unit"),
        (
            {"units": {}, "submissions": [{"on": "2019-02-01", "by": "x", "unit": "县住建局"}]},
            (),
            "县住建局 submitted it on 2019-02-01",
        ),
        ({"units": {}}, (deed("submit", "马工"),), "马工 submitted it in run 3 of 2019-03-01"),
        ({"units": {}}, (deed("start", "wang"),), "王芳 (wang) started it in run 3 of 2019-03-01, for 甲川县住建局"),
        (
            {"units": {}},
            (deed("progress", "王芳", run=None),),
            "王芳 (wang) reported on it in the same run of 2019-03-01, for 甲川县住建局",
        ),
        ({"units": {}}, (deed("progress", "wang@desk-2"),), "王芳 (wang) reported on"),
        ({"units": {}}, (deed("note", "马工", evidence=(Mention("a" * 64, "x", 1),)),), "马工 noted it in run 3"),
    ],
)
@pytest.mark.parametrize("verb", [Verb.VERIFY, Verb.LOOKBACK])
def test_who_did_the_work_does_not_accept_it(
    verb: Verb, fields: dict[str, Any], past: tuple[Deed, ...], because: str
) -> None:
    """By person and by unit, through ids, names, logins and aliases; the refusal names the event it rests on."""
    error = refused(duties(*past, **fields), "马工", verb)
    assert isinstance(error, NotSeparate)
    assert f"who did the work may not {DID[verb]} it; {because}" in error.message
    assert error.hint is not None
    assert error.hint.endswith("李强, 赵敏") or verb is Verb.LOOKBACK


@pytest.mark.parametrize(
    "past",
    [
        (deed("submit", "wang"),),
        (deed("verify", "李强"), deed("return", "李强"), deed("note", "李强")),
        (deed("progress", "李强", changes=(Change("verdict", None, {}),)),),
    ],
)
def test_another_may_accept(past: tuple[Deed, ...]) -> None:
    """A remark, an earlier verification, a return, or a judgement of the pace is not work."""
    assert refused(duties(*past), "李强", Verb.VERIFY) is None


def test_who_worked_once_has_worked() -> None:
    """Also under another unit's name today, and in an earlier cycle."""
    error = refused(duties(deed("submit", "李强"), units={"responsible": ["丙局"]}, cycle=2), "李强", Verb.VERIFY)
    assert isinstance(error, NotSeparate)


def test_who_moved_to_another_unit_has_worked_for_both() -> None:
    """The unit of that day is in the deed; that of today is in the header."""
    then = deed("progress", "老陈")._replace(unit="甲川县生态环境局")
    error = refused(duties(then, units={"responsible": ["丙局"]}), "李强", Verb.VERIFY)
    assert "老陈 reported on it in run 3 of 2019-03-01, for 甲川县生态环境局" in str(error)
    moved = deed("progress", "李强")._replace(unit="乙州生态环境局")
    assert "李强 reported on it in run 3 of 2019-03-01, for 乙州生态环境局" in str(
        refused(duties(moved, units={}), "赵敏", Verb.VERIFY)
    )


def test_the_lead_unit_may_accept_where_the_policy_lets_it() -> None:
    """As Hainan did in 2018; the responsible unit may not even then."""
    hainan = {"profile": "chain", "lead_accepts": "true"}
    assert refused(duties(policy=hainan, units={"lead": "县住建局"}), "马工", Verb.VERIFY) is None
    assert refused(duties(policy=hainan), "马工", Verb.VERIFY) is not None


def test_who_asked_does_not_decide() -> None:
    """Neither the person nor anybody of the unit; another may."""
    of = duties(extensions=[{**WISH, "state": "requested"}])
    error = refused(of, "钱批", Verb.EXTEND, DECIDE)
    assert isinstance(error, NotSeparate)
    assert "who asked may not decide; 王芳 (wang) of 甲川县住建局 asked for it on 2019-02-01" in error.message
    assert refused(of, "孙审", Verb.EXTEND, DECIDE) is None
    own = duties(extensions=[{**WISH, "state": "requested", "by": "孙审", "unit": "甲川整改办"}])
    assert "孙审 asked for it" in str(refused(own, "孙审", Verb.EXTEND, DECIDE))


def test_what_was_decided_binds_nobody() -> None:
    """An old wish of somebody's own unit does not keep them from deciding the next."""
    assert refused(duties(extensions=[{**WISH, "state": "rejected"}]), "钱批", Verb.EXTEND, DECIDE) is None


def test_the_header_has_duties_too() -> None:
    """Its entry is called register."""
    of = Duties(header(), None, tuple)
    assert refused(of, "周办", Verb.POLICY) is None
    assert "register cannot be changed: 李强 is accepting" in str(refused(of, "李强", Verb.POLICY))


def test_where_nobody_can_do_it_the_hint_says_so() -> None:
    """Responsibility without gaps begins with somebody."""
    alone = header().but(people=header().people[1:2])
    error = refused(Duties(alone, issue(), tuple), "wang", Verb.CLOSE)
    assert error is not None
    assert error.hint is not None
    assert "nobody yet; rectify policy person" in error.hint


def test_a_verification_by_a_stranger_of_today_counts_by_its_name() -> None:
    """A person the register does not know any more is compared by the name as recorded."""
    assert duties(deed("submit", "老陈")).is_independent("李强", None)
    assert not duties(deed("submit", "老陈")).is_independent("老陈", None)
    assert not duties().is_independent("老陈", "县住建局")


def test_every_role_has_a_duty() -> None:
    """A role without a duty would be a word."""
    assert {role for roles in ROLES.values() for role in roles} == set(Role)
    assert head()["policy"] == {"profile": "supervised"}
