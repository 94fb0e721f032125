from typing import Any

import pytest

from rectify.errors import Refused
from rectify.model.gates import Case, open_gates, require_gates, way_on
from rectify.model.issue import Issue
from rectify.model.lifecycle import FROM
from rectify.model.transition import require_status
from rectify.terms import Status, Verb
from tests.make import TODAY, evidence, issue, register


def case(verb: Verb, of: Issue) -> Case:
    """The case of an issue in a register of profile simple."""
    return Case(verb, of, register(of), TODAY)


@pytest.mark.parametrize(
    ("verb", "fields", "gates"),
    [
        (Verb.START, {}, ["no responsible unit"]),
        (Verb.START, {"units": {"lead": "州政府"}}, ["no responsible unit"]),
        (Verb.START, {"units": {"responsible": ["县政府"]}}, []),
        (Verb.SUBMIT, {}, ["no evidence"]),
        (Verb.CLOSE, {}, ["no evidence"]),
        (Verb.CLOSE, {"evidence": [evidence()]}, []),
        (Verb.CLOSE, {"evidence": [evidence()], "cycle": 2}, ["no evidence"]),
        (Verb.VERIFY, {}, []),
        (Verb.REOPEN, {}, []),
    ],
)
def test_the_gates_of_the_simple_profile(verb: Verb, fields: dict[str, Any], gates: list[str]) -> None:
    """Work begins with a responsible unit; what is handed in or struck off rests on evidence of this cycle."""
    assert [word for words in open_gates(case(verb, issue(**fields))).values() for word in words] == gates


def test_a_refusal_names_the_gate_and_the_command_that_opens_it() -> None:
    """An open gate is told with the way through it."""
    with pytest.raises(Refused) as told:
        require_gates(case(Verb.CLOSE, issue()))
    assert told.value.message == "QH-05 cannot be closed: no evidence."
    assert told.value.hint == "rectify close QH-05 --evidence FILE"


def test_a_passed_gate_lets_through() -> None:
    """Nothing is said when nothing is wrong."""
    require_gates(case(Verb.CLOSE, issue(evidence=[evidence()])))


@pytest.mark.parametrize(
    ("verb", "status", "message", "hint"),
    [
        (Verb.START, "closed", "started: it is closed, and start goes from open", "rectify reopen QH-05 --reason TEXT"),
        (
            Verb.SUBMIT,
            "verified",
            "submitted: it is verified, and submit goes from open or in_progress",
            "rectify close QH-05, or rectify return QH-05 --reason TEXT",
        ),
        (Verb.PROGRESS, "open", "reported on: it is open, and progress goes from in_progress", "rectify start QH-05"),
        (Verb.REOPEN, "open", "reopened: it is open, and reopen goes from closed", "rectify start QH-05"),
    ],
)
def test_a_wrong_status_says_whence_the_verb_goes(verb: Verb, status: str, message: str, hint: str) -> None:
    """An illegal transition is told with the usual next command."""
    with pytest.raises(Refused) as told:
        require_status(verb, issue(status=status))
    assert told.value.message == f"QH-05 cannot be {message}."
    assert told.value.hint == hint


@pytest.mark.parametrize("verb", FROM)
def test_every_status_is_either_allowed_or_refused(verb: Verb) -> None:
    """The check follows the table for every status."""
    for status in Status:
        if status in FROM[verb]:
            require_status(verb, issue(status=status.value))
        else:
            with pytest.raises(Refused):
                require_status(verb, issue(status=status.value))


def test_the_way_on_opens_the_first_gate() -> None:
    """An open issue without a responsible unit is assigned before it is started."""
    assert way_on(case(Verb.CLOSE, issue(status="open", units={}))) == "rectify assign QH-05 --unit UNIT"
    assert way_on(case(Verb.CLOSE, issue(status="open", units={"responsible": ["甲局"]}))) == "rectify start QH-05"
