"""THE DISK: what the YAML reader stumbled over, in words a clerk understands.

The reader's own messages name its inner states; here each becomes a sentence and a hint, at the
place where the writer's hand slipped. Letters that look right and are not are looked for first.
"""

import re
from typing import TYPE_CHECKING

from rectify.store.yaml_flaws import Fault, is_look_alike, letter_name

if TYPE_CHECKING:
    import yaml

_LONGEST_KEY = 80
_KEY_WIDE_COLON = re.compile(r"[ \t]*(?:- +)*\w{1,64}[ \u3000\xa0]*：")
_KEY_STRANGE_SPACE = re.compile(r"[ \t]*(?:- +)*[A-Za-z_]{1,64}:(?=[^ \t\r\x21-\x7e])")
_KEY_NO_SPACE = re.compile(r"[ \t]*(?:- +)*[A-Za-z_]{1,64}:(?=[^\s/:])")

_COLON_HINT = "write `key: value`, and quote a text that holds ': ' or ' #'"
_LEVEL_HINT = "begin it in the same column as its neighbours; quote a text that begins with - [ { ' \" & * ! | > % @"
_WORDS = (
    ("found a tab character", "a tab where only spaces may stand", "indent with spaces"),
    ("could not find expected ':'", "this line has no `: ` after its key", _COLON_HINT),
    ("mapping values are not allowed", "a second `: ` in one line, or a wrong indentation", _COLON_HINT),
    ("block sequence entries are not allowed", "a `- ` where no list can begin", "begin the list on a line of its own"),
    ("mapping keys are not allowed", "a `? ` where no key can stand", "quote a text that begins with ?"),
    ("cannot start any token", "a character that no plain value may begin with", "put the value in quotes"),
    ("unexpected end of stream", "this quotation mark is never closed", "close it with the same mark"),
    ("unexpected document", "`---` or `...` inside a quoted text", "close the quotation mark before it"),
    ("unknown escape character", "no such escape in double quotes", "write \\\\ for a backslash, or use single quotes"),
    ("hexdecimal number", "an escape with too few hexadecimal digits", "write \\xHH or \\uHHHH"),
    ("hexadecimal numbers", "an escape with too few hexadecimal digits", "write \\xHH or \\uHHHH"),
    (
        "invalid Unicode character",
        "an escape for a character that does not exist",
        "write \\uHHHH or \\UHHHHHHHH of one that does",
    ),
    ("expected ',' or ']'", "this list lacks a comma or its closing ]", "write [a, b, c]"),
    ("expected ',' or '}'", "this mapping lacks a comma or its closing }", "write {key: value, key: value}"),
    ("expected <block end>", "this does not continue what stands above it", _LEVEL_HINT),
    ("did not find expected key", "this does not continue the mapping above it", _LEVEL_HINT),
    ("did not find expected '-'", "this does not continue the list above it", _LEVEL_HINT),
    ("node content", "a value is missing here, or begins with a sign that YAML keeps for itself", "put it in quotes"),
    (
        "expected the node",
        "a value is missing here, or begins with a sign that YAML keeps for itself",
        "put it in quotes",
    ),
    ("indentation indicator", "the number after | or > is wrong", "leave the number out"),
    (
        "document start",
        "something stands where the file should have ended",
        "a register is one mapping with format, register and issues",
    ),
    ("unexpected ':'", "a ':' inside a plain value between brackets", "put the value in quotes"),
    ("tag handle", "tags (!) are not used in a register", "delete the tag"),
    ("while scanning a tag", "tags (!) are not used in a register", "put a text that begins with ! in quotes"),
    ("while scanning an anchor", "anchors (&) are not used in a register", "put a text that begins with & in quotes"),
    ("while scanning an alias", "aliases (*) are not used in a register", "put a text that begins with * in quotes"),
    ("directive", "a line that begins with % is an order to the YAML reader", "delete it, or indent it"),
    ("incompatible YAML", "this file asks for another version of YAML", "delete the %YAML line"),
    ("did not find expected comment or line break", "only a comment may follow here", "move the text to the next line"),
    ("chomping or indentation", "only a comment may follow here", "move the text to the next line"),
)
# What the reader was about when it fell tells more than where it fell, for these.
_AT_CONTEXT = ("could not find expected ':'", "unexpected end of stream", "expected ',' or")


def explain(error: "yaml.YAMLError", text: str) -> Fault:
    """What a syntax error of the YAML reader means, and where."""
    import yaml

    if not isinstance(error, yaml.MarkedYAMLError) or error.problem is None:
        at = getattr(error, "position", 0)
        return Fault(min(at, len(text)), "the YAML reader cannot go on here", None)
    problem = str(error.problem)
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in problem for words in _AT_CONTEXT):
        mark = error.context_mark
    at = _not_past_the_end(mark.index if mark else 0, text)
    return _strange_letters(text, at) or _in_words(f"{error.context or ''}: {problem}", at)


def wide_colon_hint(value: str | None) -> str | None:
    """A hint when a text looks like a key and a value with a full-width colon between them."""
    if value and _KEY_WIDE_COLON.match(value):
        return "the full-width colon ： (U+FF1A) separates nothing; write a plain `: ` instead"
    return None


def _not_past_the_end(at: int, text: str) -> int:
    """The end of the last line with something in it, for an error at the end of the file."""
    return min(at, max(len(text.rstrip()) - 1, 0))


def _strange_letters(text: str, at: int) -> Fault | None:
    """The likeliest slip on the line of the error, or on the one before it."""
    start = text.rfind("\n", 0, at) + 1
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    for begin in dict.fromkeys((start, before)):
        end = text.find("\n", begin)
        line = text[begin : end if end >= 0 else len(text)]
        if fault := _in_indent(line, begin) or _after_key(line, begin) or _in_key(line, begin):
            return fault
    return None


def _in_indent(line: str, begin: int) -> Fault | None:
    for column, letter in enumerate(line):
        if letter == "\t":
            return Fault(begin + column, "a tab in the indentation", "indent with spaces")
        if letter != " ":
            if letter in "\r：" or not is_look_alike(letter):
                return None
            return Fault(begin + column, f"the line is indented with {letter_name(letter)}", "indent with plain spaces")
    return None


def _after_key(line: str, begin: int) -> Fault | None:
    if found := _KEY_WIDE_COLON.match(line):
        message = "the full-width colon ： (U+FF1A) does not separate a key from its value"
        return Fault(begin + found.end() - 1, message, "write a plain colon and a space: `key: value`")
    if found := _KEY_STRANGE_SPACE.match(line):
        letter = line[found.end()]
        what = letter_name(letter) if is_look_alike(letter) else repr(letter)
        return Fault(begin + found.end(), f"{what} where a space must follow the colon", "write `key: value`")
    if found := _KEY_NO_SPACE.match(line):
        return Fault(begin + found.end(), "no space after the colon", "write `key: value`")
    return None


def _in_key(line: str, begin: int) -> Fault | None:
    """An invisible letter in what stands before the first colon."""
    key, colon, _ = line.partition(":")
    if not colon or "#" in key or len(key) > _LONGEST_KEY:
        return None
    for column, letter in enumerate(key):
        if letter not in "\t：" and is_look_alike(letter):
            return Fault(begin + column, f"{letter_name(letter)} stands in or beside a key", "delete or replace it")
    return None


def _in_words(problem: str, at: int) -> Fault:
    for words, message, hint in _WORDS:
        if words in problem:
            return Fault(at, message, hint)
    return Fault(at, "this is not YAML as a register is written", "compare it with the lines around it")
