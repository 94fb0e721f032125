from typing import Any

import pytest

from rectify.model.diff import Change, diff

TABLE: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, Any, Any]]]] = [
    ({}, {}, []),
    ({"a": 1}, {"a": 1}, []),
    ({}, {"a": 1}, [("a", None, 1)]),
    ({"a": 1}, {}, [("a", 1, None)]),
    ({"a": 1, "b": 2}, {"b": 3, "c": 4}, [("a", 1, None), ("b", 2, 3), ("c", None, 4)]),
    ({"d": {"x": 1, "y": 2}}, {"d": {"x": 1, "y": 3}}, [("d.y", 2, 3)]),
    ({"d": {"x": 1}}, {"d": {}}, [("d.x", 1, None)]),
    ({}, {"d": {"x": 1}}, [("d", None, {"x": 1})]),
    ({"d": {"a.b": 1}}, {"d": {"a.b": 2}}, [('d["a.b"]', 1, 2)]),
    # lists of texts
    ({"l": ["a"]}, {"l": ["a", "b"]}, [("l[1]", None, "b")]),
    ({"l": ["a", "b"]}, {"l": ["a"]}, [("l", ["a", "b"], ["a"])]),
    ({"l": ["a", "b"]}, {"l": ["b", "a"]}, [("l", ["a", "b"], ["b", "a"])]),
    ({"l": ["a"]}, {"l": ["b"]}, [("l", ["a"], ["b"])]),
    ({"l": []}, {"l": [None]}, [("l", [], [None])]),
    # lists of parts
    ({"l": [{"id": "1", "t": "x"}]}, {"l": [{"id": "1", "t": "y"}]}, [("l[0].t", "x", "y")]),
    ({"l": [{"id": "1"}]}, {"l": [{"id": "2"}]}, [("l", [{"id": "1"}], [{"id": "2"}])]),
    ({"l": [{"on": 1}]}, {"l": [{"on": 2}, {"on": 3}]}, [("l[0].on", 1, 2), ("l[1]", None, {"on": 3})]),
    ({"l": [{"a": 1}]}, {"l": ["a"]}, [("l", [{"a": 1}], ["a"])]),
    # what changes its kind changes whole
    ({"v": {"a": 1}}, {"v": [1]}, [("v", {"a": 1}, [1])]),
    ({"v": "a"}, {"v": {"a": 1}}, [("v", "a", {"a": 1})]),
]


@pytest.mark.parametrize(("before", "after", "expected"), TABLE)
def test_the_changes_between_two_states(
    before: dict[str, Any], after: dict[str, Any], expected: list[tuple[str, Any, Any]]
) -> None:
    """Mappings are compared key by key, lists that kept their parts part by part, everything else whole."""
    assert diff(before, after) == tuple(Change(*change) for change in expected)
