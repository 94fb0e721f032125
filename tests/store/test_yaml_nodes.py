import json
import subprocess
import sys

import pytest
import yaml

from rectify.store.yaml_compose import LOADER, MAX_DEPTH, compose
from rectify.store.yaml_nodes import Lines, Mapping, Node, Scalar, Sequence, data_of, spot
from tests.properties.styled_register import SAFE, Hand, random_issue, seeded

LOADERS = pytest.mark.parametrize("loader", [LOADER, yaml.Loader], ids=["libyaml", "python"])


def node_of(text: str, loader: object = LOADER) -> Node:
    """The root of a text without faults."""
    composed = compose(text, loader)
    assert composed.faults == ()
    assert composed.root is not None
    return composed.root


def at(text: str, *path: str | int) -> str:
    """The characters of the node at a path."""
    node = node_of(text)
    for step in path:
        if isinstance(node, Mapping):
            node = node.pairs[str(step)][1]
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    return text[node.start : node.end]


def faults_of(text: str, loader: object = LOADER) -> list[tuple[int, str]]:
    """Place and sentence of each fault."""
    return [(fault.at, fault.message) for fault in compose(text, loader).faults]


def test_libyaml_is_used_where_it_is_there() -> None:
    """The fast event reader is taken; the other is a fallback."""
    assert yaml.CLoader is LOADER


@LOADERS
def test_scalars_stay_text(loader: object) -> None:
    """No number, no boolean, no date is made of a scalar; only an unquoted nothing is no value."""
    text = "a: 012\nb: no\nc: 2018-12-31\nd: 1_000\ne: ~\nf: null\ng:\nh: '~'\ni: \"\"\nj: 'null'\nk: [1, ]\n"
    assert data_of(node_of(text, loader)) == {
        "a": "012", "b": "no", "c": "2018-12-31", "d": "1_000", "e": None, "f": None, "g": None,
        "h": "~", "i": "", "j": "null", "k": ["1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path", "characters"),
    [
        ("a: x   # c\nb: y\n", ["a"], "x"),
        ("a:\n  b: x  # c\n\n  # more\nd: y\n", ["a"], "b: x"),
        ("a:\n- x\n- y  # c\n# more\n", ["a"], "- x\n- y"),
        ("a: [x, y ,]  # c\n", ["a"], "[x, y ,]"),
        ("a: {b: c,\n d: e}  # c\n", ["a"], "{b: c,\n d: e}"),
        ("a: 'x''y'  \n", ["a"], "'x''y'"),
        ("a: one\n  two  # c\n", ["a"], "one\n  two"),
        ("a:   # c\nb: x\n", ["a"], ""),
        ("𠀀: 甲乙  # c\n", ["𠀀"], "甲乙"),
        ("a: |  # c\n  x\n\n  y\n\n\n# c\nb: z\n", ["a"], "|  # c\n  x\n\n  y"),
        ("a: |+\n  x\n\nb: z\n", ["a"], "|+\n  x\n"),
        ("a: |+\r\n  x\r\n\r\nb: z\r\n", ["a"], "|+\r\n  x\r\n"),
        ("a: >-\n  x\n  y\n", ["a"], ">-\n  x\n  y"),
        ("a: |-\n  x", ["a"], "|-\n  x"),
        ("- a: x\n  b:\n    c: y # c\n\n\n# c\n- d: z\n", [0], "a: x\n  b:\n    c: y"),
    ],
)
def test_a_node_ends_with_its_own_last_character(text: str, path: list[str | int], characters: str) -> None:
    """Comments, blank lines and trailing spaces are outside, in every style."""
    assert at(text, *path) == characters


def test_the_two_readers_make_the_same_nodes() -> None:
    """The Python reader, slower, gives the same nodes as libyaml on files of many hands."""
    for seed in range(60):
        rng = seeded(seed)
        text, _ = Hand(rng).file([random_issue(rng, f"Q-{number}", SAFE) for number in range(2)])
        assert compose(text, LOADER) == compose(text, yaml.Loader)


def test_lines_and_columns_count_from_one() -> None:
    """The place of a character is what an editor shows; a letter outside the first plane is one column."""
    lines = Lines("a\r\n𠀀b\n\nc")
    assert [lines.at(offset) for offset in (0, 3, 4, 6, 7)] == [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]


