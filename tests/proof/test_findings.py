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


def test_what_is_grave_is_told_however_late_it_is_found() -> None:
    """Each severity has its own room: a thousand edited fields do not hide the damage that comes after them."""
    found = Findings()
    found.add(Flaw("c", Severity.ERROR, "e", place=Place("x", line)) for line in range(LISTED + 5))
    found.add([Flaw("c", Severity.DAMAGE, "d", place=Place("x", 9999))])
    assert found.told()[0].severity is Severity.DAMAGE
    assert (len(found.told()), found.counts) == (LISTED + 1, {Severity.ERROR: LISTED + 5, Severity.DAMAGE: 1})


def test_what_must_be_told_is_told_even_behind_its_like() -> None:
    """A checkpoint that does not agree is said however much damage there is."""
    found = Findings()
    damage = (Flaw("c", Severity.DAMAGE, "d", place=Place("x", line)) for line in range(LISTED + 5))
    rewritten = Flaw("checkpoint", Severity.DAMAGE, "rewritten", place=Place("x", 9999))
    assert found.add(damage) == LISTED + 5
    assert found.add([rewritten], is_always_told=True) == 1
    assert found.told()[-1] == rewritten
    assert found.counts == {Severity.DAMAGE: LISTED + 6}
