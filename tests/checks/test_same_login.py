import pytest

from rectify.checks.same_login import find
from rectify.model.event import Run
from rectify.model.flaw import Place
from rectify.terms import Severity
from tests.checks.inspecting import FILE, event, issue, run, seen, told, undo


def life(submitted: tuple[str, str], verified: tuple[str, str]) -> tuple[Run, ...]:
    """Two runs: a submission and a verification, each by an actor from a login."""
    (who, login), (other, from_) = submitted, verified
    return (
        run(2, event("submit"), actor=who, login=login),
        run(3, event("verify"), actor=other, login=from_),
    )


@pytest.mark.parametrize(
    ("runs", "is_told"),
    [
        (life(("王芳", "wang"), ("李敏", "wang")), True),
        (life(("王芳", "wang"), ("李敏", "li")), False),
        (life(("王芳", "wang"), ("王芳", "wang")), False),
        (life(("王芳", "wang"), ("李敏", "wang"))[1:], False),
        ((*life(("王芳", "wang"), ("李敏", "wang")), undo(4, 3)), False),
        ((*life(("王芳", "wang"), ("李敏", "li")), run(4, event("submit"), actor="李敏", login="li")), False),
    ],
)
def test_two_names_from_one_login_are_told(runs: tuple[Run, ...], is_told: bool) -> None:
    """One name twice is told as an unverified closure; two logins are two people."""
    flaws = list(find(seen(issue(), runs=runs)))
    words = "wang@desk submitted under one name and verified under another: Q-1 王芳, then 李敏"
    assert [(flaw.message, flaw.issue, flaw.place) for flaw in flaws] == [(words, "Q-1", Place(FILE, 7, 3))] * is_told
    assert all((flaw.check, flaw.severity) == ("same-login", Severity.WARNING) for flaw in flaws)


def test_a_clerk_who_types_for_all_is_told_once() -> None:
    """With the first five issues and the number of the rest."""
    ids = [f"Q-{number}" for number in range(1, 8)]
    runs = (
        run(1, *(event("submit", id_) for id_ in ids)),
        run(2, *(event("verify", id_) for id_ in ids), actor="李敏"),
    )
    (words,) = told(find, seen(*(issue(id_) for id_ in ids), runs=runs))
    assert words.endswith(
        "Q-1 王芳, then 李敏; Q-2 王芳, then 李敏; Q-3 王芳, then 李敏; Q-4 王芳, then 李敏; "
        "Q-5 王芳, then 李敏; and 2 more"
    )
