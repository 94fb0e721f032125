"""THE DISK: nodes made from YAML's event stream, strictly and within bounds.

- Never `yaml.compose`, which dies on deep nesting: nodes are made here, at most 32 levels deep.
- Scalars stay text; only an unquoted nothing, `~` or `null` is no value.
- Refused, with its place: duplicate keys, anchors, aliases, tags, merge keys, second documents,
  keys that are no single value, and what readers of YAML 1.1 and 1.2 differ on (`{?a: b}`, `|#`).
  A syntax error ends the reading; what was found before it stays.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from rectify.store.yaml_flaws import Fault, quoted, shortened
from rectify.store.yaml_nodes import Composed, Lines, Mapping, Node, Scalar, Sequence, after_colon
from rectify.store.yaml_syntax import explain

MAX_DEPTH = 32
LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_NO_KEY = ("a key is missing before the colon", "write `key: value`")
_BLANK_TAIL = re.compile(r"(?:\r?\n[ \t]*)+\Z")
_TIGHT_COMMENT = re.compile(r"[|>][-+0-9]*#")


class _TooDeep(Exception):
    """The nesting is refused; the fault has been noted."""


def compose(text: str, loader: Any = LOADER) -> Composed:
    """The nodes of a text that `read_letters` let pass; `loader` is any event reader of PyYAML."""
    return _Composer(text, loader).compose()


def _end_of(event: Any) -> int:
    return int(event.end_mark.index)


class _Composer:
    """Makes nodes of events. The two loops are spelt out: a register has a million events."""

    def __init__(self, text: str, loader: Any) -> None:
        self._text = text
        self._loader = loader(text)
        self._next: Callable[[], Any] = self._loader.get_event
        self._faults: list[Fault] = []
        self._broken_at: int | None = None
        self._last_item: int | None = None
        self._lines: Lines | None = None

    def compose(self) -> Composed:
        root: Node | None = None
        try:
            self._next()
            if type(self._next()) is not StreamEndEvent:
                root = self._node(self._next(), 0)
                self._next()
                self._only_document(self._next())
        except yaml.YAMLError as error:
            self._stumble(error)
        except _TooDeep:
            pass
        finally:
            self._loader.dispose()
        return Composed(root, tuple(self._faults), self._broken_at, self._last_item)

    def _stumble(self, error: yaml.YAMLError) -> None:
        """Note a syntax error, and how far the reader had come; at the end of the file that says nothing."""
        fault = explain(error, self._text)
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else 0
        self._faults.append(fault)
        self._broken_at = max(fault.at, at) if at < len(self._text.rstrip()) else fault.at

    def _node(self, event: Any, depth: int) -> Node:
        if type(event) is ScalarEvent:
            return self._scalar(event)
        at: int = event.start_mark.index
        if depth > MAX_DEPTH:
            self._faults.append(Fault(at, f"nested more than {MAX_DEPTH} levels deep", "an issue needs five"))
            self._broken_at = at
            raise _TooDeep
        if type(event) is MappingStartEvent:
            return self._mapping(event, depth)
        return self._sequence(event, depth) if type(event) is SequenceStartEvent else self._alias(event)

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        start, end, text, style = event.start_mark.index, event.end_mark.index, event.value, event.style or ""
        if not style:
            return Scalar(start, end, None if text in _NULLS else text, "")
        if style in "|>":
            end = self._block_end(start, end)
        return Scalar(start, end, text, style)

    def _block_end(self, start: int, end: int) -> int:
        """The end of a block text: with its blank last lines only where they belong to it (+)."""
        block = self._text[start:end]
        if tight := _TIGHT_COMMENT.match(block):
            self._faults.append(Fault(start + tight.end() - 1, "a comment right behind | or >", "put a space before #"))
        if "+" in block.split("\n", 1)[0].split("#", 1)[0]:
            return end - len(block) + len(block.removesuffix("\n").removesuffix("\r"))
        found = _BLANK_TAIL.search(block)
        return start + found.start() if found else end

    def _sequence(self, event: Any, depth: int) -> Sequence:
        self._decorated(event)
        items: list[Node] = []
        while type(part := self._next()) is not SequenceEndEvent:
            if depth == 1:
                self._last_item = part.start_mark.index
            items.append(self._node(part, depth + 1))
        flow = bool(event.flow_style)
        end = _end_of(part) if flow else items[-1].end
        return Sequence(event.start_mark.index, end, items, flow)

    def _mapping(self, event: Any, depth: int) -> Mapping:
        self._decorated(event)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        end = event.end_mark.index
        read, scalar = self._next, self._scalar
        while type(part := read()) is not MappingEndEvent:
            key = scalar(part) if type(part) is ScalarEvent else self._node(part, depth + 1)
            part = read()
            value = scalar(part) if type(part) is ScalarEvent else self._node(part, depth + 1)
            if isinstance(value, Scalar) and value.text is None and value.start == value.end:
                value = self._nothing(key)
            end = value.end
            if isinstance(key, Scalar) and (name := self._key(key, pairs)) is not None:
                pairs.setdefault(name, (key, value))
            elif not isinstance(key, Scalar):
                hint = "put it in quotes"
                self._faults.append(Fault(key.start, "a key must be a single word, not a list or a mapping", hint))
        flow = bool(event.flow_style)
        return Mapping(event.start_mark.index, _end_of(part) if flow else end, pairs, flow)

    def _nothing(self, key: Node) -> Scalar:
        """A value that is not there: right behind the colon, wherever the reader says it is."""
        at = after_colon(self._text, key) or key.end
        return Scalar(at, at, None, "")

    def _alias(self, event: Any) -> Scalar:
        message = f"an alias (*{shortened(event.anchor)}); a register repeats itself rather than point elsewhere"
        self._faults.append(Fault(event.start_mark.index, message, "write the value out, or put the text in quotes"))
        return Scalar(event.start_mark.index, event.end_mark.index, f"*{event.anchor}", "*")

    def _decorated(self, event: Any) -> None:
        at = event.start_mark.index
        if event.anchor is not None:
            self._faults.append(
                Fault(at, f"an anchor (&{shortened(event.anchor)})", "delete it, or put the text in quotes")
            )
        if event.tag is not None:
            tag = self._text[at : event.end_mark.index].split()[0] if event.end_mark.index > at else event.tag
            self._faults.append(Fault(at, f"a tag ({shortened(tag)})", "delete it, or put the text in quotes"))

    def _key(self, key: Scalar, pairs: dict[str, tuple[Scalar, Node]]) -> str | None:
        """The name of a key, or None when it cannot be one."""
        name = key.text
        if (
            key.end > key.start and self._text[key.start - 1 : key.start] == "?"
        ):  # readers of YAML 1.1 drop it, those of 1.2 do not
            self._faults.append(Fault(key.start - 1, "a ? right before a key", "put the key in quotes, with its ?"))
            return None
        if name is None:
            name = self._text[key.start : key.end]
        if not name or (name == "<<" and not key.style):
            message, hint = ("a merge key (<<)", "write the keys out") if name else _NO_KEY
            self._faults.append(Fault(key.start, message, hint))
            return None
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)
        if name in pairs:
            self._twice(name, pairs[name][0], key)
        return name

    def _twice(self, name: str, first: Scalar, second: Scalar) -> None:
        lines = self._lines = self._lines or Lines(self._text)
        where = f"first on line {lines.at(first.start)[0]}, again on line {lines.at(second.start)[0]}"
        self._faults.append(Fault(second.start, f"the key {quoted(name)} stands twice: {where}", "keep one of them"))

    def _only_document(self, event: Any) -> None:
        if isinstance(event, DocumentStartEvent):
            at = event.start_mark.index if event.start_mark else 0
            message = "a second document begins here (---); a register is one document"
            self._faults.append(Fault(at, message, "delete the line, or the rest of the file"))
