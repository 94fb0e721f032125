from rectify.model.flaw import Flaw, Place
from rectify.proof.findings import LISTED, Findings
from rectify.terms import Severity


def test_all_are_counted_and_the_gravest_told_first() -> None:
    """Then by place; damage is what `add` counts."""
    found = Findings()
    warning = Flaw("c", Severity.WARNING, "w", place=Place("x", 1))
    later, sooner = (Flaw("c", Severity.DAMAGE, "d", place=Place("x", line)) for line in (9, 2))
    nowhere = Flaw("c", Severity.DAMAGE, "n")
    assert found.add([warning, later, sooner, nowhere]) == 3
    assert found.add([]) == 0
    assert found.told() == (nowhere, sooner, later, warning)
    assert found.counts == {Severity.DAMAGE: 3, Severity.WARNING: 1}


def test_only_so_many_are_told() -> None:
    """A trail whose every line is wrong is told as far as anybody reads, and counted to its end."""
    found = Findings()
    found.add(Flaw("c", Severity.DAMAGE, "d", place=Place("x", line)) for line in range(LISTED + 5))
    assert (len(found.told()), found.counts[Severity.DAMAGE]) == (LISTED, LISTED + 5)
