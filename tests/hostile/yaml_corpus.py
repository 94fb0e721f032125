"""Small YAML documents, made of every construct in every position; written by a grammar of our own.

A construct that registers do not use names the words of its refusal. What becomes of the others is not
said here: two other readers are asked.
"""

from collections.abc import Iterator
from typing import NamedTuple

COLLECTION_KEY = "a key must be a single word"
NO_KEY = "a key is missing"


class Place(NamedTuple):
    """Where a construct is put: the text around it, the column of its further lines, and whether it is a key."""

    text: str
    column: int
    is_key: bool = False
    is_flow: bool = False


class Document(NamedTuple):
    """One document: its text, and the words of its refusal when registers do not use such a thing."""

    name: str
    text: str
    refusal: str | None
    place: Place
    source: str


PLACES = {
    "root": Place("@\n", 0),
    "root behind a mark": Place("--- @\n", 1),
    "value": Place("k: @\n", 1),
    "value before a key": Place("k: @\nz: y\n", 1),
    "value on its own line": Place("k:\n  @\nz: y\n", 2),
    "value behind two spaces": Place("k:  @\n", 2),
    "value before a comment": Place("# c\nk: @ # c\n", 2),
    "value before an end mark": Place("k: @\n...\n", 1),
    "item": Place("- @\n", 2),
    "item between items": Place("- a\n- @\n- z\n", 2),
    "item under its key": Place("k:\n- @\n- z\n", 2),
    "item in an item": Place("- - @\n  - z\n", 4),
    "nested value": Place("a:\n  b:\n    - c: @\n      d: e\n", 8),
    "value in braces": Place("k: {a: @, b: c}\n", 2, is_flow=True),
    "last in braces": Place("{a: b, c: @}\n", 1, is_flow=True),
    "item in brackets": Place("[x, @, y]\n", 1, is_flow=True),
    "only item in brackets": Place("k: [@]\n", 2, is_flow=True),
    "key": Place("@: v\n", 0, is_key=True),
    "second key": Place("a: b\n@: v\n", 0, is_key=True),
    "nested key": Place("- a:\n    @: v\n", 4, is_key=True),
    "long key": Place("? @\n: v\n", 2, is_key=True),
    "key in braces": Place("{@: a}\n", 2, is_key=True, is_flow=True),
    "title of the header": Place("format: 1\nregister:\n  title: @\nissues: []\n", 4),
    "note of an issue": Place("format: 1\nissues:\n  - id: A\n    notes: @\n    title: t\n    status: open\n", 6),
}

