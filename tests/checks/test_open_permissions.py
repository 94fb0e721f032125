from rectify.checks.open_permissions import find
from rectify.model.flaw import Place
from rectify.model.ground import Ground, OpenPlace
from rectify.terms import Severity
from tests.checks.inspecting import seen, told


def test_files_that_only_some_may_write_are_in_order() -> None:
    """Nothing is told."""
    assert told(find, seen()) == []


def test_every_open_place_is_told_with_one_line_to_type() -> None:
    """The hint mends them all, and is a line of the shell whatever the names are."""
    open_places = (OpenPlace("."), OpenPlace("-x y.yaml"), OpenPlace("data/issues.evidence", 3))
    flaws = list(find(seen(ground=Ground(open_places=open_places))))
    assert [(flaw.place, flaw.message) for flaw in flaws] == [
        (Place("."), "everybody on this machine may write here"),
        (Place("-x y.yaml"), "everybody on this machine may write here"),
        (Place("data/issues.evidence"), "everybody on this machine may write to 3 of the files and folders here"),
    ]
    assert {flaw.hint for flaw in flaws} == {"chmod o-w . './-x y.yaml' && chmod -R o-w data/issues.evidence"}
    assert {flaw.severity for flaw in flaws} == {Severity.WARNING}


def test_evidence_alone_is_one_command() -> None:
    """And files alone are one."""
    assert [flaw.hint for flaw in find(seen(ground=Ground(open_places=(OpenPlace("e", 1),))))] == ["chmod -R o-w e"]
    assert [flaw.hint for flaw in find(seen(ground=Ground(open_places=(OpenPlace("a"),))))] == ["chmod o-w a"]
