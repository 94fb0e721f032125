"""THE DISK: one item of a block list read key by key for its data; nodes are made of those keys that are asked for.

- It reads by the rules of the line reader (`yaml_lines.py`): what it is not certain of is left to the strict one.
- The lines of a key are whole: they read the same wherever they stand, and so does each of them; what was met lately is
  not taken apart again.
- `make fuzz` compares its data, and the nodes, with what the strict reader makes of mutants; they may differ on none.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from rectify.store import yaml_nodes
from rectify.store.yaml_inline import NULLS, Doubt, Names, block_text, flow, unquoted
from rectify.store.yaml_lines import DASHES, DEEPEST, LINE, look_at_letters, read_lines
from rectify.store.yaml_nodes import Node, Scalar, data_of
from rectify.store.yaml_patch import CannotEdit

_REMEMBERED: Final = 4096
_LONG: Final = 500
_MARGINS: Final = 16
"""So many lines, and so many keys with all their lines, are remembered, none of so many letters; so many margins."""
_DASH: Final = re.compile(r" *- +(?=[^ #\r\n])")
_NOTHING: Final = -1
_LONGER: Final = -2
_OTHER: Final = -3
_Line = tuple[int, str, Any, bool, int, int]
"""What a line is: the column of its key, or, where that does not tell where it belongs, one of those below; the key;
the value; whether that is not on the line; how wide the margin and the dash are.

