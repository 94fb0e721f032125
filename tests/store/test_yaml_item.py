"""The reader of items: the data of the strict reader, the nodes of its keys, or nothing at all."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.make_register import make_register
from rectify.store import yaml_item
from rectify.store.yaml_compose import MAX_DEPTH, compose
from rectify.store.yaml_item import read_item
from rectify.store.yaml_nodes import Mapping, Sequence, data_of, says
from rectify.store.yaml_patch import CannotEdit
from tests.fuzz import items, yaml_texts


def strict(text: str) -> Mapping:
    """What the strict reader makes of an item without a fault."""
    composed = compose(text)
    assert composed.faults == ()
    assert isinstance(composed.root, Sequence)
    (item,) = composed.root.items
    assert isinstance(item, Mapping)
    return item


# --- what is read -------------------------------------------------------------------------------


def test_every_issue_of_a_made_register_is_read() -> None:
    """Data, order of the keys, and every node."""
    found = list(items.items_of("".join(make_register(150))))
    assert len(found) == 150
    assert [read_item(item) is None or items.differs(item) for item in found] == [False] * 150


@pytest.mark.parametrize(
    "text",
    [
        "- a: b\n",
        "  -   a: b\n      c: d\n",
        "- a: b\r\n  c: |\r\n    d\r\n\r\n    e\r\n\r\n# f\r\n  g: >-\r\n    h\r\n    i\r\n",
        "- a: b   # c\n  d:  # c\n  # e\n\n  f:\n    # g\n    h: i\n# j\n",
        "- a:\n  - b\n  -   c: d\n      e:\n  f:\n      - g  # h\n",
        "- 'a': 'it''s'\n  \"b\": \"\\u6c34\\n\"\n  é: [a, {b: c}]\n  d: {e: [], f: ~}\n",
        "- a: ~\n  b: null\n  c: ''\n  d: 12:30\n  e: -5\n",
        "- a:\n    b:\n      c:\n        - d:\n            e: f\n        - |-\n          g\n  h: i\n",
        "- a: |\n    # no comment\n    - no: item\n  b: c\n",
        "- a: " + "水" * 600 + "\n",
    ],
)
def test_what_people_keep_is_read(text: str) -> None:
    """Comments, quotes, brackets, block texts, dashes in any column, line ends of Windows, long lines."""
    assert read_item(text) is not None
    assert not items.differs(text)


def test_a_key_is_read_when_it_is_asked_for() -> None:
    """With its own lines alone, once, to the last offset; what is not there is not there."""
    text = "  - a: b  # c\n    d:\n      - e\n    # f\n\n    g: h\n"
    found = read_item(text)
    assert found is not None
    pairs, meant = found.node.pairs, strict(text).pairs
    assert pairs["d"] == meant["d"]
    assert pairs["d"] is pairs["d"]
    assert (list(pairs), len(pairs), "g" in pairs, "x" in pairs) == (["a", "d", "g"], 3, True, False)
    assert pairs == meant
    with pytest.raises(KeyError):
        pairs["x"]


def test_a_key_that_cannot_be_read_alone_is_not_edited() -> None:
    """Should the readers ever differ on one."""
    found = read_item("- a: b\n")
    assert found is not None
    with pytest.raises(CannotEdit):
        found._replace(text="- a: 'b\n").node.pairs["a"]
    with pytest.raises(CannotEdit):
        found._replace(text="- - b\n").node.pairs["a"]


# --- what is not ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# c\n", "a: b\n", "- a\n", "-\n", "- # c\n  a: b\n", "- a: b", "- a: b\n- c: d\n", "- a: b\n- c\n",
        "- a\n- b: c\n", "- [a]\n", "- {a: b}\n", "- - a: b\n", "a:\n  - b: c\n", "- a: b\nc: d\n", "- a: b\n c: d\n",
        "- a: b\n    c: d\n", "- a: b\n  a: c\n", "- é: a\n  e\u0301: b\n", "- a:\n    b: c\n   d: e\n",
        "- a: b\n    c\n",
        "- a: 'b\n    c'\n", "- a: b\n  c\n", "- a: [b,\n    c]\n", "- a: [b\n", "- a: b\rc\n", "- a: b\t\n",
        "- a: b\x85\n",
        "- a: b\u2028\n", "- a: \ufeffb\n", "- a: \ud800\n", "- a: |+\n    b\n", "- a: |\n  b\n", "- a: |\n  b: c\n",
        "- a: |\n", "- |\n  a\n", "- a:\n    |\n    b\n", "- a: &x b\n", "- a: *x\n", "- a: !x b\n", "- ? a\n  : b\n",
        "- a: >\n    b\n     c\n", "- a: |\n    b\rc\n", "---\n- a: b\n", "- a: b\n...\n", "- a:\n    - b\n    c: d\n",
        "- a:\n    - b\n   - c\n", "-a: b\n",
        "- -a: b\n", "- \na:\n", "- \n  a:\n", "- <<: {a: b}\n", "- a: {b: c, b: d}\n", "- a: |\n    b\n <<<<<<< c\n",
        "<<<<<<< a\n- a: b\n", "- a: b\n=======\n", "- a: b\n>>>>>>> c: d\n",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_the_strict_reader(text: str) -> None:
    """No item, two, another thing, an item with more than its lines, or what the line reader doubts."""
    assert read_item(text) is None


def test_depth_is_left_to_the_strict_reader_before_its_limit() -> None:
    """Some levels are read, and never as many as the limit, brackets in the deepest among them."""
    texts = ["- " + "  ".join(f"{' ' * level}a:\n" for level in range(depth)) for depth in range(1, MAX_DEPTH)]
    assert [read_item(text) is not None for text in texts] == [True] * 21 + [False] * (len(texts) - 21)
    texts += [f"{text[:-1]} {'[' * 8}{']' * 8}\n" for text in texts]
    assert sum(read_item(text) is not None for text in texts) == 42
    assert not any(map(items.differs, texts))


def test_no_more_than_some_are_remembered() -> None:
    """Lines, and keys with their lines; nor long ones."""
    caches = (yaml_item._known_line, yaml_item._known_key)
    for known in caches:
        known.cache_clear()
    read_item("- a: b\n  c: " + "水" * 600 + "\n  d: e\n")
    assert [known.cache_info().currsize for known in caches] == [2, 2]
    for number in range(yaml_item._REMEMBERED + 9):
        read_item(f"- a: {number}\n")
    assert [known.cache_info().currsize for known in caches] == [yaml_item._REMEMBERED] * 2


def test_items_that_share_a_line_are_read_alike() -> None:
    """A line that was met before says the same, wherever it stands."""
    texts = ["- a:\n  - b: c\n  d: [e]\n", "- a:\n    - b: c\n  d: [e]\n", "- d:\n  - b: c\n  a: ~\n"]
    assert not any(map(items.differs, texts + texts[::-1]))


# --- both readers ---------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**40))
def test_mutants_make_no_difference(seed: int) -> None:
    """A few thousand of those that `make fuzz` goes on with."""
    assert list(items.differences(Random(seed), 25, set(), Counter())) == []  # noqa: S311 - seeded, no secrets


def test_many_mutants_are_accepted() -> None:
    """The comparison is not empty: of every origin, some are accepted."""
    told: Counter[str] = Counter()
    for seed in range(60):
        assert list(items.differences(Random(seed), 20, set(), told)) == []  # noqa: S311 - seeded, no secrets
    assert all(told[name] > 2 for name in yaml_texts.SOURCES)
    assert told["made"] * 0.8 > told["accepted"] > told["made"] * 0.15


@pytest.mark.parametrize(
    "wrong",
    [
        lambda found: found._replace(data=found.data | {"x": "y"}),
        lambda found: found._replace(data=dict(reversed(found.data.items()))),
        lambda found: found._replace(text="-  " + found.text[2:].replace("\n  ", "\n   "), data={}),
        lambda found: found._replace(text=found.text + "- e: f\n"),
        lambda found: found._replace(text=found.text + "  e: 'f\n"),
    ],
)
def test_a_difference_is_seen(wrong: Any) -> None:
    """Other data, another order, another place, another item, a fault."""
    found = read_item("- a: b\n  c: d\n")
    assert found is not None
    assert items._is_same(found)
    assert not items._is_same(wrong(found))


# --- what is meant --------------------------------------------------------------------------------


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
    assert says(read, data)


@pytest.mark.parametrize(
    ("read", "data"),
    [
        ("a", "b"),
        ("05", 5),
        ("+5", 5),
        ("1", True),
        ("True", True),
        ("5", 5.0),
        ("3.50", "3.5"),
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
        ({"b": "1"}, {"a": 1}),
        (["a"], {"a": "b"}),
    ],
)
def test_what_is_not_the_same_to_the_letter(read: Any, data: Any) -> None:
    """Also where a model would take both."""
    assert not says(read, data)


def test_the_data_of_nodes_is_compared_so() -> None:
    """Whichever reader made it."""
    text = "- a: 5\n  b: [true, {c: d}]\n"
    assert says(data_of(strict(text)), {"a": 5, "b": [True, {"c": "d"}]})
