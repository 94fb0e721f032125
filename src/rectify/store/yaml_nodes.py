"""THE DISK: a YAML text as nodes that know where they stand.

- Marks count characters. The reader ends a block where the next token begins; a node ends with its
  own last character, so that a comment below it is not part of it.
- Lines and columns are counted when asked for, not before: a register has a million nodes.
"""

import re
from bisect import bisect_right
from typing import Any, NamedTuple

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
    kind = type(node)
    if kind is Scalar:
        return node.text  # type: ignore[union-attr]  # `type() is` is the fast way on a million nodes
    if kind is Mapping:
        return {key: data_of(pair[1]) for key, pair in node.pairs.items()}  # type: ignore[union-attr]
    return [data_of(item) for item in node.items]  # type: ignore[union-attr]


def after_colon(text: str, key: Node) -> int | None:
    """Where the value of a key may begin, also below `? key`; None where no colon follows."""
    found = _COLON.match(text, key.end)
    return found.end() if found else None


def spot(key: Scalar, value: Node) -> int:
    """Where a reader should look for a value: at itself, or at its key when it is long or absent."""
    return value.start if isinstance(value, Scalar) and value.text is not None else key.start
