from rectify.checks.trail_chain import find
from rectify.model.event import Run
from rectify.model.flaw import Flaw
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told

BROKEN = Flaw("trail-chain", Severity.DAMAGE, "prev is 12, but the line before has 34")
RUN = Run("2019-07-01T02:00:00Z", "王", "wang", "host", "cli", "rectify", ())


def test_what_the_store_found_is_passed_on() -> None:
    """The chain is read by the store; the check tells what it found and adds nothing to it."""
    assert list(find(seen(issue(), chain=(BROKEN,)))) == [BROKEN]
    assert list(find(seen(issue(), chain=(BROKEN,), runs=(RUN,)))) == [BROKEN]


def test_a_missing_trail_beside_evidence_is_damage() -> None:
    """Evidence and closures need a trail that vouches for them; the hint is the way to begin one."""
    (flaw,) = find(seen(issue(), is_trail_missing=True))
    assert (flaw.check, flaw.severity) == ("trail-chain", Severity.DAMAGE)
    assert flaw.message == "the register holds evidence or closures, but there is no trail"
    assert flaw.hint is not None
    assert "rectify audit adopt --begin --reason TEXT" in flaw.hint


def test_a_register_nobody_wrote_to_yet_is_a_warning() -> None:
    """Before the first write there is nothing to prove, and that is said; an empty register has nothing to say."""
    (flaw,) = find(seen(issue()))
    assert (flaw.severity, flaw.message) == (
        Severity.WARNING,
        "nothing is recorded yet; the first write begins the trail",
    )
    assert told(find, seen()) == []


def test_a_sound_trail_has_no_flaw() -> None:
    """Runs without a broken link are in order."""
    assert told(find, seen(issue(), runs=(RUN,))) == []


def test_an_emptied_trail_is_damage() -> None:
    """It is told as what it is, also where evidence would need a trail."""
    for is_needed in (False, True):
        (flaw,) = find(seen(issue(), is_trail_emptied=True, is_trail_missing=is_needed))
        assert (flaw.severity, flaw.message) == (Severity.DAMAGE, "the trail is there, but no run is left in it")
