from datetime import date
from typing import Any

import pytest

from rectify.actions.any_action import ACTIONS, field_names, read_action
from rectify.actions.edit import Edit
from rectify.errors import AmbiguousDate, BadBatchLine, BadDate, ExitCode, RectifyError
from rectify.terms import Verb
from tests.make import TODAY


def read(**data: Any) -> Any:
    """The request of a batch line."""
    return read_action(data, lambda: TODAY)


def test_every_verb_but_adopt_and_undo_is_an_action() -> None:
    """Those two are the session's own; all others can stand in a batch."""
    assert set(ACTIONS) == set(Verb) - {Verb.ADOPT, Verb.UNDO}
    assert all(kind.verb == verb for verb, kind in ACTIONS.items())


@pytest.mark.parametrize(
    ("data", "field", "expected"),
    [
        ({"verb": "close", "id": "012"}, "id", "012"),
        ({"verb": "close", "id": "e\u0301"}, "id", "é"),
        ({"verb": "close", "id": "Q", "evidence": "a.pdf"}, "evidence", ("a.pdf",)),
        ({"verb": "close", "id": "Q", "evidence": ["a.pdf", "b.pdf"]}, "evidence", ("a.pdf", "b.pdf")),
        ({"verb": "close", "id": "Q", "evidence": None}, "evidence", ()),
        ({"verb": "close", "id": "Q", "if_rev": 3}, "if_rev", 3),
        ({"verb": "close", "id": "Q", "if_rev": "3"}, "if_rev", 3),
        ({"verb": "close", "id": "Q", "on": "-1d"}, "on", date(2019, 2, 28)),
        ({"verb": "close", "id": "Q", "on": "2019-02-01"}, "on", date(2019, 2, 1)),
        ({"verb": "assign", "id": "Q", "unit": "县政府"}, "unit", ("县政府",)),
        ({"verb": "progress", "id": "Q", "note": "x", "milestone": "N1"}, "milestone", ("N1",)),
        ({"verb": "reopen", "id": "Q", "rebound": "true"}, "rebound", True),
        ({"verb": "edit", "id": "Q", "set": {"place": "x"}}, "set_", {"place": "x"}),
        ({"verb": "edit", "id": "Q", "unset": "place"}, "unset", ("place",)),
    ],
)
def test_a_mapping_becomes_a_request(data: dict[str, Any], field: str, expected: object) -> None:
    """One value will do where there may be many; figures and flags may be text; words become days."""
    assert getattr(read(**data), field) == expected


BAD = [
    ({}, "the line has no verb.", "the verbs are add, assign, start, progress, submit, return, verify, notice, "),
    ({"verb": "clsoe", "id": "Q"}, "no verb is called 'clsoe'.", "did you mean close?"),
    ({"verb": 5}, "no verb is called 5.", "the verbs are add"),
    ({"verb": ["close"]}, "no verb is called ['close'].", "did you mean close?"),
    ({"verb": "adopt", "id": "Q"}, "no verb is called 'adopt'.", "the verbs are add"),
    ({"verb": "close"}, "close needs 'id'.", None),
    ({"verb": "close", "id": 12}, "id: expected text.", None),
    ({"verb": "close", "id": "-rf"}, "id: '-rf' is not an id: 1 to 64 letters, digits", None),
    ({"verb": "close", "id": "Q", "evidense": "a"}, "close has no field 'evidense'.", "did you mean 'evidence'?"),
    ({"verb": "start", "id": "Q", "zzz": 1}, "start has no field 'zzz'.", None),
    ({"verb": "edit", "id": "Q", "sett": {}}, "edit has no field 'sett'.", "did you mean 'set'?"),
    ({"verb": "close", "id": "Q", "evidence": [1]}, "evidence.0: expected text.", None),
    (
        {"verb": "close", "id": "Q", "outcome": "done"},
        "no outcome is called 'done'.",
        "outcome is one of: rectified",
    ),
    ({"verb": "close", "id": "Q", "if_rev": 1.0}, "if_rev: not a whole number.", None),
    ({"verb": "reopen", "id": "Q", "rebound": "no"}, "rebound: 'no' is not a yes or no: write true or false.", None),
    (
        {"verb": "verify", "idd": "Q"},
        "verify needs 'id'; verify needs 'method'; verify has no field 'idd'.",
        "did you mean 'id'?",
    ),
]


@pytest.mark.parametrize(("data", "message", "hint"), BAD)
def test_what_cannot_be_read_is_told_with_the_nearest_name(
    data: dict[str, Any], message: str, hint: str | None
) -> None:
    """All that is wrong with a line is told at once."""
    with pytest.raises(BadBatchLine) as told:
        read(**data)
    assert told.value.message.startswith(message)
    assert (told.value.hint or "").startswith(hint or "")
    assert told.value.exit_code is ExitCode.INVALID


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"verb": "notice", "id": "Q", "days": "ten"}, ("--days: 'ten' is not a whole number.", None)),
        (
            {"verb": "progress", "id": "Q", "note": "x", "indicator": {"氮": "1e3"}},
            (
                "--indicator 氮: '1e3' is not a figure: digits with at most one point; the unit has a key of its own.",
                None,
            ),
        ),
        (
            {"verb": "lookback", "id": "Q", "result": "hold"},
            ("no result is called 'hold'.", "did you mean held? --result is one of: held, rebound"),
        ),
    ],
)
def test_a_field_is_called_as_it_was_given(data: dict[str, Any], told: tuple[str, str | None]) -> None:
    """On the command line by its option, with the name of a pair behind it."""
    called = {name: f"--{name}" for name in ("days", "indicator", "result")}
    with pytest.raises(BadBatchLine) as error:
        read_action(data, lambda: TODAY, called)
    assert (error.value.message, error.value.hint) == told


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"verb": "close", "id": "Q", "on": "2026-02-30"}, BadBatchLine),
        ({"verb": "close", "id": "Q", "on": "soon"}, BadDate),
        ({"verb": "assign", "id": "Q", "due": "2019年9月前"}, AmbiguousDate),
    ],
)
def test_a_date_that_is_none_is_refused(data: dict[str, Any], kind: type[RectifyError]) -> None:
    """No day is guessed."""
    with pytest.raises(kind):
        read(**data)


def test_today_is_asked_only_for_words() -> None:
    """A line without date words does not need the register's time zone."""

    def unasked() -> date:
        raise AssertionError("nobody had to know what today is")

    read_action({"verb": "assign", "id": "Q", "on": "2019-02-01", "due": "2019-06-30"}, unasked)


def test_the_names_of_fields_are_those_of_a_batch() -> None:
    """An alias stands for its field."""
    assert field_names(Edit) == ["id", "reason", "on", "if_rev", "set", "unset"]
