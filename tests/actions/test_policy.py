from typing import Any

import pytest

from rectify.actions.any_action import read_action
from rectify.errors import BadBatchLine, RectifyError
from rectify.model.event import make_event
from rectify.model.header import Header
from rectify.model.policy import Policy
from rectify.model.presets import PRESETS
from rectify.model.register import Register
from tests.make import TODAY, moment, register
from tests.trade import PEOPLE, SUPERVISED, UNITS, head

SIMPLE: dict[str, Any] = {"title": "台账", "people": PEOPLE, "units": UNITS}


def wish(**fields: Any) -> Any:
    """The request of a batch line."""
    return read_action({"verb": "policy"} | fields, lambda: TODAY)


def after(before: dict[str, Any] | Register, **fields: Any) -> Header:
    """The header as a request leaves it."""
    found = before if isinstance(before, Register) else register(**before)
    decided = wish(**fields).decide(found, moment())
    assert isinstance(decided, Header)
    return decided


def changes(before: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What a request changes in a header, as the trail would tell it."""
    data = register(**before).header.data()
    made = make_event("policy", "register", data, after(before, **fields).data())
    return {change.path: change.after for change in made.changes}


def refused(before: dict[str, Any], **fields: Any) -> tuple[int, str, str | None]:
    """Why a request is refused: exit code, message, hint."""
    with pytest.raises(RectifyError) as told:
        after(before, **fields)
    return int(told.value.exit_code), told.value.message, told.value.hint


# --- the policy ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"set": {"notice_days": "7"}}, {"policy": {"notice_days": 7}}),
        ({"set": {"policy.notice_days": 7}}, {"policy": {"notice_days": 7}}),
        (
            {"set": {"profile": "chain", "calendar": "weekdays"}},
            {"policy": {"profile": "chain", "calendar": "weekdays"}},
        ),
        ({"item": ["甲，乙", "丙"]}, {"policy": {"checklist": ["甲，乙", "丙"]}}),
        ({"preset": "zhangzhou", "set": {"levels[市级验收].unit": "市水利局"}}, None),
        ({"preset": "simple"}, {}),
        ({"set": {"notice_days": "10"}}, {}),
    ],
)
def test_the_policy_is_changed_by_preset_and_by_path(fields: dict[str, Any], expected: dict[str, Any] | None) -> None:
    """A preset first, then single fields; what is as usual is no change."""
    found = changes(SIMPLE, reason="省里来文", **fields)
    if expected is None:
        policy = after(SIMPLE, reason="r", **fields).policy
        assert policy.levels[1].unit == "市水利局"
        zhangzhou = Policy.model_validate(PRESETS["zhangzhou"])
        assert policy.but(levels=zhangzhou.levels) == zhangzhou
    else:
        assert found == expected


def test_a_field_goes_back_to_the_usual_value() -> None:
    """So does the checklist by the word none."""
    before = {**SIMPLE, "policy": {"notice_days": 7, "checklist": ["甲"]}}
    assert changes(before, unset="notice_days", reason="r") == {"policy.notice_days": None}
    assert changes(before, item="none", reason="r") == {"policy.checklist": None}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"set": {"notice_days": 7}},
            (
                5,
                "register cannot be changed: the policy may not change without a reason.",
                "say why with --reason TEXT",
            ),
        ),
        ({"preset": "anhiu", "reason": "r"}, (2, "no preset is called 'anhiu'", "did you mean anhui?")),
        (
            {"preset": "x", "reason": "r"},
            (2, "no preset is called 'x'", "there are: simple, supervised, anhui, zhangzhou, hainan-2018"),
        ),
        ({"set": {"filing": "true"}, "unset": "filing", "reason": "r"}, (2, "filing is given twice", "give it once")),
        ({"set": {"checklist": "a"}, "item": "b", "reason": "r"}, (2, "checklist is given twice", "give it once")),
        (
            {"set": {"profile": "chian"}, "reason": "r"},
            (
                2,
                "profile: no profile is called 'chian'.",
                "did you mean chain? profile is one of: simple, supervised, chain",
            ),
        ),
        (
            {"set": {"levels": "a,a"}, "reason": "r"},
            (2, "levels: a level is named twice; give each a name of its own.", None),
        ),
        ({}, (2, "nothing to change", "see rectify policy --help")),
        (
            {"preset": "anhui", "unit": "县水利局", "reason": "r"},
            (2, "one change at a time: the policy, a person or a unit", "give each a line"),
        ),
    ],
)
def test_what_is_no_change_of_a_policy(fields: dict[str, Any], expected: tuple[int, str, str | None]) -> None:
    """It is told what is wrong, and what would do."""
    assert refused(SIMPLE, **fields) == expected


def test_a_register_without_an_office_is_never_locked() -> None:
    """Neither by a profile that separates duties, nor by taking the last one's role away."""
    lonely = {"people": [{"id": "甲", "unit": "县", "roles": ["office"]}], "policy": SUPERVISED}
    assert refused({}, preset="anhui", reason="r")[0] == 5
    code, message, _ = refused(lonely, person="甲", role="none", reason="r")
    assert (code, message.endswith("nobody would have that role.")) == (5, True)
    assert after(lonely, set={"profile": "simple"}, reason="r").policy.profile == "simple"


def test_a_policy_is_of_no_issue() -> None:
    """A line with an id is read as a mistake; the name of the header may stand."""
    with pytest.raises(BadBatchLine, match="id: a policy is of the whole register; leave the id out"):
        wish(id="QH-05", set={"notice_days": 7})
    assert wish(id="register", set={"notice_days": 7}).id == "register"


# --- people -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"person": "新人", "unit": "县住建局", "role": "office", "login": ["xin@desk"], "name": "新"},
            {
                "people[9]": {
                    "id": "新人",
                    "name": "新",
                    "unit": "县住建局",
                    "logins": ["xin@desk"],
                    "roles": ["office"],
                }
            },
        ),
        ({"person": "闲人", "role": ["approver", "office", "approver"]}, {"people[8].roles": ["approver", "office"]}),
        ({"person": "wang", "role": "none"}, {"people[1].roles": None}),
        ({"person": "王芳", "unit": "省厅"}, {"people[1].unit": "省厅"}),
        ({"person": "wang@desk-2", "login": "none"}, {"people[1].logins": None}),
        ({"person": "wang", "name": "王芳"}, {}),
    ],
)
def test_a_person_is_added_or_changed(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """By id, name or login; roles and logins are given as a whole."""
    assert changes(SIMPLE, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"person": "新人"}, (2, "新人 is new and needs a unit", "say of which: --unit UNIT")),
        ({"role": "office"}, (2, "who is it?", "name the person: rectify policy person ID")),
        (
            {"person": "wang", "alias": "王"},
            (2, "a person has no alias", "the other names of a unit: policy unit NAME --alias A"),
        ),
        ({"person": "李强", "login": "zhou@desk-1"}, (2, "people: zhou@desk-1 stands for 周办 and 李强.", None)),
        ({"person": "李强", "login": ["a\nb"]}, None),
        (
            {"person": "李强", "role": "boss"},
            (
                2,
                "roles[0]: no role is called 'boss'.",
                "role is one of: office, responsible, accepting, approver, public-desk",
            ),
        ),
    ],
)
def test_what_is_no_person(fields: dict[str, Any], expected: tuple[int, str, str | None] | None) -> None:
    """A login is of one person only, and a role is one of those there are."""
    if expected is None:
        with pytest.raises(BadBatchLine, match="one line"):
            wish(**fields)
    else:
        assert refused(SIMPLE, **fields) == expected


