from typing import Any

import pytest
from pydantic import ValidationError

from rectify.model.header import DEFAULT_ZONE, Header
from rectify.terms import Profile


def test_a_header_says_what_is_usual() -> None:
    """An empty header is a register of Shanghai time with the simple policy, and has no data."""
    header = Header()
    assert (header.timezone, header.policy.profile) == (DEFAULT_ZONE, Profile.SIMPLE)
    assert header.data() == {}
    assert Header.model_validate({"policy": {"profile": "simple"}, "timezone": DEFAULT_ZONE}).data() == {}


def test_a_header_reads_back_from_its_data() -> None:
    """Title, inspection and unit names survive; `from` is a key although a word of Python."""
    data = {
        "title": "青海省台账",
        "inspection": {"body": "中央第七环境保护督察组", "round": "第一轮", "from": "2017-08-08", "to": "2017-09-08"},
        "timezone": "Asia/Urumqi",
        "id_prefix": "QH-",
        "units": {"海西州": ["海西州委、州政府"]},
    }
    assert Header.model_validate(data).data() == data


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "/etc/passwd", "Asia", "Asia/Shang\x00hai"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    """A zone that is none is said, not guessed."""
    with pytest.raises(ValidationError, match="write one like Asia/Shanghai"):
        Header(timezone=zone)


@pytest.mark.parametrize(
    "data", [{"profile": "chain"}, {"policy": {"profile": "strict"}}, {"inspection": {"till": "2018-01-01"}}]
)
def test_what_the_header_does_not_know_is_refused(data: dict[str, Any]) -> None:
    """Unknown keys and profiles are errors."""
    with pytest.raises(ValidationError):
        Header.model_validate(data)


@pytest.mark.parametrize(
    ("name", "unit"), [("海西州", "海西州"), ("海西州委", "海西州"), ("州政府", "海西州"), ("海东市", None)]
)
def test_a_unit_is_known_by_its_aliases(name: str, unit: str | None) -> None:
    """An alias leads to the unit's own name; an unknown name leads nowhere."""
    header = Header.model_validate({"units": {"西宁市": [], "海西州": ["海西州委", "州政府"]}})
    assert header.unit_name(name) == unit
