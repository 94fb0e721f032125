from typing import Any

import pytest

from rectify.model.path import Step, get, put, read_path, write_path

PATHS: list[tuple[str, tuple[Step, ...]]] = [
    ("title", ("title",)),
    ("deadline.date", ("deadline", "date")),
    ("milestones[2].done_on", ("milestones", 2, "done_on")),
    ("custom.排污口", ("custom", "排污口")),
    ('units["name.with.dots"]', ("units", "name.with.dots")),
    ('units["a\\"b"][0]', ("units", 'a"b', 0)),
    ('units[""]', ("units", "")),
    ("12.a-b", ("12", "a-b")),
    ("[0][1]", (0, 1)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "steps"), PATHS)
def test_a_path_is_written_and_read_alike(text: str, steps: tuple[Step, ...]) -> None:
    """Plain keys stand after a dot, others quoted, indexes in brackets."""
    assert write_path(steps) == text
    assert read_path(text) == steps


@pytest.mark.parametrize(
    "text",
    [".a", "a.", "a..b", "a[", "a[-1]", "a[x]", "a b", "a[0]b", "a.[0]", 'a["\\x"]', 'a["b', "a[1234567890]", "：a"],
)
def test_what_is_no_path_is_refused(text: str) -> None:
    """A path has no holes and nothing between its steps."""
    with pytest.raises(ValueError):
        read_path(text)


DATA: dict[str, Any] = {"a": {"b": [1, {"c": 2}]}, "t": (1, 2)}


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("a", "b", 1, "c"), 2),
        (("t", 1), 2),
        ((), DATA),
        (("x",), None),
        (("a", "x", "y"), None),
        (("a", "b", 2), None),
        (("a", "b", "c"), None),
        (("a", 0), None),
    ],
)
def test_get_gives_what_stands_there_or_none(steps: tuple[Step, ...], value: Any) -> None:
    """Where a path leads nowhere there is nothing."""
    assert get(DATA, steps) == value


@pytest.mark.parametrize(
    ("before", "steps", "value", "after"),
    [
        ({}, ("a",), 1, {"a": 1}),
        ({"a": 1}, ("a",), 2, {"a": 2}),
        ({"a": 1}, ("a",), None, {}),
        ({}, ("a",), None, {}),
        ({"a": [1]}, ("a", 1), 2, {"a": [1, 2]}),
        ({"a": [1]}, ("a", 0), 2, {"a": [2]}),
        ({"a": [{}]}, ("a", 0, "b"), 3, {"a": [{"b": 3}]}),
    ],
)
def test_put_sets_appends_and_removes(before: Any, steps: tuple[Step, ...], value: Any, after: Any) -> None:
    """Null removes a key; an index one past the end appends."""
    put(before, steps, value)
    assert before == after


@pytest.mark.parametrize(
    ("data", "steps"), [({}, ("a", "b")), ({"a": []}, ("a", 1)), ({"a": 1}, ("a", "b")), ({"a": [1]}, ("a", "b"))]
)
def test_put_does_not_lead_nowhere(data: Any, steps: tuple[Step, ...]) -> None:
    """A path through what is not there is an error of the state, not a new branch."""
    with pytest.raises((LookupError, TypeError)):
        put(data, steps, 1)