`_NOTHING` is a comment at most, `_LONGER` what may go on below, `_OTHER` has a dash.
"""


class ItemText(NamedTuple):
    """The text of an item, its data, and where the lines of each key begin, those of the first behind the dash.

    Nobody may change the data: items with a line of the same letters share it.
    """

    text: str
    data: dict[str, Any]
    starts: list[int]

    @property
    def node(self) -> yaml_nodes.Mapping:
        """The item as a mapping, whose pairs are made when they are asked for."""
        return yaml_nodes.Mapping(self.starts[0], len(self.text), _Pairs(self), False)


def read_item(text: str) -> ItemText | None:
    """What the strict reader makes of an item, from its dash to its last line break; None: ask the strict reader."""
    try:
        return _read(text)
    except Doubt:
        return None


def _read(text: str) -> ItemText:
    """See `read_item`; in the column of the keys stand keys, comments, and the dashes of a list below a key."""
    if (dash := _DASH.match(text)) is None:
        raise Doubt
    width = dash.end()
    mapping = " " * width + text[width:]
    behind = [found.start() + 1 for found in _key_below(width).finditer(mapping)]
    data: dict[str, Any] = {}
    for start, end in zip((0, *behind), (*behind, len(text)), strict=True):
        lines = mapping[start:end]
        name, value = _known_key(lines) if end - start < _LONG else _key(lines)
        if name in data:
            raise Doubt
        data[name] = value
    return ItemText(text, data, [width, *behind])


@lru_cache(maxsize=_MARGINS)
def _key_below(width: int) -> re.Pattern[str]:
    """The line break before the line of a key with such a margin."""
    return re.compile(rf"\n {{{width}}}(?=[^ #\-\r\n])")


class _Pairs(Mapping[str, tuple[Scalar, Node]]):
    """Keys and values of an item; a key is read with its lines alone, once: it is whole, and so are those around it."""

    def __init__(self, item: ItemText) -> None:
        self._text, self._data, self._starts = item
        self._read: dict[str, tuple[Scalar, Node]] = {}

    def __getitem__(self, key: str) -> tuple[Scalar, Node]:
        """See above.

        Raises:
            KeyError.
            CannotEdit: it cannot be read alone.
        """
        if key not in self._read:
            self._read[key] = self._alone(key)
        return self._read[key]

    def _alone(self, key: str) -> tuple[Scalar, Node]:
        if key not in self._data:
            raise KeyError(key)
        place = [*self._data].index(key)
        start, end = (*self._starts, len(self._text))[place : place + 2]
        composed = read_lines(self._text[:end], start=start)
        if composed is None or not isinstance(composed.root, yaml_nodes.Mapping):
            raise CannotEdit
        return composed.root.pairs[key]

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


class _Reader:
    """The collections that are open: the innermost in fields, those around it on the stack."""

    def __init__(self) -> None:
        self._outside: dict[str, Any] = {}
        self._inner: Any = self._outside
        self._column: float = -1
        self._name = ""
        self._is_waiting = True
        self._stack: list[tuple[Any, float]] = []

    def read(self, text: str) -> Any:
        """What stands in a text."""
        at = skipped = 0
        for line in text.splitlines(keepends=True):
            if skipped:
                skipped -= 1
            else:
                known = _known_line if len(line) < _LONG else _line
                place, name, value, waits, margin, dash = known(line)
                if place == self._column:  # most are one more key of the mapping that is open
                    self._pair(name, value)
                    self._is_waiting = waits
                elif place == _LONGER:
                    skipped = self._block(text, at)
                elif place != _NOTHING:
                    self._put(name, value, waits, margin, dash)
            at += len(line)
        return self._outside.get("")

    def _put(self, name: str, value: Any, waits: bool, margin: int, dash: int) -> None:
        """Put what a line holds where it belongs."""
        if dash:
            self._dash(margin)
            if name:
                self._open({}, margin + dash)
            else:
                self._inner.append(value)
        elif margin > self._column:
            self._open({}, margin)
        else:
            self._close(margin)
        if name:
            self._pair(name, value)
        self._is_waiting = waits

    def _pair(self, name: str, value: Any) -> None:
        """Put a key into the mapping that is open."""
        if name in self._inner:
            raise Doubt
        self._inner[name] = value
        self._name = name

    def _block(self, text: str, at: int) -> int:
        """Read a key, or a dash, and the block text that begins in its line; how many more lines it has."""
        found = LINE.match(text, at)
        if found is None or not found[8] or not (found[2] or found[3]):
            raise Doubt
        margin, dash, source, sign, block, inner = found.group(1, 2, 3, 8, 9, 10)
        value = block_text(sign, block, len(inner), 0).text
        self._put(Names()[source][0] if source else "", value, False, len(margin), len(dash))
        if len(inner) <= self._column:
            raise Doubt
        return block.count("\n") - 1

    def _dash(self, margin: int) -> None:
        """Make the list of a dash the innermost collection."""
        if self._is_waiting and margin >= self._column:
            self._open([], margin + DASHES)
        else:
            self._close(margin + DASHES)
            self._is_waiting = True

    def _open(self, parts: Any, column: float) -> None:
        """Begin a collection where a value is waited for."""
        if len(self._stack) > DEEPEST or not self._is_waiting:
            raise Doubt
        if type(self._inner) is dict:
            self._inner[self._name] = parts
        else:
            self._inner.append(parts)
        self._stack.append((self._inner, self._column))
        self._inner, self._column = parts, column

    def _close(self, column: float) -> None:
        """End what is deeper than a column, in which the collection stands that goes on."""
        while self._column > column:
            self._inner, self._column = self._stack.pop()
        if self._column != column:
            raise Doubt


def _line(line: str) -> _Line:
    """A line, which ends with its line break; one that may go on below it is looked at in its text.

    Raises:
        Doubt.
    """
    found = LINE.match(line)
    if found is None:
        raise Doubt
    margin, dash, source, plain, other, tail = found.group(1, 2, 3, 5, 6, 7)
    if not tail:
        return _LONGER, "", None, False, 0, 0
    name = Names()[source][0] if source else ""
    value = _value(other) if other else None if plain in NULLS else plain
    waits = not (plain or other)
    if source:
        return _OTHER if dash else len(margin), name, value, waits, len(margin), len(dash)
    if waits != (not dash):  # a text without a key, or a dash without anything
        raise Doubt
    return _OTHER if dash else _NOTHING, name, value, waits, len(margin), len(dash)


_known_line = lru_cache(maxsize=_REMEMBERED)(_line)


def _key(lines: str) -> tuple[str, Any]:
    """A key and its value, which have these lines for themselves.

    Raises:
        Doubt.
    """
    look_at_letters(lines)
    root = _Reader().read(lines)
    if type(root) is not dict or len(root) != 1:
        raise Doubt
    return next(iter(root.items()))


_known_key = lru_cache(maxsize=_REMEMBERED)(_key)


def _value(source: str) -> Any:
    """What stands in quotes or in brackets."""
    return unquoted(source) if source[0] in "'\"" else data_of(flow(source.rstrip(" "), 0, Names()))
