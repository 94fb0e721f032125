"""THE DISK: a YAML text as nodes that know where they stand.

- Marks count characters. The reader ends a block where the next token begins; a node ends with its
  own last character, so that a comment below it is not part of it.
- Lines and columns are counted when asked for, not before: a register has a million nodes.
"""

import re
from bisect import bisect_right
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
    pairs: "dict[str, tuple[Scalar, Node]]"
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


def says(node: Node, data: Any) -> bool:
    """True when a node is this JSON data to the letter, and nothing else; figures are compared as texts."""
    kind, told = type(node), type(data)
    if kind is Scalar:
        if told is str:
            return bool(node.text == data)  # type: ignore[union-attr]  # as in `data_of`
        written = ("true" if data else "false") if told is bool else str(data) if told is int else None
        return written is not None and node.text == written  # type: ignore[union-attr]
    if kind is Mapping:
        return told is dict and _says_pairs(node.pairs, data)  # type: ignore[union-attr]
    items = node.items  # type: ignore[union-attr]
    return told is list and len(items) == len(data) and all(map(says, items, data))


def _says_pairs(pairs: dict[str, tuple[Scalar, Node]], data: dict[str, Any]) -> bool:
    """See `says`; the common ones, texts, are compared here, because a batch has many."""
    if len(pairs) != len(data):
        return False
    for key, part in data.items():
        if key not in pairs:
            return False
        node = pairs[key][1]
        if type(part) is str and type(node) is Scalar:
            if node[2] != part:
                return False
        elif not says(node, part):
            return False
    return True


def after_colon(text: str, key: Node) -> int | None:
    """Where the value of a key may begin, also below `? key`; None where no colon follows."""
    found = _COLON.match(text, key.end)
    return found.end() if found else None


def spot(key: Scalar, value: Node) -> int:
    """Where a reader should look for a value: at itself, or at its key when it is long or absent."""
    return value.start if isinstance(value, Scalar) and value.text is not None else key.start
