from datetime import date

from rectify.actions.attach import attach, unknown_evidence
from tests.make import evidence, issue, moment

DAY = date(2019, 2, 1)
STAMP = {"on": "2019-02-01", "by": "王芳"}


def test_what_is_handed_in_is_stamped() -> None:
    """Cycle, business day and actor are written on it, after what was there."""
    old = evidence(1, cycle=2)
    grown = attach(issue(cycle=2, evidence=[old]), moment(evidence(2), evidence(3)), DAY)
    assert grown.evidence == (old, evidence(2, cycle=2, **STAMP), evidence(3, cycle=2, **STAMP))


def test_a_known_file_is_not_taken_twice() -> None:
    """The same digest in the present cycle is nothing new, whatever its name."""
    before = issue(evidence=[evidence()])
    assert attach(before, moment(evidence(name="copy.pdf")), DAY) is before
    assert attach(before, moment(), DAY) is before


def test_one_file_given_twice_is_one() -> None:
    """The first name it was given under is kept, and the order."""
    twice = (evidence(1), evidence(2), evidence(1, name="copy.pdf"))
    assert unknown_evidence(issue(), twice) == [evidence(1), evidence(2)]


def test_a_file_of_an_earlier_cycle_counts_again_under_its_first_name() -> None:
    """There is one blob a digest in the case folder, and the register names it as it lies there."""
    before = issue(cycle=3, evidence=[evidence(name="first.pdf"), evidence(name="first.pdf", cycle=2)])
    grown = attach(before, moment(evidence(name="other.pdf")), DAY)
    assert grown.evidence[2] == evidence(name="first.pdf", cycle=3, **STAMP)
    assert grown.evidence[2].blob == before.evidence[0].blob
