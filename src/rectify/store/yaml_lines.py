"""THE DISK: a fast reader of the YAML that registers are written in, line by line.

- It makes the very nodes that the strict reader makes, to the last offset, or none at all: whatever it is not
  certain of is a doubt, and the strict reader is asked. It finds no faults and refuses nothing.
- Read are block mappings and lists, texts on one line (bare or in quotes), block texts (`|`, `|-`, `>`, `>-`), lists
  and mappings in brackets on one line, and comments: all that rectify writes, and what people commonly keep.
- `make fuzz` compares it with the strict reader on mutants; they may differ on none.
"""

import re
from collections.abc import Sequence as Run
from typing import Any, Final

from rectify.store.yaml_inline import BRACKETS, DOUBLE, FIRST, NULLS, SINGLE, Doubt, Names, block_text, flow, scalar
from rectify.store.yaml_nodes import Composed, Mapping, Node, Scalar, Sequence

_TAIL: Final = r"\ *+(?:(?<![^ \n])\#[^\r\n]*+)?+\r?\n"
_NOT_IN_KEY: Final = r"""\r\n,\[\]{}:?\#&*!|>'"%@`"""
LINE: Final = re.compile(
    rf"""
    (\ *+)((?:-\ ++)?+)                                             # margin; dash
    (?:(                                                            # key
        (?>[^{_NOT_IN_KEY}\ ][^{_NOT_IN_KEY}]*(?<!\ ))|{SINGLE}|{DOUBLE}
    ):(?![^\ \r\n])(\ *+))?+                                        # gap
    (?:
        (?:
            (                                                       # bare text
                {FIRST}[^\r\n:\#]*(?:(?::(?![\ \r\n])|(?<!\ )\#)[^\r\n:\#]*)*(?<!\ )
            )|(                                                     # text in quotes, or brackets
                {SINGLE}|{DOUBLE}|{BRACKETS}
            )
        )?+({_TAIL})                                                # comment and line break
        |([|>]-?)(                                                  # sign of a block text; the block; its margin
            {_TAIL}(?=(\ ++)[^\ \r\n])(?:\10[^\r\n]*+\r?\n|\ *+\r?\n)*+
        )
    )
    |.*\n                                                           # anything else: no part of it
    """,
    re.VERBOSE,
)
"""One line, or a key and its block text; in groups, of which those that are not there are empty."""
CHUNK: Final = 1 << 16
DEEPEST: Final = 20
DASHES: Final = 0.5
"""How much deeper than its dashes a list counts: they may stand in the column of the key above them."""
_USUAL: Final = bytes(code for code in range(256) if code in b"\r\n" or (code >= 0x20 and code != 0x7F))
_RARE: Final = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LEADS: Final = (b"\xc2", b"\xe2\x80", b"\xef\xbb", b"\xef\xbf")
"""What the rare ones begin with, in UTF-8, and few others."""
_new = tuple.__new__  # a NamedTuple's own __new__ takes twice the time, and a register has a million nodes


def read_lines(text: str, chunk: int = CHUNK, start: int = 0) -> Composed | None:
    """What the strict reader makes of a text, which then has no fault; None: ask the strict reader.

    `chunk` is about how many letters are looked at at a time, which changes nothing but the memory it takes; what
    stands before `start` counts for nothing but offsets.
    """
    whole = text if text.endswith("\n") else f"{text}\n"
    try:
        return _Reader(len(text), start).read(whole, chunk)
    except Doubt:
        return None


def look_at_letters(piece: str) -> None:
    """Doubt where there are tabs, or letters that some reader of YAML refuses or takes for a line break."""
    try:
        data = piece.encode()
    except UnicodeEncodeError:
        raise Doubt from None
    if data.translate(None, _USUAL) or (any(map(data.__contains__, _LEADS)) and _RARE.search(piece)):
        raise Doubt


