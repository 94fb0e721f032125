"""Mutants: good files, lines and words with slips of a hand, a disk, an editor or an attacker in them; seeded."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

SCRAPS = (
    "\t", "\n", "\r", "\r\n", ": ", "- ", "[", "{", "}", "]", '"', "'", "&a ", "*a", "!!x ", "|", ">", "|+\n", "#",
    " #", "：", "\u3000", "\x00", "\x1b[2J", "\x07", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\xa0",
    "<<: *a\n", "---\n", "...\n", "%YAML 1.1\n", "? ", "?", "- id: Q-1\n", "~", "null", "  ", "`", "@", ",", "\\",
    "\\x", "0x1F", "NaN", "1e999", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n", "🙂", "e\u0301", "x"*300, "\ud7ff",
    "\U0010ffff", "=cmd|' '!A0", "{{x}}",
)  # fmt: skip
BYTES = (b"\x00", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xed\xa0\x80", b"\x80", b"\xe9", b"\r", b"\0" * 64)
WORDS = (
    "no", "012", "1e3", "0x1F", "1_000", ".inf", "~", "=", "<<", "1:30", "2018-12-31", "2026-02-30", "on", "null",
    "true", "- a", "a: b", "a #b", "#a", "[a", "{a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a'", '"a"',
    "a\nb", "a\n\nb\n", " a\nb ", "a\n ", "\ta", "a\r\nb", "\x1b]0;x\x07", "\u202e甲", "\u2028", "\ufeff", "🙂",
    "e\u0301", "整改方案", "---", "...", "? a", "?a", "-", ":", "a:", "\\", "\\n", "$HOME `id`", "../x", "=1+1",
    "[bold]x", "{0} %s", "\x00", "-1", "9"*40,
)  # fmt: skip
"""Texts that some reader, shell or screen takes for something else."""


def hostile_text(rng: Random) -> str:
    """A word of the list, or a few scraps."""
    if rng.random() < 0.6:
        return rng.choice(WORDS)
    return "".join(rng.choice((*SCRAPS, *WORDS)) for _ in range(rng.randrange(1, 4)))


def bent_text(rng: Random, text: str, most: int = 5) -> str:
    """A text with one slip or more: something put in, left out, doubled, moved."""
    for _ in range(rng.randrange(1, most + 1)):
        text = rng.choice(_SLIPS)(rng, text)
    return text


def bent_bytes(rng: Random, data: bytes) -> bytes:
    """Bytes with slips: of the text, of single bytes, of the encoding, of the end."""
    kind = rng.random()
    if kind < 0.7:
        return bent_text(rng, data.decode()).encode("utf-8", "surrogatepass")
    if kind < 0.9:
        at = rng.randrange(len(data) + 1)
        return data[:at] + rng.choice(BYTES) + data[at + rng.randrange(3) :]
    if kind < 0.95:
        return data[: rng.randrange(len(data) + 1)]
    return data.decode().encode(rng.choice(("gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")), "replace")


def bent_json(rng: Random, line: str) -> str:
    """A JSON line with a value changed, a key gone or doubled; else with slips of its text."""
    if rng.random() < 0.4:
        return bent_text(rng, line)
    data = json.loads(line)
    _bend_value(rng, data)
    return json.dumps(data, ensure_ascii=rng.random() < 0.5, separators=(",", ":"))


def _bend_value(rng: Random, value: Any) -> None:
    """Change one thing somewhere in a value, in place."""
    while isinstance(value, dict | list) and value:
        key: Any = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
        inner = value[key]
        if isinstance(inner, dict | list) and inner and rng.random() < 0.7:
            value = inner
            continue
        if rng.random() < 0.2:
            del value[key]
        else:
            value[key] = rng.choice(
                (None, True, -1, 10**30, 1.5, "", [], {}, [None], {"a": 1}, hostile_text(rng), inner)
            )
        return


def _put_in(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice((*SCRAPS, hostile_text(rng))) + text[at:]


def _leave_out(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randrange(1, 30) :]


def _double(rng: Random, text: str) -> str:
    at, other = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
    return text[:at] + text[other : other + rng.randrange(1, 120)] + text[at:]


def _change_value(rng: Random, text: str) -> str:
    """Another text behind a colon, as it stands: where a person forgets the quotes."""
    lines = text.split("\n")
    number = rng.randrange(len(lines))
    key, colon, _ = lines[number].partition(": ")
    lines[number] = key + colon + hostile_text(rng) if colon else lines[number]
    return "\n".join(lines)


def _change_lines(rng: Random, text: str) -> str:
    """A line indented, moved, doubled or gone."""
    lines = text.split("\n")
    number, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        lines[number] = rng.choice((" ", "  ", "\t", "\u3000")) + lines[number]
    elif kind == 1:
        lines[number] = lines[number][rng.randrange(1, 3) :]
    elif kind == 2:
        lines[number], lines[other] = lines[other], lines[number]
    elif kind == 3:
        lines.insert(other, lines[number])
    else:
        del lines[number]
    return "\n".join(lines)


def _change_ends(rng: Random, text: str) -> str:
    """Other line ends, none at the end, more of them, or marks of a document."""
    kind = rng.randrange(6)
    ends = (
        text.replace("\n", "\r\n"),
        text.rstrip("\n"),
        text + "\n\n",
        f"---\n{text}",
        f"{text}...\n",
        f"\ufeff{text}",
    )
    return ends[kind]


_SLIPS: Sequence[Callable[[Random, str], str]] = (
    _put_in, _put_in, _leave_out, _double, _change_value, _change_value, _change_lines, _change_ends,
)  # fmt: skip
