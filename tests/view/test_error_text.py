"""An expected failure in words."""

import json
import subprocess
import sys

from rectify.errors import Detail, UnknownIssue
from rectify.faults import Damaged
from rectify.view.error_text import error_json, error_text
from tests.view.samples import HOSTILE, HOSTILE_TEXT, assert_harmless

MANY = Damaged(message="two flaws", details=(Detail("a.yaml:1:2", "first", "mend it"), Detail("", "second")))


def test_message_details_and_hint() -> None:
    """One line each."""
    assert (
        error_text(UnknownIssue(id="X", near="did you mean XN?"))
        == "error: no issue is called 'X'.\nhint: did you mean XN?\n"
    )
    assert error_text(MANY) == "error: two flaws\n  a.yaml:1:2: first\n    hint: mend it\n  second\n"


def test_an_id_is_said_once() -> None:
    """A detail whose words name its place does not begin with it too."""
    details = (
        Detail("Q-1", "Q-1 cannot be closed"),
        Detail("Q-9", "no issue is called 'Q-9'"),
        Detail("Q-1", "Q-10 is"),
    )
    assert error_text(Damaged(message="three", details=details)) == (
        "error: three\n  Q-1 cannot be closed\n  no issue is called 'Q-9'\n  Q-1: Q-10 is\n"
    )


def test_json_for_scripts() -> None:
    """Code, exit code and details."""
    assert json.loads(error_json(MANY)) == {
        "error": {
            "code": "damaged",
            "exit": 7,
            "message": "two flaws",
            "hint": None,
            "details": [
                {"place": "a.yaml:1:2", "message": "first", "hint": "mend it"},
                {"place": "", "message": "second", "hint": None},
            ],
        }
    }


def test_dangerous_text_is_escaped() -> None:
    """In messages, places and hints."""
    error = Damaged(message=HOSTILE_TEXT, details=(Detail(HOSTILE, HOSTILE, HOSTILE),), hint=HOSTILE)
    assert_harmless(error_text(error))
    assert_harmless(error_json(error))


def test_failing_imports_nothing_heavy() -> None:
    """A mistyped command costs no Rich and no model."""
    code = (
        "import sys; from rectify.errors import BadUsage; from rectify.view.error_text import error_text;"
        "error_text(BadUsage(message='x'));"
        "assert not {'rich', 'pydantic', 'yaml', 'rectify.model'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
