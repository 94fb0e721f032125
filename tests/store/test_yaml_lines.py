from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.make_register import make_register
from rectify.store import yaml_emit
from rectify.store.register_yaml import read_register
from rectify.store.yaml_compose import MAX_DEPTH, compose
from rectify.store.yaml_edit import rewrite
from rectify.store.yaml_lines import read_lines
from rectify.store.yaml_nodes import Composed
from tests.fuzz import readers, yaml_slips, yaml_texts
from tests.properties.styled_register import SAFE, Hand, random_issue, seeded

ROOT = Path(__file__).resolve().parents[2]


def strict(text: str) -> Composed:
    """What the strict reader makes of a text without a fault."""
    composed = compose(text)
    assert composed.faults == ()
    return composed


# --- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["data/issues.yaml", "examples/demo.yaml"])
def test_registers_that_are_kept_are_read(name: str) -> None:
    """The registers of this repository need no strict reader."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert read_lines(text) == strict(text)


def test_a_made_register_is_read_in_chunks() -> None:
    """Every issue of the register that the benchmark measures is read, wherever the chunks are cut."""
    text = "".join(make_register(150))
    whole = strict(text)
    assert [read_lines(text, chunk) == whole for chunk in (1, 99, 5_000, 1 << 16, 1 << 20)] == [True] * 5


def test_what_we_write_is_read() -> None:
    """Whatever the emitter writes, in every style, of every issue, with every text."""
    for seed in range(300):
        rng = seeded(seed)
        text = yaml_texts.emitted(rng)
        assert (seed, read_lines(text)) == (seed, strict(text))


def test_what_we_edit_is_read() -> None:
    """A file of many hands, after an edit of ours, is read when it was before."""
    for seed in range(60):
        rng = seeded(seed)
        file = read_register(Hand(rng).file([random_issue(rng, f"Q-{n}", SAFE) for n in (1, 2)])[0].encode(), "x")
        changed = file.register.by_id["Q-1"].but(title="a: 'b' #c", description="一\n二\n", tags=("x, y", "It's", "no"))
        text = rewrite(file, file.register.with_issue(changed)).file.text
        assert (seed, read_lines(text)) == (seed, strict(text) if read_lines(file.text) else None)


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "a: b\r\nc: |\r\n  d\r\n\r\n  e\r\n\r\n# f\r\ng: >-\r\n  h\r\n  i\r\n",
        "# c\n\n  a: b   # c\n  d:  # c\n  # e\n",
        "a:\n- b\n-   c: d\n    e:\nf:\n    - g  # h\n",
        "- a\n- b: c\n  d:\n    e: f\n- [g]\n- |-\n h\n",
        'a: 12:30\nb: http://x.cn/a#b\nc: -5\nd: x, y] z}\ne: \u3000x\nf: It\'s "so"\n',
        "'a': 'it''s'\n\"b\": \"\\\"\\\\\\n\\t\\r\\0\\e\\x07\\u6c34\\U0001F600\"\n'': x\n"[:-6] + "é: x\n",
        "a: []\nb: {}\nc: [ 'd', \"e\", f ]  # g\nh: {i: j, 'k': [l, {m: n}], o: 12:30, p: It's a#b}\n",
        "a: ~\nb: null\nc: [~, Null]\nd: '~'\ne: {f: NULL}\n",
        "a: >\n  b\n  c\n\n\n  d  \n\n\n",
        "a: |  # c\n     \n"[:-6] + "  b\n    \n   c\n\nd:\n",
        "a: '" + "水" * 5_000 + "'\n",
    ],
)
def test_what_people_keep_is_read_to_the_last_offset(text: str) -> None:
    """Comments, quotes, brackets, block texts, dashes in any column, line ends of Windows."""
    assert read_lines(text) == strict(text)


def test_the_last_begun_part_is_known() -> None:
    """The start of the last part of a list directly under a key of the root, block or brackets, as the strict one."""
    for text in (
        "a:\n  - b: c\n  - d: e\nf: g\n",
        "a: [b, c]\n",
        "- [a, b]\n",
        "a:\n  b:\n    - c\n",
        "a:\n  - b: [c]\n",
    ):
        assert read_lines(text) == strict(text)


# --- what is not ----------------------------------------------------------------------------------

DOUBTFUL = (
    "", "\n", "# c\n", "word\n", "[a]\n", "a:b\n", "---\na: b\n", "a: b\n...\n", "%YAML 1.2\na: b\n", "\ta: b\n",
    "a: b\t# c\n", "a: b\x07\n", "a: b\x85c\n", "a: b\u2028\n", "\ufeffa: b\n", "a: \ufeffb\n", "a: \ud800\n",
    "a: b\uffff\n", "a: b\rc: d\n", "a: &x b\n", "a: *x\n", "a: !x b\n", "a: @x\n", "a: `x\n", "a: %x\n", "a: ?x\n",
    "? a\n: b\n", "a: - b\n", "a: b: c\n", "a: b:\n", "a:\n  b\n", "a: b\n  c\n", "a: 'b\n  c'\n", "a: [b,\n  c]\n",
    "a: 'b' c\n", "a: 'b'c\n", "a: 'b'#c\n", "a: [b]#c\n", "a: [b] c\n", "a: [b]]\n", "a: {b: c}}\n", "{a: b}: c\n",
    "[a]: b\n", "a: b\na: c\n", "é: a\ne\u0301: b\n", "a: {b: c, b: d}\n", "a: {é: c, e\u0301: d}\n",
    "a: {b: [c], 'b': d}\n", "<<: a\n", "~: a\n", "null: a\n", "a: {~: b}\n", "'': a\n", "a: {'': b}\n", "a : b\n",
    "a: {b : c}\n", "a: {b:c}\n", "a: [b: c]\n", "a: {b}\n", "a: {b: }\n", "a: [b, ]\n", "a: [, b]\n", "a: [b,, c]\n",
    "a: {b: c, }\n", "a: [b c: d]\n", "a: [b\n", "a: [b}\n", "a: {b: c]\n", "a: [?b]\n", "a: [b?]\n", "a: [b:]\n",
    "a: [[b]: c]\n", "a: {b: {c}}\n", "a: {[b]: c}\n", "a: {b: [c] d: e}\n", "a: [[b] c]\n", "a: [{b: c}, ]\n",
    "a: {b: [c], }\n", "a: [#b]\n", "a: |+\n  b\n", "a: |2\n  b\n", "a: |#c\n  b\n", "a: |\nb: c\n", "a: |\n\n  b\n",
    "a: |\n  b", "a: >\n  b\n   c\n", "a:\n  b: |\n  c\n", "- |\nb\n", "a: |\n", "- - a\n", "-\n  a: b\n", "- # c\n",
    "- a\nb: c\n", "a: b\n- c\n", "a:\n  b: c\n d: e\n", "a: b\n  c: d\n", "  a: b\nc: d\n", "a:\n  - b\n  c: d\n",
    "a:\n  - b\n - c\n", "- a\n  b: c\n", 'a: "\\q"\n', 'a: "\\x4"\n', 'a: "\\ud800"\n', 'a: "\\U00110000"\n',
    'a: "\\/"\n', "k" * 301 + ": a\n", "-a: b\n", ".a: b\n", "... a: b\n", "=a: b\n", "a: {.b: c}\n", "a: {b:c: d}\n",
    "a: >-\n", "a: [b] # c\rd\n",
)  # fmt: skip
"""What the line reader leaves to the strict one, be it right or wrong."""


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_is_not_certain_is_left_to_the_strict_reader(text: str) -> None:
    """No nodes and no fault: the strict reader decides."""
    assert read_lines(text) is None


def test_depth_is_left_to_the_strict_reader_before_its_limit() -> None:
    """Mappings below mappings, and brackets in brackets, are read some levels deep, and never as deep as the limit."""
    depths = range(1, MAX_DEPTH + 9)
    for deepest, texts in (
        (21, ["".join(f"{' ' * level}a:\n" for level in range(depth)) for depth in depths]),
        (8, [f"a: {'[' * depth}{']' * depth}\n" for depth in depths]),
        (8, [f"a: {'{a: ' * depth}b{'}' * depth}\n" for depth in depths]),
    ):
        assert [read_lines(text) for text in texts[:deepest]] == [strict(text) for text in texts[:deepest]]
        assert not any(map(read_lines, texts[deepest:]))


@pytest.mark.parametrize(
    "text",
    [
        "a: " + " " * 300_000 + "b: c\n",
        "a: x" + " y#" * 100_000 + ": c\n",
        "a: [" + "b, " * 100_000 + "\n",
        "a: [b" + " " * 300_000 + ":]\n",
        "a: [" + '"\\",' * 100_000 + "]\n",
        "x " * 150_000 + "\n",
        "a: '" + "''" * 150_000 + "\n",
        "- " * 150_000 + "\n",
        "a:\n" * 100_000,
        "a: |\n" + "  b\n" * 100_000 + " c\n",
        "#" * 300_000 + "\n",
    ],
)
def test_long_lines_are_left_alone_at_once(text: str) -> None:
    """A hostile line of any length costs no more than it is long: this would not end if its square were asked for."""
    assert read_lines(text) is None


# --- both readers ---------------------------------------------------------------------------------

FOUND = (
    "k: NULL\nz: ", "a: é\ufeff\n", "'d': \x96", "r: \ne: ''''", "o: >\n '\n  i\n", "- > #\n : \n",
    "- n: |\n   7\n   s:\n", "- >\n u", "g: '' #\n s:", "e: \ns:\n- d", "    e: \n    s: [注]", '- "\\ud800"\n- z',
    "甲é: b\n甲e\u0301:", "- {<<: {}}", "k: {a: ,,b: c}", "e: 测\nt: `", "- 癸 #", "e: e:\nd:", "- {e: 改,f: 4}#\n",
    "甲: [b:]", "- n:\n  'no': [", "s: [山,注]", "a: |\n  x\n      \n", "a: |\n  x\n      \n\n  y\n     ",
    "a: >-\n  x\n      \n",
)  # fmt: skip
"""The smallest texts on which a line reader differs that lacks one of its rules; each rule was taken away once."""


@pytest.mark.parametrize("text", FOUND)
def test_where_a_rule_was_needed_both_readers_agree(text: str) -> None:
    """Both make the same nodes, or the strict one is asked."""
    assert not readers.differs(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**40))
def test_mutants_make_no_difference(seed: int) -> None:
    """A few thousand of the mutants that `make fuzz` goes on with, of every origin; about a quarter is accepted."""
    assert list(readers.differences(Random(seed), 25, set(), Counter())) == []  # noqa: S311 - seeded, no secrets


def test_many_mutants_are_accepted() -> None:
    """The comparison is not empty: of every origin, some mutants are accepted."""
    told: Counter[str] = Counter()
    for seed in range(60):
        assert list(readers.differences(Random(seed), 20, set(), told)) == []  # noqa: S311 - seeded, no secrets
    assert all(told[name] > 2 for name in yaml_texts.SOURCES)
    assert told["made"] * 0.8 > told["accepted"] > told["made"] * 0.15


def test_a_difference_is_seen_and_made_small() -> None:
    """Another offset, another order of keys or a fault is a difference; the smallest text keeps what makes it one."""
    one = strict("a: b\nc: d\n")
    other = strict("c: b\na: d\n")
    assert not readers.same(one, strict("a: b\nc:  d\n"))
    assert not readers.same(one, None)
    assert not readers.same(one._replace(root=other.root), one)
    assert readers.same(one, strict("a: b\nc: d\n"))
    assert readers.smallest("some text with a ` in it", lambda text: "`" in text) == "`"


def test_slips_reach_every_class_of_letters() -> None:
    """All that Unicode has, among it what YAML refuses."""
    assert {"\x00", "\x85", "\u2028", "\ufeff", "\ud800", "\u3000", "水"} & set(yaml_slips.letters()) >= {
        "\x85",
        "\ud800",
    }
    assert len(yaml_slips.letters()) > 150


def test_a_style_is_no_hindrance() -> None:
    """Lists in the column of their key, steps of four, line ends of Windows."""
    plain = {
        "format": 1,
        "issues": yaml_emit.Spaced([{"id": "A", "tags": ["x" * 60, "y" * 60], "units": {"lead": "甲"}}]),
    }
    for style in (yaml_emit.Style("\n", 2, 0), yaml_emit.Style("\r\n", 4, 4), yaml_emit.Style("\n", 4, 2)):
        text = yaml_emit.pairs(plain, 0, style) + style.eol
        assert read_lines(text) == strict(text)