class _Reader:
    """The collections that are open: the innermost in fields, those around it on the stack.

    A key whose value is not on its line has nothing for a value until something deeper follows.
    """

    def __init__(self, size: int, start: int) -> None:
        self._size = size
        self._names = Names()
        self._outside: dict[str, tuple[Any, Node]] = {}
        self._inner: Any = self._outside
        self._column: float = -1
        self._start = 0
        self._name = ""
        self._key: Any = None
        self._is_waiting = True
        self._at = start
        self._end = 0
        self._last_item: int | None = None
        self._stack: list[tuple[Any, float, int, str, Any]] = []

    def read(self, text: str, chunk: int) -> Composed:
        """The nodes of a text that ends with a line break, read in chunks of whole lines."""
        size = chunk
        while self._at < len(text):
            end = text.find("\n", self._at + size) + 1 or len(text)
            look_at_letters(text[self._at : end])
            lines = LINE.findall(text, self._at, end)
            if end < len(text):
                lines.pop()  # it may be a block text that goes on
            size = chunk if lines else size * 2
            self._lines(lines)
        self._close(-1)
        if not self._outside:
            raise Doubt
        return Composed(self._outside[""][1], (), None, self._last_item)

    def _lines(self, lines: list[tuple[str, ...]]) -> None:
        """Read lines one by one; the common ones here, because a register has a million of them."""
        at, names, pairs, column = self._at, self._names, self._inner, self._column
        for line in lines:
            margin, dash, source, gap, plain, other, tail, sign, block, inner = line
            at += len(margin)
            if not source:
                at = self._without_key(at, line)
                column = self._column
                continue
            if dash or len(margin) != column:
                at = self._turn(at, len(margin), len(dash))
                pairs, column = self._inner, self._column
            name, text, style = names[source]
            if name in pairs:
                raise Doubt
            end = at + len(source)
            key = _new(Scalar, (at, end, text, style))
            at = end + 1
            if plain:
                at += len(gap)
                self._end = end = at + len(plain)
                pairs[name] = key, _new(Scalar, (at, end, None if plain in NULLS else plain, ""))
                self._is_waiting = False
                at = end + len(tail)
            elif other or sign:
                at += len(gap)
                pairs[name] = key, self._node(at, other, sign, block, inner)
                at += len(other) + len(tail) + len(sign) + len(block)
            else:
                self._end, self._name, self._key, self._is_waiting = at, name, key, True
                pairs[name] = key, _new(Scalar, (at, at, None, ""))
                at += len(gap) + len(tail)
        self._at = at

    def _without_key(self, at: int, line: Run[str]) -> int:
        """Read an item, a comment or nothing, that stands there; where the next line begins."""
        margin, dash, _, _, plain, other, tail, sign, block, inner = line
        source = plain or other
        if dash:
            self._dash(at, len(margin), len(dash))
            at += len(dash)
            self._inner.append(self._node(at, source, sign, block, inner))
        elif source or not tail:
            raise Doubt
        return at + len(source) + len(tail) + len(sign) + len(block)

    def _node(self, at: int, source: str, sign: str, block: str, inner: str) -> Node:
        """A value that stands there."""
        node: Node
        if sign:
            if len(inner) <= self._column or at + len(sign) + len(block) > self._size:
                raise Doubt
            node = block_text(sign, block, len(inner), at)
        elif not source:
            raise Doubt
        elif source[0] in "[{":
            node = flow(source.rstrip(" "), at, self._names)
            if type(node) is Sequence and node.items and len(self._stack) == 1:
                self._last_item = node.items[-1].start
        else:
            node = scalar(source, at)
        self._end = node.end
        self._is_waiting = False
        return node

    def _turn(self, at: int, margin: int, dash: int) -> int:
        """Make the mapping of the key of this line the innermost collection; where the key stands."""
        if dash:
            self._dash(at, margin, dash)
            at += dash
            self._open({}, margin + dash, at)
        elif margin > self._column:
            self._open({}, margin, at)
        else:
            self._close(margin)
            if self._column != margin:
                raise Doubt
        return at

    def _dash(self, at: int, margin: int, dash: int) -> None:
        """Make the list of the dash that stands there the innermost collection."""
        if self._is_waiting and margin >= self._column:
            self._open([], margin + DASHES, at)
        else:
            self._close(margin + DASHES)
            if self._column != margin + DASHES:
                raise Doubt
            self._is_waiting = True
        if len(self._stack) == 2:
            self._last_item = at + dash

    def _open(self, parts: Any, column: float, at: int) -> None:
        """Begin a collection where a value is waited for."""
        if len(self._stack) > DEEPEST or not self._is_waiting:
            raise Doubt
        self._stack.append((self._inner, self._column, self._start, self._name, self._key))
        self._inner, self._column, self._start = parts, column, at

    def _close(self, margin: float) -> None:
        """End what is deeper than this column; each collection ends with its last value."""
        inner, column, start, stack, end = self._inner, self._column, self._start, self._stack, self._end
        while column > margin:
            node = _new(Mapping if type(inner) is dict else Sequence, (start, end, inner, False))
            inner, column, start, name, key = stack.pop()
            if type(inner) is dict:
                inner[name] = key, node
            else:
                inner.append(node)
        self._inner, self._column, self._start = inner, column, start
