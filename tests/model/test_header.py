from typing import Any

import pytest
from pydantic import ValidationError

from rectify.errors import BadEvidence
from rectify.model.header import Header
from rectify.model.names import DEFAULT_ZONE
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


@pytest.mark.parametrize("limit", ["1", 200, "5000"])
def test_the_largest_file_of_evidence_is_a_policy(limit: object) -> None:
    """So many megabytes of a million bytes, and not one byte more."""
    policy = Header.model_validate({"policy": {"evidence_max_mb": limit}}).policy
    policy.require_room("录像.mp4", policy.evidence_max_mb * 1_000_000)
    with pytest.raises(BadEvidence) as raised:
        policy.require_room("录像.mp4", policy.evidence_max_mb * 1_000_000 + 1)
    assert raised.value.message == (
        f"evidence '录像.mp4' cannot be taken in: it has {limit}.1 MB, and this register takes at most {limit} MB."
    )


def test_the_usual_size_is_not_written() -> None:
    """A header that says nothing of it allows 200 MB."""
    assert Header().policy.evidence_max_mb == 200
    assert Header.model_validate({"policy": {"evidence_max_mb": "200"}}).data() == {}


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "many", True, "1e3", None])
def test_a_size_that_is_none_is_refused(limit: object) -> None:
    """A whole number from 1 on; no value is the usual one."""
    if limit is None:
        assert Header.model_validate({"policy": {"evidence_max_mb": limit}}) == Header()
    else:
        with pytest.raises(ValidationError):
            Header.model_validate({"policy": {"evidence_max_mb": limit}})


@pytest.mark.parametrize(
    ("name", "unit"), [("海西州", "海西州"), ("海西州委", "海西州"), ("州政府", "海西州"), ("海东市", None)]
)
def test_a_unit_is_known_by_its_aliases(name: str, unit: str | None) -> None:
    """An alias leads to the unit's own name; an unknown name leads nowhere."""
    header = Header.model_validate({"units": {"西宁市": [], "海西州": ["海西州委", "州政府"]}})
    assert header.unit_name(name) == unit