def test_people_keep_their_place_and_the_others_are_left_alone() -> None:
    """Nobody is removed, and no other person is touched."""
    before = register(**SIMPLE)
    found = after(before, person="wang", role="none").people
    assert [person.id for person in found] == [str(person["id"]) for person in PEOPLE]
    assert [one is other for one, other in zip(found, before.header.people, strict=True)].count(False) == 1


def test_where_duties_are_separated_a_change_of_people_needs_a_reason() -> None:
    """To add somebody needs none."""
    assert refused(head(), person="闲人", role="office") == (
        5,
        "register cannot be changed: 闲人 may not change without a reason in profile supervised.",
        "say why with --reason TEXT",
    )
    assert changes(head(), person="闲人", role="office", reason="调岗") == {"people[8].roles": ["office"]}
    assert list(changes(head(), person="新人", unit="省厅")) == ["people[9]"]


# --- units --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"unit": "县水利局"}, {"units.县水利局": []}),
        ({"unit": "县水利局", "alias": ["水利局", "水利局"]}, {"units.县水利局": ["水利局"]}),
        ({"unit": "甲川县住建局", "alias": ["县住建局"]}, {"units.甲川县住建局": ["县住建局"]}),
        ({"unit": "甲川县住建局", "alias": "none"}, {"units.甲川县住建局": []}),
        ({"unit": "甲川县住建局"}, {}),
    ],
)
def test_a_unit_has_other_names(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """They are given as a whole."""
    assert changes(SIMPLE, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        (
            {"unit": "县住建局", "alias": "x"},
            "县住建局 is another name of 甲川县住建局",
            "change that one: rectify policy unit 甲川县住建局",
        ),
        ({"unit": "省厅", "alias": "甲川住建"}, "甲川住建 is a name of 甲川县住建局", "a name is of one unit only"),
        (
            {"unit": "省厅", "alias": "甲川县住建局"},
            "甲川县住建局 is a name of 甲川县住建局",
            "a name is of one unit only",
        ),
        ({"unit": "省厅", "alias": "省厅"}, "省厅 is its own name", "a name is of one unit only"),
    ],
)
def test_a_name_is_of_one_unit(fields: dict[str, Any], message: str, hint: str) -> None:
    """By it people and issues are compared."""
    assert refused(SIMPLE, **fields) == (5, f"register cannot be changed: {message}.", hint)


