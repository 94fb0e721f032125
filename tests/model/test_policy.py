import pytest
from pydantic import ValidationError

from rectify.errors import BadEvidence
from rectify.model.policy import Policy
from rectify.terms import CalendarKind, Profile


def test_what_is_not_written_has_the_usual_value() -> None:
    """Profile simple asks for nothing; a notice runs ten working days where there is one."""
    policy = Policy()
    assert policy.profile is Profile.SIMPLE
    assert not policy.separates_duties
    assert (policy.notice_days, policy.calendar, policy.filing) == (10, CalendarKind.CN, True)
    assert (policy.levels, policy.checklist, policy.extension_limit, policy.look_back_months) == ((), (), None, ())
    assert policy.data() == {}


@pytest.mark.parametrize("profile", ["supervised", "chain"])
def test_the_other_profiles_separate_duties(profile: str) -> None:
    """Who does the work does not accept it."""
    assert Policy.model_validate({"profile": profile}).separates_duties


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"levels": [{"name": "县级"}, {"name": "县级"}]}, "a level is named twice"),
        ({"checklist": ["x", "x"]}, "an item stands twice on the checklist"),
        ({"look_back_months": ["0"]}, "must be at least 1"),
        ({"petition_days": "0"}, "must be at least 1"),
        ({"evidence_max_mb": "0"}, "must be at least 1"),
        ({"notice_days": "-1"}, "must not be below 0"),
        ({"profile": "strict"}, "simple"),
        ({"calendar": "lunar"}, "cn"),
        ({"notice": "10"}, "Extra inputs"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(fields: dict[str, object], words: str) -> None:
    """Each figure has its bounds, each word its list."""
    with pytest.raises(ValidationError, match=words):
        Policy.model_validate(fields)


def test_a_file_too_large_is_told_with_both_sizes() -> None:
    """Megabytes are of 1,000,000 bytes; what is told is never smaller than it is."""
    policy = Policy.model_validate({"evidence_max_mb": "1"})
    policy.require_room("a.pdf", 1_000_000)
    with pytest.raises(BadEvidence) as told:
        policy.require_room("a.pdf", 1_000_001)
    assert "it has 1.1 MB, and this register takes at most 1 MB" in told.value.message
