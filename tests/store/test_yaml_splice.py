from decimal import Decimal
from typing import Any

import pytest

from tests.store.rewritten import change, edit

# --- single values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "changes", "after"),
    [
        ("    notes: x  # c\n", {"notes": "z"}, "    notes: z  # c\n"),
        ("    notes: 'x'  # c\n", {"notes": "it's"}, "    notes: 'it''s'  # c\n"),
        ('    notes: "x"  # c\n', {"notes": "z"}, '    notes: "z"  # c\n'),
        ("    notes: x  # c\n", {"notes": "no"}, "    notes: 'no'  # c\n"),
        ("    notes:   # c\n", {"notes": "z"}, "    notes: z   # c\n"),
        ("    notes: ~  # c\n", {"notes": "z"}, "    notes: z  # c\n"),
        ("    notes:\n      one\n      two  # c\n", {"notes": "z"}, "    notes:\n      z  # c\n"),
        ("    notes: x  # c\n", {"notes": "a\nb"}, "    notes: |-  # c\n      a\n      b\n"),
        ("    notes: |  # c\n      x\n    tags: []\n", {"notes": "a\nb"},
         "    notes: |-  # c\n      a\n      b\n    tags: []\n"),
        ("    notes: >-\n      x\n      y\n\n    # c\n", {"notes": "z"}, "    notes: z\n\n    # c\n"),
        ("    review_on: '2018-01-01'\n", {"review_on": "2019-01-01"}, "    review_on: '2019-01-01'\n"),
        ("    percent: 5\n", {"percent": 60}, "    percent: 60\n"),
        ("    kind: problem\n", {"kind": "task"}, "    kind: task\n"),
        ("    deadline: {text: 2018年底}\n", {"deadline": {"text": "b", "date": "2018-12-31"}},
         "    deadline: {date: 2018-12-31, text: b}\n"),
        ("    ? notes\n    : x\n", {"notes": "z"}, "    ? notes\n    : z\n"),
    ],
)  # fmt: skip
def test_a_value_is_replaced_in_its_place(body: str, changes: dict[str, Any], after: str) -> None:
    """Only its own characters change; quotation marks stay where they fit, comments where they are."""
    assert edit(body, **changes) == after


# --- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "changes", "after"),
    [
        ("    tags: [a]\n", {"percent": 5}, "    percent: 5\n    tags: [a]\n"),
        ("    tags: [a]  # c\n\n    # d\n", {"notes": "x"}, "    tags: [a]  # c\n    notes: x\n\n    # d\n"),
        ("    tags:\n      - a\n      # on a\n    # d\n", {"notes": "x"},
         "    tags:\n      - a\n      # on a\n    notes: x\n    # d\n"),
        ("    deadline:\n      text: x\n", {"deadline": {"text": "x", "date": "2018-01-01"}},
         "    deadline:\n      date: 2018-01-01\n      text: x\n"),
        ("    units: {lead: 甲}\n", {"units": {"responsible": ["乙"], "lead": "甲"}},
         "    units: {lead: 甲, responsible: [乙]}\n"),
        ("    units: {accepting: 甲}\n", {"units": {"lead": "乙", "accepting": "甲"}},
         "    units: {lead: 乙, accepting: 甲}\n"),
        ("    units:\n      responsible: []\n", {"units": {"lead": "甲"}},
         "    units:\n      lead: 甲\n      responsible: []\n"),
        ("    units: {}  # c\n", {"units": {"lead": "甲"}}, "    units:  # c\n      lead: 甲\n"),
        ("    custom: {b: x}\n", {"custom": {"b": "x", "a": "z"}}, "    custom: {b: x, a: z}\n"),
        ("    custom:\n      b: x\n", {"custom": {"b": "x", "a": ["z"]}}, "    custom:\n      b: x\n      a: [z]\n"),
        ("    notes: x\n", {"notes": None}, ""),
        ("    # above\n    notes: |\n      x\n      y\n\n    # below\n", {"notes": None},
         "    # above\n\n    # below\n"),
        ("    units: {lead: 甲, accepting: 乙}\n", {"units": {"lead": "甲"}}, "    units: {lead: 甲}\n"),
        ("    units: {lead: 甲, accepting: 乙}\n", {"units": {"accepting": "乙"}}, "    units: {accepting: 乙}\n"),
        ("    units:\n      lead: 甲\n      accepting: 乙\n", {"units": {"accepting": "丙", "supervising": "丁"}},
         "    units:\n      supervising: 丁\n      accepting: 丙\n"),
        ("    source: {title: x}\n", {"source": {"date": "2018-05"}}, "    source: {date: 2018-05}\n"),
        ("    source:  # c\n      title: x\n", {"source": {"date": "z"}}, "    source:  # c\n      date: z\n"),
        ("    source:  # c\n      title: x\n      # d\n", {"source": {}}, "    source: {}  # c\n      # d\n"),
        ("    custom: {a: x}\n", {"custom": {"a": ["x", "z"]}}, "    custom: {a: [x, z]}\n"),
        ("    custom:\n      a: x  # c\n", {"custom": {"a": ["a\nb"]}},
         "    custom:\n      a:  # c\n        - |-\n          a\n          b\n"),
        ("    custom:\n      a:  # c\n        - x\n        - y\n", {"custom": {"a": "z"}},
         "    custom:\n      a: z  # c\n"),
        ("    custom: {a: , b: x}\n".replace("a: , ", ""), {"custom": {"b": ["x"]}}, "    custom: {b: [x]}\n"),
    ],
)  # fmt: skip
def test_keys_come_and_go_with_their_lines(body: str, changes: dict[str, Any], after: str) -> None:
    """A new key stands in the model's order, below comments of what is before it; a removed one leaves no trace."""
    assert edit(body, **changes) == after


