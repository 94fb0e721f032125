import pytest

from tests.store.flawed import HEAD, flaws


def test_a_syntax_error_hides_only_its_own_issue() -> None:
    """Issues before and after are judged; what follows in the broken one is not."""
    text = HEAD + "  - id: A\n    title: 'open\n    status: x\n  - id: B\n    status: no\n    title: t\n"
    assert [place for place, _, _ in flaws(text)] == ["7:12", "10:13"]


def test_several_broken_issues_are_all_named() -> None:
    """Each syntax error costs one issue and no more."""
    item = "- id: A{0}\n  title：t\n  status: open\n"
    found = flaws("format: 1\nissues:\n" + "".join(item.format(number) for number in range(5)) + "register: {foo: x}\n")
    assert [place for place, _, _ in found] == ["4:8", "7:8", "10:8", "13:8", "16:8", "18:12"]


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\nregister: {\nissues: []\n",
        "format: 1\nissues: [{id: A\n",
        "format: 1\nissues:\n  -   \n   \tx\n- [\n",
    ],
)
def test_a_break_outside_an_issue_ends_the_reading(text: str) -> None:
    """What cannot be cut out leaves the flaws found so far."""
    assert len(flaws(text)) == 1


def test_a_flaw_refused_by_the_reader_is_not_told_again_by_the_model() -> None:
    """An alias as a status is one flaw, not two."""
    assert len(flaws(HEAD + "    kind: *x\n")) == 1


def test_refused_letters_do_not_stop_the_reading() -> None:
    """A control character and a wrong status in one file are both listed."""
    assert [place for place, _, _ in flaws(HEAD + "    notes: a\x07b\n    kind: no\n")] == ["6:13", "7:11"]
