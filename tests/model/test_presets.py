import pytest

from rectify.model.policy import Level, Policy
from rectify.model.presets import FIVE_STANDARDS, PRESETS, SET_BY_PRESETS, strayed, with_preset
from rectify.terms import CalendarKind, Profile

POLICIES = {name: Policy.model_validate(data) for name, data in PRESETS.items()}
"""The ready policies, as the model accepts them."""


def test_simple_is_what_a_register_has_without_a_policy() -> None:
    """Nobody need know of presets to begin."""
    assert POLICIES["simple"] == Policy()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_nothing_beyond_its_fields(name: str) -> None:
    """What it does not name would be lost, or kept, by chance."""
    assert set(PRESETS[name]) <= set(SET_BY_PRESETS)


@pytest.mark.parametrize("name", ["anhui", "zhangzhou", "hainan-2018"])
def test_a_chain_says_whose_manner_it_is(name: str) -> None:
    """The figures can be traced to those who published them."""
    assert (POLICIES[name].profile, POLICIES[name].manner) == (Profile.CHAIN, name)


def test_anhui_has_ten_working_days_five_standards_and_a_filing() -> None:
    """Acceptance, a notice of 10 working days, filing; the standards are answered one by one."""
    policy = POLICIES["anhui"]
    assert (policy.notice_days, policy.calendar, policy.filing) == (10, CalendarKind.CN, True)
    assert policy.checklist == FIVE_STANDARDS
    assert len(set(FIVE_STANDARDS)) == 5


def test_zhangzhou_goes_from_county_to_city_to_department() -> None:
    """The first level accepts where it is; the others come on site."""
    assert [(level.name, level.onsite) for level in POLICIES["zhangzhou"].levels] == [
        ("县级验收", False),
        ("市级验收", True),
        ("行业主管部门验收", True),
    ]


def test_only_hainan_lets_the_lead_unit_accept() -> None:
    """It is what later look-backs punished."""
    assert [name for name, policy in POLICIES.items() if policy.lead_accepts] == ["hainan-2018"]


def test_a_preset_leaves_what_it_does_not_set() -> None:
    """Levels and checklist of another manner go; the register's own limits stay."""
    before = Policy(levels=(Level(name="州级验收"),), checklist=("x",), warning_days=7, extension_limit=2)
    after = with_preset(before, "hainan-2018")
    assert (after.levels, after.checklist, after.lead_accepts) == ((), (), True)
    assert (after.warning_days, after.extension_limit) == (7, 2)
    assert with_preset(after, "simple").manner is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"manner": "anhui"}, ("profile", "checklist")),
        ({"manner": "my own"}, ()),
        ({**PRESETS["anhui"], "warning_days": 7}, ()),
        ({**PRESETS["anhui"], "notice_days": 5}, ("notice_days",)),
    ],
)
def test_what_has_strayed_from_a_preset(fields: dict[str, object], expected: tuple[str, ...]) -> None:
    """Only what the preset sets can stray from it."""
    assert strayed(Policy.model_validate(fields)) == expected