@pytest.mark.parametrize(
    ("item", "gone", "after"),
    [
        ("  - percent: 5\n    id: A\n", {"percent": None}, "  - id: A\n"),
        ("  -   percent: 5\n      id: A\n", {"percent": None}, "  -   id: A\n"),
        ("  - percent: 5\n    notes: x\n    id: A\n", {"percent": None, "notes": None}, "  - id: A\n"),
        ("  - percent: 5\n    # c\n    id: A\n", {"percent": None}, "  -\n    # c\n    id: A\n"),
        (
            "  - percent: 5\n    # c\n    notes: x\n    id: A\n",
            {"percent": None, "notes": None},
            "  -\n    # c\n    id: A\n",
        ),
    ],
)
def test_the_first_key_of_an_issue_can_go(item: str, gone: dict[str, Any], after: str) -> None:
    """What follows moves up to the dash, unless comments stand between."""
    step = " " * item.index("p")
    result = change(f"format: 1\nissues:\n{item}{step}title: t\n{step}status: open\n", **gone)
    assert result.data.decode() == f"format: 1\nissues:\n{after}{step}title: t\n{step}status: open\n"


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "changes", "after"),
    [
        ("    tags: [a]  # c\n", {"tags": ["a", "b", "c: d"]}, "    tags: [a, b, 'c: d']  # c\n"),
        ("    tags: []  # c\n", {"tags": ["a"]}, "    tags: [a]  # c\n"),
        ("    tags:\n    - a  # c\n    # d\n", {"tags": ["a", "b"]}, "    tags:\n    - a  # c\n    - b\n    # d\n"),
        ("    tags:\n      -   a\n        # on a\n", {"tags": ["a", "b"]},
         "    tags:\n      -   a\n        # on a\n      -   b\n"),
        ("    tags: [a, b]\n", {"tags": ["b"]}, "    tags: [b]\n"),
        ("    tags:\n      - a\n      - b  # c\n", {"tags": ["b"]}, "    tags:\n      - b\n"),
        ("    tags: [a]\n", {"tags": []}, ""),
        ("    measures:\n      - id: M\n        text: x\n", {"measures": [{"id": "M", "text": "z", "unit": "甲"}]},
         "    measures:\n      - id: M\n        text: z\n        unit: 甲\n"),
        ("    measures:\n      - {id: M, text: x}\n", {"measures": [{"id": "M", "text": "x"}, {"id": "M2",
         "text": "z"}]},
         "    measures:\n      - {id: M, text: x}\n      - id: M2\n        text: z\n"),
    ],
)  # fmt: skip
def test_lists_grow_in_their_own_style(body: str, changes: dict[str, Any], after: str) -> None:
    """Parts are added in brackets or below, as the list is written; a list that lost a part is written anew."""
    assert edit(body, **changes) == after


def test_the_digits_of_a_figure_are_a_change() -> None:
    """3.5 and 3.50 are equal but not the same figure; what is written is what was meant."""
    body = "    indicators: [{name: x, actual: 3.50}]\n"
    assert edit(body, indicators=[{"name": "x", "actual": Decimal("3.5")}]) == body.replace("3.50", "3.5")
