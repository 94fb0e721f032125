import string
from typing import Any

import pytest

from rectify import errors, faults
from rectify.errors import BadBatch, Detail, ExitCode, RectifyError, Refused, UnknownIssue

ALL = [
    kind
    for kind in {**vars(errors), **vars(faults)}.values()
    if isinstance(kind, type) and issubclass(kind, RectifyError)
]


def names_in(template: str) -> set[str]:
    """The facts a template asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_makes_its_sentence_of_facts(kind: type[RectifyError]) -> None:
    """Message and hint need no more than the facts they name, and an exit code other than 0 and 1."""
    names = names_in(kind.template) | names_in(kind.hint_template or "")
    facts: dict[str, Any] = dict.fromkeys(names, "{x}")
    error = BadBatch(exit_code=ExitCode.REFUSED, details=(), **facts) if kind is BadBatch else kind(**facts)
    assert str(error) == error.message
    assert error.exit_code not in (ExitCode.DONE, ExitCode.NO)
    assert error.code == error.code.lower()
    assert "{x}" in error.message or not names_in(kind.template)


def test_an_error_has_a_stable_name() -> None:
    """Scripts know it by its class in kebab-case."""
    assert UnknownIssue(id="X", near="").code == "unknown-issue"


def test_a_hint_given_goes_before_the_usual_one() -> None:
    """Without either there is none."""
    assert UnknownIssue(id="X", near="did you mean Y?", hint="look").hint == "look"
    assert UnknownIssue(id="X", near="did you mean Y?").hint == "did you mean Y?"
    assert Refused(id="X", done="closed", why="no evidence").hint is None


def test_a_batch_has_the_exit_code_of_its_first_bad_line() -> None:
    """The details are the lines."""
    lines = (Detail("line 3", "no issue is called 'X'.", "did you mean Y?"),)
    facts: dict[str, Any] = {"bad": 1, "total": 5, "what": "lines", "effect": "nothing was changed"}
    error = BadBatch(exit_code=ExitCode.UNKNOWN_ISSUE, details=lines, **facts)
    assert (error.exit_code, error.details) == (ExitCode.UNKNOWN_ISSUE, lines)
    assert error.message == "1 of 5 lines cannot be done; nothing was changed."
