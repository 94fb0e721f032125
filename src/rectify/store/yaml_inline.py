"""THE DISK: what stands on one line of YAML, read for the line reader: names of keys, quoted texts, brackets.

Only what is plainly right is read; all else is a doubt, and the strict reader is asked.
"""

import re
import unicodedata
from collections.abc import Iterator

from rectify.store.yaml_nodes import Mapping, Node, Scalar, Sequence

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
SINGLE = r"'[^'\r\n]*+(?:''[^'\r\n]*+)*+'"
DOUBLE = r'"(?:[^"\\\r\n]++|\\[^\r\n])*+"'
FIRST = r"""(?:[^ \r\n\-?:,\[\]{}#&*!|>'"%@`]|-(?=[0-9]))"""
"""How a text without quotes may begin; a `-` only as the sign of a number."""
_IN_PLAIN = r"[^\r\n,\[\]{}:?#]*"
_PLAIN = rf"(?>{FIRST}{_IN_PLAIN}(?:(?::(?=[0-9A-Za-z/])|(?<! )#){_IN_PLAIN})*(?<! ))"
_SIGNS = r"\ ,\[\]{}:"
_IN_BRACKETS = rf"""[{_SIGNS}]++|[^{_SIGNS}\#'"\r\n][^,\[\]{{}}:\#\r\n]*+|(?<![{_SIGNS}])\#|{SINGLE}|{DOUBLE}"""
BRACKETS = rf"[\[{{](?:{_IN_BRACKETS})*+"
"""What may be a list or a mapping in brackets, with the spaces behind it; `flow` judges it."""
_WORD = f"{_PLAIN}|{SINGLE}|{DOUBLE}"
_ITEM = re.compile(rf"([\[,] *+)({_WORD})( *+)(?=[,\]])")
_PAIR = re.compile(rf"([{{,] *+)({_WORD})(:\ ++)({_WORD})( *+)(?=[,}}])")
_TOKEN = re.compile(rf"( *+)(?:([\[\]{{}},])|({_WORD})((?::\ ++)?+))|(?s:.+)")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPES = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\0": "\0", "\\e": "\x1b"}
_FOLDED = re.compile(r"\n+")
_LONGEST_KEY = 300
_DEEPEST = 8
_Token = tuple[int, str, str, str]
_new = tuple.__new__  # a NamedTuple's own __new__ is twice as slow, and a register has a million nodes


class Doubt(Exception):
    """This is for the strict reader; it says nothing about whether it is right."""


class Names(dict[str, tuple[str, str, str]]):
    """By a key as it is written: its name, its text and its style; what may be no key is a doubt."""

    def __missing__(self, source: str) -> tuple[str, str, str]:
        style, text = "", source
        if source[0] in "'\"":
            style, text = source[0], unquoted(source)
        elif source in NULLS or source[0] in "-.<=" or ":" in source:
            raise Doubt
        if not text or len(source) > _LONGEST_KEY:
            raise Doubt
        self[source] = found = (text if text.isascii() else unicodedata.normalize("NFC", text), text, style)
        return found


def unquoted(source: str) -> str:
    """The text of a text in quotes."""
    text = source[1:-1]
    if source[0] == "'":
        return text.replace("''", "'")
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    source = found[0]
    if (letter := _ESCAPES.get(source)) is not None:
        return letter
    code = int(source[2:], 16) if len(source) > 2 else -1
    if code < 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        raise Doubt
    return chr(code)


def scalar(source: str, at: int) -> Scalar:
    """A value on one line, in quotes or bare, that stands there."""
    style = source[0]
    if style in "'\"":
        return _new(Scalar, (at, at + len(source), unquoted(source), style))
    return _new(Scalar, (at, at + len(source), None if source in NULLS else source, ""))


def flow(source: str, at: int, names: Names) -> Node:
    """A list or a mapping in brackets; `source` begins with its bracket and ends with it."""
    if flat := _flat_list(source, at) if source[0] == "[" else _flat_mapping(source, at, names):
        return flat
    tokens = _tokens(source, at)
    node = _value(next(tokens), tokens, names, _DEEPEST)
    if node.end != at + len(source):
        raise Doubt
    return node


