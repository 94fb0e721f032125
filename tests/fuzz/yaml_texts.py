"""YAML of every origin: registers that are kept, made, written by many hands and by us, and documents grown wild."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

from bench.make_register import make_register
from rectify.model.issue import Issue
from rectify.store import yaml_emit
from tests.fuzz.mutants import hostile_text
from tests.hostile.yaml_corpus import documents
from tests.properties.styled_register import SAFE, Hand, random_issue

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("id", "title", "k", "units", "甲", "null", "'q'", '"d"', "a b", "~", "no", "e\u0301", "é")
BITS = (
    "甲川", "word", "two words", "12:30", "http://x.cn/a#b", "a#b", "'it''s'", "''", '""', '"a\\"b"', '"\\u6c34\\x07"',
    '"\\ud800"', '"\\U00110000"', "'a'#b", "[a]#b", "[a, b]", "[]", "{}", "{a: b, c: 'd'}", "[a, [b, {c: d}]]",
    "[ a , b ]", "{ a: b }", "['a, b', \"c: d\"]", "-5", "~", "null", "Null", "NULL", "2026-01-01", "a, b] c", "x:y",
    "a  b", "", "[a,]", "\u3000x", "\xa0", "🙂", "3、a", "{a: 12:30}", "a'b", 'a"b', "[a'b, c#d]",
    "{a: b'c, 'd': \"e\"}", "a: b", "[a: b]",
)  # fmt: skip


@cache
def kept() -> tuple[tuple[str, ...], ...]:
    """The registers of this repository, cut into what stands before the issues and the issues."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("data/issues.yaml", "examples/demo.yaml")]
    return tuple(tuple(text.replace("\n  - id:", "\0  - id:").split("\0")) for text in texts)


@cache
def corpus() -> tuple[str, ...]:
    """Small documents of every construct in every position."""
    return tuple(document.text for document in documents())


def _kept(rng: Random) -> str:
    head, *issues = rng.choice(kept())
    start = rng.choice(("format: 1\nissues:", "issues:", head[:400].rpartition("\n")[0] + "\nissues:"))
    return start + "\n" + "\n".join(rng.choices(issues, k=rng.choice((1, 1, 1, 2)))) + "\n"


def _measured(rng: Random) -> str:
    return "".join(make_register(rng.choice((1, 1, 1, 2)), rng.randrange(10**9)))


def _issue(rng: Random, number: int) -> Issue:
    """A random issue, as a rule with texts that some reader takes for something else."""
    hostile = tuple(text for text in (hostile_text(rng), hostile_text(rng)) if text.strip())
    try:
        return random_issue(rng, f"Q-{number}", (*SAFE, *hostile))
    except ValueError:  # the model takes less than YAML can hold
        return random_issue(rng, f"Q-{number}", SAFE)


def _by_hand(rng: Random) -> str:
    return Hand(rng).file([_issue(rng, 1)])[0]


def emitted(rng: Random) -> str:
    """A register as we write it, with the habits of one file or another."""
    style = yaml_emit.Style(rng.choice(("\n", "\n", "\r\n")), rng.choice((2, 4)), rng.choice((0, 2, 4)))
    plain = {"format": 1, "issues": yaml_emit.Spaced(_issue(rng, number).plain() for number in range(2))}
    return yaml_emit.pairs(plain, 0, style) + style.eol


def _corpus(rng: Random) -> str:
    return rng.choice(corpus())


def _grown(rng: Random) -> str:
    eol = rng.choice(("\n", "\n", "\n", "\r\n"))
    return (
        "".join(line + eol for line in _mapping(rng, 0, 3))
        if rng.random() < 0.9
        else "".join(line + eol for line in _list(rng, rng.randrange(3), 2))
    )


def _mapping(rng: Random, column: int, deeper: int) -> Iterator[str]:
    for key in rng.sample(FIELDS, rng.randrange(1, 4)):
        yield from _noise(rng, column)
        start = " " * column + key + ":"
        kind = rng.random()
        if kind < 0.2 and deeper:
            yield start + rng.choice(("", " ", "  # c"))
            yield from _mapping(rng, column + rng.choice((1, 2, 2, 4)), deeper - 1)
        elif kind < 0.4 and deeper:
            yield start + rng.choice(("", " # c"))
            yield from _list(rng, column + rng.choice((0, 1, 2, 2, 4)), deeper - 1)
        elif kind < 0.55:
            yield from _block(rng, start, column)
        else:
            yield start + " " * rng.choice((1, 1, 1, 3)) + rng.choice(BITS) + rng.choice(("", "", " ", "  # c", " #"))


def _list(rng: Random, column: int, deeper: int) -> Iterator[str]:
    for _ in range(rng.randrange(1, 4)):
        yield from _noise(rng, column)
        dash = "-" + " " * rng.choice((1, 1, 1, 3))
        kind = rng.random()
        if kind < 0.4 and deeper:
            first, *more = list(_mapping(rng, column + len(dash), deeper - 1))
            while first.lstrip(" ")[:1] in ("#", "") and more:
                first, *more = more
            yield " " * column + dash + first.lstrip(" ")
            yield from more
        elif kind < 0.5:
            yield from _block(rng, " " * column + dash.rstrip(), column)
        else:
            yield " " * column + dash + rng.choice(BITS) + rng.choice(("", "", " ", "  # c"))


def _block(rng: Random, start: str, column: int) -> Iterator[str]:
    yield start + " " + rng.choice(("|", "|-", ">", ">-", "|", ">-", "|+", "|2")) + rng.choice(("", "", " ", "  # c"))
    margin = column + rng.choice((1, 2, 2, 4))
    for _ in range(rng.randrange(1, 5)):
        more = rng.choice((0, 0, 0, 0, 0, 0, 1, 3, -1))
        yield " " * (margin + more) + rng.choice((*BITS, "# no comment", "k: v", "- x", "x  ", "", "---"))


def _noise(rng: Random, column: int) -> Iterator[str]:
    if rng.random() < 0.15:
        yield rng.choice(("", "  ", "# c", " " * column + "# 注 'x", " " * (column + 2) + "#", " # [", "#"))


SOURCES: dict[str, Callable[[Random], str]] = {
    "kept": _kept, "measured": _measured, "by hand": _by_hand, "emitted": emitted, "corpus": _corpus, "grown": _grown,
}  # fmt: skip


def some_text(rng: Random) -> tuple[str, str]:
    """An origin and a text of it."""
    name = rng.choice(tuple(SOURCES))
    return name, SOURCES[name](rng)
