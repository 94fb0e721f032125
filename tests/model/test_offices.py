import pytest

from rectify.errors import Refused
from rectify.model.header import Header
from rectify.model.offices import holdings, require_office, unmanned_levels
from rectify.terms import Role, Verb
from tests.trade import CHAIN, PEOPLE, header


def of(*roles: str, **policy: object) -> Header:
    """A header with one person of these roles."""
    person = {"id": "甲", "unit": "县整改办", "roles": list(roles)}
    return Header.model_validate({"people": [person], "policy": policy or {"profile": "supervised"}})


def test_profile_simple_asks_nobody() -> None:
    """Everybody may do everything."""
    simple = of("office", profile="simple")
    assert holdings(simple) == ()
    require_office(Header(), Verb.POLICY)


def test_every_duty_tells_its_people() -> None:
    """In the order of the header."""
    found = {one.duty: one for one in holdings(header(**CHAIN))}
    assert [person.id for person in found[Verb.VERIFY, ""].people] == ["马工", "李强", "赵敏"]
    assert found[Verb.RETURN, ""].roles == (Role.OFFICE, Role.ACCEPTING, Role.PUBLIC_DESK)
    assert not any(one.is_gap for one in found.values())


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"profile": "chain"}, True),
        ({"profile": "chain", "notice_days": 0}, False),
        ({"profile": "supervised"}, False),
    ],
)
def test_a_duty_of_nobody_is_a_gap_where_it_is_needed(policy: dict[str, object], expected: bool) -> None:
    """Without a notice nobody need publish one; without acceptance nothing passes in any profile."""
    gaps = {one.duty[0] for one in holdings(of("office", **policy)) if one.is_gap}
    assert (Verb.NOTICE in gaps, Verb.VERIFY in gaps, Verb.CLOSE in gaps) == (expected, True, False)


def test_a_level_of_a_unit_without_people_is_named() -> None:
    """An alias is the same unit, and a level of any unit needs no people of its own."""
    levels = [
        {"name": "县级", "unit": "县住建局"},
        {"name": "州级", "unit": "丙州水利局"},
        {"name": "省级"},
    ]
    assert [level.name for level in unmanned_levels(header(profile="chain", levels=levels))] == ["州级"]
    assert unmanned_levels(header(profile="supervised", levels=levels)) == ()


def test_somebody_of_the_office_must_be_left() -> None:
    """Else nobody could change the policy any more."""
    require_office(Header.model_validate({"people": PEOPLE, "policy": {"profile": "chain"}}), Verb.POLICY)
    with pytest.raises(Refused) as told:
        require_office(of("accepting"), Verb.ADOPT)
    assert told.value.message == (
        "register cannot be adopted: in profile supervised only the office changes it, and nobody would have that role."
    )
    assert told.value.hint == "name somebody first: rectify policy person ID --unit UNIT --role office"