def _flat_list(source: str, at: int) -> Node | None:
    """A list of words, in a third of the time; None for what may be another thing."""
    start, items = at, []
    for lead, word, gap in _ITEM.findall(source):
        at += len(lead)
        items.append(scalar(word, at))
        at += len(word) + len(gap)
    if at + 1 != start + len(source) or source[-1] != "]":
        return None
    return _new(Sequence, (start, at + 1, items, True))


def _flat_mapping(source: str, at: int, names: Names) -> Node | None:
    """A mapping of words, in a third of the time; None for what may be another thing."""
    start, pairs = at, {}
    for lead, name, colon, word, gap in _PAIR.findall(source):
        at += len(lead)
        key, text, style = names[name]
        if key in pairs:
            return None
        end = at + len(name)
        value = scalar(word, end + len(colon))
        pairs[key] = _new(Scalar, (at, end, text, style)), value
        at = value[1] + len(gap)
    if at + 1 != start + len(source) or source[-1] != "}":
        return None
    return _new(Mapping, (start, at + 1, pairs, True))


def _tokens(source: str, at: int) -> Iterator[_Token]:
    """Where each stands, and what it is: a bracket or a comma; else a word, and its colon if it is a key."""
    for gap, sign, word, colon in _TOKEN.findall(source):
        at += len(gap)
        yield at, sign, word, colon
        at += len(sign) + len(word) + len(colon)
    raise Doubt


def _value(token: _Token, tokens: Iterator[_Token], names: Names, deepest: int) -> Node:
    at, sign, word, colon = token
    if word and not colon:
        return scalar(word, at)
    if not deepest:
        raise Doubt
    if sign == "{":
        return _mapping(at, tokens, names, deepest - 1)
    if sign == "[":
        return _list(at, tokens, names, deepest - 1)
    raise Doubt


def _list(start: int, tokens: Iterator[_Token], names: Names, deepest: int) -> Sequence:
    items: list[Node] = []
    token = next(tokens)
    while items or token[1] != "]":
        items.append(_value(token, tokens, names, deepest))
        token = next(tokens)
        if token[1] == "]":
            break
        if token[1] != ",":
            raise Doubt
        token = next(tokens)
    return _new(Sequence, (start, token[0] + 1, items, True))


def _mapping(start: int, tokens: Iterator[_Token], names: Names, deepest: int) -> Mapping:
    pairs: dict[str, tuple[Scalar, Node]] = {}
    token = next(tokens)
    while pairs or token[1] != "}":
        at, _, word, colon = token
        if not colon:
            raise Doubt
        name, text, style = names[word]
        if name in pairs:
            raise Doubt
        key = _new(Scalar, (at, at + len(word), text, style))
        pairs[name] = key, _value(next(tokens), tokens, names, deepest)
        token = next(tokens)
        if token[1] == "}":
            break
        if token[1] != ",":
            raise Doubt
        token = next(tokens)
    return _new(Mapping, (start, token[0] + 1, pairs, True))


def block_text(sign: str, block: str, margin: int, start: int) -> Scalar:
    """The text of a block whose lines begin behind that margin; `block` is all that follows its sign."""
    kept = len(block.rstrip(" \r\n"))
    end = start + len(sign) + kept + len(block[kept:]) - len(block[kept:].lstrip(" "))
    lines = [line[margin:] for line in block.replace("\r\n", "\n").split("\n")[1:-1]]
    text = "\n".join(lines).rstrip("\n")
    if sign[0] == ">":
        if any(line.startswith(" ") for line in lines):
            raise Doubt
        text = _FOLDED.sub(_folded, text)
    return _new(Scalar, (start, end, text if len(sign) > 1 else f"{text}\n", sign[0]))


def _folded(found: re.Match[str]) -> str:
    return found[0][1:] or " "