def test_where_duties_are_separated_a_change_of_names_needs_a_reason() -> None:
    """Whether two are of one unit hangs on it; names for a unit that had none need no reason."""
    message = "register cannot be changed: 甲川县住建局 may not change without a reason in profile supervised."
    assert refused(head(), unit="甲川县住建局", alias="none") == (5, message, "say why with --reason TEXT")
    more = ["县住建局", "甲川住建", "住建局"]
    assert changes(head(), unit="甲川县住建局", alias=more, reason="机构改革") == {"units.甲川县住建局[2]": "住建局"}
    assert changes(head(), unit="省厅", alias="厅") == {"units.省厅": ["厅"]}


# --- advice -------------------------------------------------------------------------------------------


def test_what_nobody_can_do_is_said_after_a_change() -> None:
    """Loudly, and with the command that puts it right; an issue has no such advice."""
    before = register(people=[{"id": "甲", "unit": "县", "roles": ["office"]}])
    action = wish(preset="supervised", reason="r")
    told = action.advice(before.header, action.decide(before, moment())) or ""
    assert told.startswith("nobody can do: submit (responsible), verify (accepting), ")
    assert "rectify policy person ID --unit UNIT --role ROLE" in told
    assert action.advice(before.header, before.header) is None


def test_where_duties_are_separated_no_name_is_taken_away() -> None:
    """What was done under it would be nobody's; names may be added."""
    message = "register cannot be changed: what was done as 县住建局 would be nobody's."
    assert refused(head(), unit="甲川县住建局", alias="甲川住建", reason="r") == (
        5,
        message,
        "give all its names, and more",
    )
