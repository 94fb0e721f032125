"""Issues that are known are not judged again where they stand to the letter; anything else is."""

from typing import Any

import pytest
from hypothesis import given, settings

from rectify.errors import InvalidRegister
from rectify.model.issue import Issue
from rectify.store.register_yaml import read_register
from rectify.store.yaml_nodes import Mapping, Node, Scalar, Sequence, says
from tests.properties.styled_register import SAFE, Hand, random_issue, seeded
from tests.properties.test_surgical_edit import SEEDS, TEXTS, changed_issue

ISSUE = Issue.model_validate({"id": "A", "title": "t", "status": "open", "percent": 5, "tags": ["x"]})
HEAD = "format: 1\nissues:\n"


def node(read: Any) -> Node:
    """What a text of this data is as nodes."""
    if isinstance(read, dict):
        return Mapping(0, 0, {key: (Scalar(0, 0, key, ""), node(value)) for key, value in read.items()}, False)
    return Sequence(0, 0, list(map(node, read)), False) if isinstance(read, list) else Scalar(0, 0, read, "")


@pytest.mark.parametrize(
    ("read", "data"),
    [
        ("a", "a"),
        ("5", 5),
        ("-5", -5),
        ("true", True),
        ("false", False),
        ({"a": ["1", {"b": "c"}]}, {"a": [1, {"b": "c"}]}),
        ({"b": "2", "a": "1"}, {"a": 1, "b": 2}),
        ([], []),
        ({}, {}),
    ],
)
def test_what_is_read_is_text(read: Any, data: Any) -> None:
    """Figures and yes or no as they are written; keys in any order."""
    assert says(node(read), data)


@pytest.mark.parametrize(
    ("read", "data"),
    [
        ("a", "b"),
        ("05", 5),
        ("+5", 5),
        ("1", True),
        ("True", True),
        ("5", 5.0),
        (None, None),
        (None, ""),
        (None, {}),
        ("a", ["a"]),
        ("a", {"a": 1}),
        (["a"], "a"),
        (["a", "b"], ["a"]),
        (["a"], ["b"]),
        ({"a": "1", "b": "2"}, {"a": 1}),
        ({"a": "1"}, {"a": 1, "b": 2}),
        ({"a": "2"}, {"a": 1}),
    ],
)
def test_what_is_not_the_same_to_the_letter(read: Any, data: Any) -> None:
    """Also where a model would take both."""
    assert not says(node(read), data)


def test_a_known_issue_is_taken_as_it_is() -> None:
    """Where its own data stands there; where it is written otherwise, it is judged, and equal."""
    text = HEAD + "  - id: A\n    title: t\n    status: open\n    percent: {0}\n    tags: [x]\n"
    known = {"A": ISSUE}
    assert read_register(text.format("5").encode(), "x", known).register.get("A") is ISSUE
    other = read_register(text.format("05").encode(), "x", known).register.get("A")
    assert (other is ISSUE, other == ISSUE) == (False, True)
    assert read_register(text.format("6").encode(), "x", known).register.get("A").percent == 6


@pytest.mark.parametrize(
    "issues",
    [
        "  - id: A\n    title: t\n    status: open\n    percent: 5\n    tags: [x]\n    colour: red\n",
        "  - id: A\n    title: t\n    status: opened\n    percent: 5\n    tags: [x]\n",
        "  - {id: A, title: t, status: open, percent: 5, tags: [x]}\n" * 2,
        "  - {id: A, title: t, title: t, status: open, percent: 5, tags: [x]}\n",
        "  - {id: [A], title: t}\n",
        "  - {title: t}\n",
    ],
)
def test_who_is_known_is_no_less_strictly_read(issues: str) -> None:
    """The flaws are the same."""
    told = []
    for known in ({}, {"A": ISSUE}):
        with pytest.raises(InvalidRegister) as raised:
            read_register((HEAD + issues).encode(), "x", known)
        told.append(raised.value.details)
    assert told[0] == told[1]


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, hostile=TEXTS)
def test_whatever_is_known_the_register_is_the_same(seed: int, hostile: list[str]) -> None:
    """To the last digit, whether the right issues are known, others, or none."""
    rng = seeded(seed)
    texts = (*SAFE, *hostile)
    issues = [random_issue(rng, f"Q-{number}", texts) for number in range(rng.randrange(1, 5))]
    data = Hand(rng).file(issues)[0].encode()
    right = {issue.id: issue for issue in issues}
    wrong = {issue.id: changed_issue(rng, issue, texts) for issue in issues}
    meant = read_register(data, "x").register
    for known in (right, wrong):
        found = read_register(data, "x", known).register
        assert found.entries() == meant.entries()
        assert found == meant