def test_a_long_or_absent_value_is_looked_for_at_its_key() -> None:
    """A mapping, a list and nothing are shown at their key, a text at itself."""
    root = node_of("a: x\nb:\n  c: y\nd:\n")
    assert isinstance(root, Mapping)
    assert [spot(*pair) for pair in root.pairs.values()] == [3, 5, 15]


@LOADERS
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: x\nb: y\na: z\n", 10, "'a' stands twice: first on line 1, again on line 3"),
        ("é: x\ne\u0301: y\n", 5, "stands twice"),
        ("a: &name x\n", 3, "an anchor (&name)"),
        ("a: &name\n  b: x\n", 3, "an anchor (&name)"),
        ("a: &name [x]\n", 3, "an anchor (&name)"),
        ("a: !!str x\n", 3, "a tag (!!str)"),
        ("a: ! x\n", 3, "a tag (!)"),
        ("a: !own\n  b: c\n", 3, "a tag (!own)"),
        ("<<: {a: b}\n", 0, "a merge key (<<)"),
        ("? [a]\n: b\n", 2, "a key must be a single word"),
        ("{a: b}: c\n", 0, "a key must be a single word"),
        ("{'': b}\n", 1, "a key is missing"),
        ("?\n: b\n", 1, "a key is missing"),
        ("a: b\n---\nc: d\n", 5, "a second document begins here"),
        ("a: b\n...\n---\n", 9, "a second document begins here"),
        ("a: {?b: c}\n", 4, "a ? right before a key"),
        ("a: [?b]\n", 4, "a ? right before a key"),
    ],
)
def test_what_a_register_does_not_use_is_refused(text: str, place: int, words: str, loader: object) -> None:
    """Duplicate keys, anchors, tags, merge keys, lists as keys and second documents are faults with a place."""
    [(found, message)] = faults_of(text, loader)
    assert found == place
    assert words in message


def test_a_comment_right_behind_the_sign_of_a_block_is_refused() -> None:
    """The parser reads it, other readers do not."""
    assert faults_of("a: |# c\n  x\n") == [(4, "a comment right behind | or >")]
    assert faults_of("a: >-2#\n  x\n") == [(6, "a comment right behind | or >")]


def test_an_alias_is_refused_beside_its_anchor() -> None:
    """Both ends of a reference are named."""
    assert [place for place, _ in faults_of("a: &x b\nc: *x\n")] == [3, 11]


def test_a_quoted_merge_key_is_a_key() -> None:
    """In quotes << is a text like any other."""
    assert data_of(node_of("'<<': x\n")) == {"<<": "x"}


@LOADERS
def test_a_syntax_error_ends_the_reading_but_keeps_what_was_found(loader: object) -> None:
    """Faults before the error are still listed, and where the reading broke off is known."""
    composed = compose("a: &x b\na: c\nd: [\n", loader)
    assert [fault.at for fault in composed.faults] == [3, 8, 16]
    assert composed.root is None
    assert composed.broken_at == 16


def test_nothing_at_all_has_no_root() -> None:
    """A text of comments is no node and no fault."""
    composed = compose("# only this\n")
    assert (composed.root, composed.faults, composed.broken_at) == (None, (), None)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 50_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    """A hundred thousand brackets are one fault, at the first that is too deep."""
    [fault] = compose(text).faults
    assert f"more than {MAX_DEPTH} levels" in fault.message


def test_thirty_two_levels_are_read() -> None:
    """The limit itself is allowed."""
    assert compose("[" * MAX_DEPTH + "]" * MAX_DEPTH).faults == ()


def test_an_issue_begun_is_remembered() -> None:
    """Where the last part of a list under a key of the root began is known when the reading breaks off."""
    text = "issues:\n  - a: b\n  - c: [\n"
    assert compose(text).last_item == text.index("c:")


def test_a_scalar_root_is_a_node() -> None:
    """A file of one word is a scalar."""
    assert node_of("word") == Scalar(0, 4, "word", "")


def test_without_libyaml_the_python_reader_is_taken() -> None:
    """Where PyYAML was built without libyaml, the same module reads all the same."""
    code = (
        "import json, yaml; del yaml.CLoader; from rectify.store import yaml_compose as c, yaml_nodes as n;"
        "print(json.dumps([c.LOADER is yaml.Loader, n.data_of(c.compose('a: [no]').root)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [True, {"a": ["no"]}]
