import pytest

from rectify.errors import UnknownIssue
from rectify.model.header import Header
from rectify.model.register import Register
from tests.make import issue, register


def test_issues_stand_in_the_order_of_the_file() -> None:
    """A register keeps its order; an issue put in again keeps its place, a new one comes last."""
    before = register(issue("B"), issue("A"))
    after = before.with_issue(issue("B", title="new")).with_issue(issue("C"))
    assert [(one.id, one.title == "new") for one in after.issues] == [("B", True), ("A", False), ("C", False)]
    assert [one.id for one in before.issues] == ["B", "A"]
    assert before.get("B").title != "new"


@pytest.mark.parametrize(
    ("ids", "asked", "hint"),
    [
        (["QH-05", "QH-06", "X"], "QH-5", "did you mean QH-05 or QH-06?"),
        (["QH-05"], "qh-05", "did you mean QH-05?"),
        (["QH-05"], "甲川", "list them with: rectify list --all"),
        ([], "QH-05", "the register has no issues yet"),
    ],
)
def test_an_unknown_id_names_the_nearest(ids: list[str], asked: str, hint: str) -> None:
    """A mistyped id gets the ids it may have meant."""
    with pytest.raises(UnknownIssue) as told:
        register(*(issue(id_) for id_ in ids)).get(asked)
    assert (told.value.message, told.value.hint) == (f"no issue is called {asked!r}.", hint)


@pytest.mark.parametrize(("id_", "is_taken"), [("QH-05", True), ("qh-05", True), ("QH-5", False), ("STRASSE", True)])
def test_letter_case_makes_no_new_id(id_: str, is_taken: bool) -> None:
    """An id is unique ignoring case."""
    assert register(issue("QH-05"), issue("Straße")).has(id_) is is_taken


def test_a_register_reads_back_from_its_entries() -> None:
    """Header and issues as JSON data, the header called `register`, make the register again."""
    one = register(issue("012", tags=["a"]), issue("B"), title="台账", id_prefix="QH-")
    assert list(one.entries()) == ["register", "012", "B"]
    assert Register.from_data(one.entries()) == one
    assert Register.from_data({}) == Register() == Register.of(Header(), [])


def test_a_register_is_a_value() -> None:
    """Two of the same content are equal and found as one; none can be changed in its place."""
    one, other = Register.of(Header(title="册"), [issue()]), Register.of(Header(title="册"), [issue()])
    assert (one == other, hash(one) == hash(other), len({one, other})) == (True, True, 1)
    assert one != one.with_header(Header(title="另册")) != one.header
    with pytest.raises(AttributeError, match="frozen"):
        one.header = other.header