PLAIN = (
    "word", "two words", "整改 方案", "a:b", "a: b", "a #b", "a#b", "-a", "- a", "?a", "? a", ":a", ": a", "a:", "a,b",
    "a, b", "a]", "a}", "#a", "%a", "@a", "`a", "a\\b", "a'b", 'a"b', "🙂", "e\u0301", "中：文", "a\u3000", "\u3000a",
    "a\u00a0b", "\u200ba", "a\u202eb", "--- a", "---", "...", "---a", "-", "--", "?", ":", "a\nb", "a\n\nb", "a\n b",
    "a\n# c\nb", "no", "012", "1e3", "0x1F", "0o7", "1_000", ".inf", "-.INF", ".nan", "=", "2018-12-31", "1:30", "+1",
    "~", "null", "Null", "NULL", "", "true", "False", "a\n---\nb", "a\n...\nb", "x" * 1025, "a" * 200 + " b",
)  # fmt: skip
QUOTED = (
    "''", "'a'", "'a''b'", "'a\nb'", "'a\n\nb'", "'a # b: c'", "' a '", "'\\n'", "'a", "'a' b", "'a': b", "'a':b",
    "'---'", "'\n---\na'", '""', '"a"', '"a\\nb"', '"\\x41\\u4e2d\\U0001F600"', '"\\q"', '"\\x4"', '"\\u12"', '"\\/"',
    '"\\_\\N\\L\\P"', '"\\0\\a\\b\\e\\f\\v\\t\\r"', '"a\\\nb"', '"a\n  b"', '"a\n\n b"', '"a \\\n  b"', '"a', '"a" b',
    '"a": b', '"a":b', '"\n---\na"', '"\\ "', '"\\\t"', '"# no comment"', '"\\U00110000"', '"' + "x" * 1025 + '"',
)  # fmt: skip
BLOCKS = (
    "|\na", "|\na\nb\n", "|-\na\nb", "|+\na\n\n", "|2\n  a", "|1\n a\n  b", "|9\na", "|0\na", "|-1\n a", "|1-\n a",
    "|--\na", "|22\na", "| x\na", "|  # c\na", "|\n\n a\nb", "|\n  a\n b", "|\na\n\n\n", "|\n# a\n- b: c", "|\na: b\n",
    ">\na\nb\n\nc", ">-\na\n  b\nc", ">+\na\n\n", ">2\n  a", ">\n\na", ">\n- a\n- b", ">-\n", ">\na\n\n\nb", "> a",
)  # fmt: skip
FLOWS = (
    "[]", "[a, b]", "[a, ]", "[a, b, ]", "[,]", "[a,,b]", "[a b]", "[a: b]", "[? a : b]", "[[a], [b]]", "[a", "[[a]",
    "[a\nb]", "[a,\nb]", "[a, # c\nb]", "[a, 'b', \"c\"]", "[- a]", "[a]]", "[a] b", "[#a]", "[a, #b\n]", "[~, null, ]",
    "{}", "{a}", "{a, b}", "{a: }", "{a: b}", "{a: b, }", "{a: b,, c: d}", "{a:b}", '{"a":b}', "{'a': b}",
    "{a: {b: c}}", "{a: [b, {c: d}]}", "{a:\nb}", "{a: b", "{a: b}}", "{? a : b}", "{? a}", "{a: b, # c\nc: d}",
    "{a: b} c", "{: b}",
)  # fmt: skip
NESTED = (
    "- a\n- b", "-\n- a", "- - a", "- a: b\n  c: d", "a: b\nc: d", "a: b\n c: d", "a:\n- b\n- c", "a:\n  b:\n    c: d",
    "a: - b", "a: b: c", "? a\n: b", "? a\n:  - b\n   - c", "?  a", "a:\n\n  b", "a: # c\n  b", "-\n\n  a",
    "- # c\n  a", "a : b", "a:\n b\n c", "- a\n -b", "-  a\n   b", "a: 'b\n  c'", "a: |\n  b\nc: d",
    "a: [b,\n  c]\nd: e",
)  # fmt: skip
UNUSED = {
    "&a b": "an anchor (&a)", "&a": "an anchor (&a)", "&a [b]": "an anchor (&a)", "&a {b: c}": "an anchor (&a)",
    "&甲 b": "an anchor (&", "*a": "an alias (*a)", "[*a]": "an alias (*a)", "[&a b, *a]": "an alias (*a)",
    "!a b": "a tag (!a)", "!!str b": "a tag (!!str)", "!<tag:x,2000:y> b": "a tag (!<tag:x,2000:y>)",
    "! b": "a tag (!)", "!!binary aGk=": "a tag (!!binary)", "!!map {a: b}": "a tag (!!map)",
    "!!set {a}": "a tag (!!set)",
    "{<<: {a: b}}": "a merge key (<<)", "{<<: [{a: b}, {c: d}]}": "a merge key (<<)", "{a: b, a: c}": "stands twice",
    "{a: b, 'a': c}": "stands twice", '{"a": b, a: }': "stands twice", "{[a]: b}": COLLECTION_KEY,
    "{{a: b}: c}": COLLECTION_KEY, "[[a]: b]": COLLECTION_KEY, "{? [a] : b}": COLLECTION_KEY, "{'': a}": NO_KEY,
    "{?a: b}": "a ? right before a key", "[?a]": "a ? right before a key", "|# c\na": "a comment right behind | or >",
    "<<: {a: b}": "a merge key (<<)", "a: b\na: c": "stands twice", "? [a]\n: b": COLLECTION_KEY,
    "? - a\n: b": COLLECTION_KEY, "? a: b\n: c": COLLECTION_KEY, "- a: b\n  a: c": "stands twice",
    '"\\ud800"': "a character that does not exist",
}  # fmt: skip
"""What YAML has and a register does not use, with the words of its refusal."""
WHOLE = {
    "a\n---\nb": None,
    "%YAML 1.2\n---\na: b\n": None,
    "%YAML 1.1\n---\na: b\n": None,
    "%YAML 3.0\n---\na: b\n": None,
    "%TAG ! tag:x,2000:\n---\na: b\n": None,
    "%FOO\n---\na: b\n": "an order to the YAML reader",
    "%YAML 1.2\na: b\n": None,
    "---\n": None,
    "---\n---\n": "a second document",
    "a: b\n---\nc: d\n": "a second document",
    "a: b\n...\n---\nc: d\n": "a second document",
    "a: b\n...\nc: d\n": None,
    "...\n": None,
    "# c\n": None,
    "\n\n": None,
    "a: b\n...\n# c\n": None,
    "---\na: b\n...\n": None,
    "a: b\n--- # c\n": "a second document",
    "a: b\n c: d\n": None,
    " a: b\n": None,
    " a: b\nc: d\n": None,
    "a: b\n\tc: d\n": None,
    "\ta: b\n": None,
    "a:\n\t- b\n": None,
    "- a\n - b\n": None,
    "a:\n  - b\n - c\n": None,
    "a:\n- b\nc\n": None,
    "- a\nb: c\n": None,
}
"""Whole documents: marks, directives, and slips of indentation."""


def documents() -> Iterator[Document]:
    """Every construct in every position, then the whole documents."""
    for name, place in PLACES.items():
        for source in (*PLAIN, *QUOTED, *BLOCKS, *FLOWS, *NESTED, *UNUSED):
            text = place.text.replace("@", source.replace("\n", "\n" + " " * place.column))
            yield Document(f"{name}: {source}", text, UNUSED.get(source), place, source)
    for text, refusal in WHOLE.items():
        yield Document(f"whole: {text}", text, refusal, PLACES["root"], text)
