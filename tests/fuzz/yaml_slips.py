"""Slips in YAML: signs and letters of every class put in, lines moved and indented, texts cut and spliced."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from tests.fuzz.mutants import SCRAPS, WORDS, bent_text
from tests.fuzz.yaml_texts import BITS, some_text

SIGNS = " \n:#-'\"[]{},|>&*!?%@`~=<.\\\r\t0aé水"
"""What YAML takes for a sign, and what stands for all other letters."""


@cache
def letters() -> tuple[str, ...]:
    """Letters of every class of Unicode, a few of each, and those at the edges of what YAML may hold."""
    found: dict[str, list[str]] = {}
    for code in range(0x10FFFF):
        found.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    some = [letter for kind in sorted(found) for letter in (*found[kind][:3], *found[kind][-2:])]
    return (
        *some,
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA1)),
        *"\u2027\u2028\u2029\ufeff\ufffe\uffff\ud800\U00010000",
    )


def _put_sign(rng: Random, text: str, at: int) -> str:
    return text[:at] + rng.choice(SIGNS) + text[at + rng.choice((0, 0, 1, 1, 2)) :]


def _put_letter(rng: Random, text: str, at: int) -> str:
    return text[:at] + rng.choice(letters()) + text[at + rng.randrange(2) :]


def _put_scrap(rng: Random, text: str, at: int) -> str:
    return text[:at] + rng.choice((*SCRAPS, *WORDS, *BITS)) + text[at + rng.choice((0, 0, 1, 5)) :]


def _leave_out(rng: Random, text: str, at: int) -> str:
    return text[:at] + text[at + rng.choice((1, 1, 2, 3, rng.randrange(1, 60))) :]


def _swap(rng: Random, text: str, at: int) -> str:
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _double(rng: Random, text: str, at: int) -> str:
    other = rng.randrange(len(text) + 1)
    return text[:at] + text[other : other + rng.randrange(1, 80)] + text[at:]


def _lengthen(rng: Random, text: str, at: int) -> str:
    return text[:at] + rng.choice("a 水'x.") * rng.choice((30, 290, 310, 1020, 1030)) + text[at:]


def _indent(rng: Random, text: str, at: int) -> str:
    """Some lines from here on further in or out."""
    lines = text.split("\n")
    first = text.count("\n", 0, at)
    shift = rng.choice((-4, -2, -1, 1, 2, 4))
    for number in range(first, min(first + rng.choice((1, 1, 2, 5)), len(lines))):
        line = lines[number]
        lines[number] = " " * shift + line if shift > 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]
    return "\n".join(lines)


def _move_line(rng: Random, text: str, at: int) -> str:
    """A line gone, doubled, moved, emptied, or with its line end changed."""
    lines = text.split("\n")
    number = text.count("\n", 0, at)
    line = lines[number]
    kind = rng.randrange(6)
    if kind in (0, 1, 2):
        del lines[number]
    if kind in (1, 2):
        lines.insert(rng.randrange(len(lines) + 1), line)
    elif kind == 3:
        lines.insert(number, rng.choice(("", "  ", "#", "    # c", line)))
    elif kind == 4:
        lines[number] = line.partition(":")[0] + ":" + rng.choice(("", " ", " ~"))
    elif kind == 5:
        lines[number] = line.removesuffix("\r") if line.endswith("\r") else f"{line}\r"
    return "\n".join(lines)


def _end(rng: Random, text: str, at: int) -> str:
    return text[:at] if rng.random() < 0.3 else text.rstrip("\n") if rng.random() < 0.6 else f"{text}\n \n"


def _bend(rng: Random, text: str, at: int) -> str:
    return bent_text(rng, text, most=1)


def _splice(rng: Random, text: str, at: int) -> str:
    """The beginning of one text, the end of another, at the start of lines."""
    other = some_text(rng)[1]
    return text[: text.rfind("\n", 0, at) + 1] + other[other.find("\n", rng.randrange(len(other))) + 1 :]


SLIPS: tuple[Callable[[Random, str, int], str], ...] = (
    _put_sign, _put_sign, _put_sign, _put_sign, _put_letter, _put_letter, _put_scrap, _put_scrap, _leave_out,
    _leave_out, _swap, _double, _lengthen, _indent, _indent, _move_line, _move_line, _end, _bend, _splice,
)  # fmt: skip


def mutants(rng: Random, count: int) -> Iterator[tuple[str, str]]:
    """So many mutants of one text, with its origin."""
    name, text = some_text(rng)
    for _ in range(count):
        bent = text
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            bent = rng.choice(SLIPS)(rng, bent, rng.randrange(len(bent) + 1)) or " "
        yield name, bent
