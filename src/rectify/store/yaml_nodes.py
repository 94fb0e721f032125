"""THE DISK: a YAML text as nodes that know where they stand.

- Marks count characters. The reader ends a block where the next token begins; a node ends with its
  own last character, so that a comment below it is not part of it.
- Lines and columns are counted when asked for, not before: a register has a million nodes.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping as Pairs
from typing import Any, NamedTuple

from rectify.store.yaml_flaws import Fault

_COLON = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?:")


class Scalar(NamedTuple):
    """A single value: its text (None: no value) and style ('' plain, or one of ' " | > and * for an alias)."""

    start: int
    end: int
    text: str | None
    style: str


class Sequence(NamedTuple):
    """A list; `flow` when written in brackets. A block list starts at its first dash."""

    start: int
    end: int
    items: "list[Node]"
    flow: bool


class Mapping(NamedTuple):
    """Keys and values in the order of the file; `flow` when written in braces."""

    start: int
    end: int
    pairs: "Pairs[str, tuple[Scalar, Node]]"
    flow: bool


Node = Scalar | Sequence | Mapping


class Composed(NamedTuple):
    """What became of a text: its nodes, its faults, and where the reading broke off, if it did.

    `last_item` is where the last begun part of a list directly under a key of the root starts.
    """

    root: Node | None
    faults: tuple[Fault, ...]
    broken_at: int | None
    last_item: int | None


class Lines:
    """Line and column (both from 1) of the characters of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def data_of(node: Node) -> Any:
    """A node as plain data: dict, list, text, or None for no value."""
    if type(node) is Mapping:  # `type() is`, and no call for a scalar: a register has a million nodes
        return {key: value[2] if type(value) is Scalar else data_of(value) for key, (_, value) in node.pairs.items()}
    if type(node) is Sequence:
        return [data_of(item) for item in node.items]
    return node[2]


def says(data: Any, told: Any) -> bool:
    """True when the data of a node is this JSON data to the letter, and nothing else; figures are compared as texts."""
    kind = type(told)
    if kind is str:
        return bool(data == told)
    if kind is dict:
        if type(data) is not dict or len(data) != len(told):
            return False
        for key, part in told.items():  # most are equal: texts are, and what has no figure in it
            if key not in data or (data[key] != part and not says(data[key], part)):
                return False
        return True
    if kind is list:
        return type(data) is list and len(data) == len(told) and all(map(says, data, told))
    return bool(data == (("true" if told else "false") if kind is bool else str(told) if kind is int else ()))


def after_colon(text: str, key: Node) -> int | None:
    """Where the value of a key may begin, also below `? key`; None where no colon follows."""
    found = _COLON.match(text, key.end)
    return found.end() if found else None


def spot(key: Scalar, value: Node) -> int:
    """Where a reader should look for a value: at itself, or at its key when it is long or absent."""
    return value.start if isinstance(value, Scalar) and value.text is not None else key.start
