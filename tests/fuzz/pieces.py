"""Registers read in pieces, against the whole strict reading: what is accepted piece by piece is the very same."""

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from random import Random

from rectify.errors import InvalidRegister
from rectify.model.names import RESERVED_ID
from rectify.store.blocks import Doubt
from rectify.store.cache_build import Building, Built
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.yaml_layout import habits
from tests.fuzz.mutants import bent_bytes, bent_text
from tests.properties.styled_register import SAFE, Hand, random_issue

SIZES = (1, 2, 3, 64)
TEXTS = (*SAFE, "- id: Q-9", "  - id: Q-9\n  - id: Q-8", "issues:\n- id: x", "a\n- b", "x:\n\n\n  - y", "---", "...\nx")
LINES = (
    "- id: Q-9", "  - id: Q-9", "    - id: Q-9", "  - x", "- x", "  -", "-", "  - - x", "  - ? a", "? issues", ": x",
    "issues:", "issues: []", "register:", "register: {title: x}", "register:\n    people:\n      - name: 甲",
    "format: 1", "foo: x", "foo:\n  - x", "---", "...", "%YAML 1.2", "--- x", "# c", "  # c", "   # c", "      # c",
    "\t# c", "\t", "  \t", "   ", "", '"', "'", "x\"", "x'", "]", "}", "x", "  x", "    x", "    notes: \"a",
    "    notes: 'a", "    notes: |", "    notes: |+", "    notes: >-", "    notes: |1", "    notes: |2", "    notes:",
    "    notes: [a", "    notes: {a", "    tags: [a,", "    ? notes", "    : x", "    notes: &a x", "    notes: *a",
    "    notes: !!str x", "<<<<<<< HEAD", "=======", ">>>>>>> b", "\ufeff# c", "\x85", "\u2028", "\u2029", "# \u2028",
    "  - {id: Q-8, title: x, status: open}", "  - {id: Q-1, title: x, status: open}",
    "  - {id: q-1, title: x, status: open}", "- {id: q-2, title: x, status: open}", "\r", "    custom:\n      a: |\n",
    "    units:\n       lead: x", "    tags:\n    - x", "    tags:\n       - x",
)  # fmt: skip
"""Lines that begin something, end something, or only look so."""


def in_pieces(data: bytes, size: int) -> tuple[Building, list[Built]] | None:
    """A register read in pieces of so many issues; None where it is to be read whole."""
    try:
        building = Building(data, size=size, is_shared=False)
        return building, list(building.pieces())
    except Doubt:
        return None


def compare(data: bytes, sizes: Iterable[int] = SIZES) -> bool:
    """Whether bytes are read in pieces of each size.

    Raises:
        AssertionError: they are, and the whole strict reading refuses them or reads something else.
    """
    found = {size: in_pieces(data, size) for size in sizes}
    accepted = [one for one in found.values() if one]
    if accepted:
        are_the_same(data, accepted)
    return len(accepted) == len(found)


def are_the_same(data: bytes, accepted: list[tuple[Building, list[Built]]]) -> None:
    """Hold what was read in pieces to the whole strict reading of the same bytes.

    Raises:
        AssertionError: something differs.
    """
    try:
        file = read_register(data, "x.yaml")
    except InvalidRegister as error:
        raise AssertionError(f"read whole, it is refused: {error.details}") from None
    rows = [
        json.dumps(issue.data(), ensure_ascii=False, separators=(",", ":")).encode() for issue in file.register.issues
    ]
    for building, pieces in accepted:
        assert [row for piece in pieces for row in piece.rows] == rows
        assert [id_ for piece in pieces for id_ in piece.ids] == list(file.register.ids)
        assert (building.header, building.style) == (file.register.header, habits(file.text, file.root))
        assert building.digest == sha256(data).hexdigest()
        _are_cut_at_issues(data, building, pieces, file)


def _are_cut_at_issues(data: bytes, building: Building, pieces: list[Built], file: RegisterFile) -> None:
    """Each cut is the line of the issue that it is said to be of, and nothing of the list is left out."""
    lines = [file.text.rfind("\n", 0, node.start) + 1 for id_, node in file.nodes.items() if id_ != RESERVED_ID]
    assert [len(data[:start].decode()) for start in building.cuts.starts] == lines
    assert [piece.start for piece in pieces] == [building.cuts.first, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == building.cuts.end
    assert all(piece.sha256 == sha256(data[piece.start : piece.end]).digest() for piece in pieces)


def some_register(rng: Random) -> str:
    """A register as some hand wrote it, with texts that look like what pieces are cut at."""
    issues = [random_issue(rng, f"Q-{number}", TEXTS) for number in range(rng.randrange(1, 6))]
    return Hand(rng).file(issues)[0]


def bent_register(rng: Random, text: str = "") -> bytes:
    """A register, most often with one slip or two, as often as not where pieces may be cut."""
    text = text or some_register(rng)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        text = rng.choice(_SLIPS)(rng, text)
    if rng.random() < 0.05:
        return bent_bytes(rng, text.encode(errors="replace"))
    return text.encode(errors="surrogatepass")


def _with_line(rng: Random, text: str) -> str:
    """One of the lines put in anywhere, in the column of another list as often as not."""
    lines = text.split("\n")
    at = rng.randrange(len(lines) + 1)
    return "\n".join((*lines[:at], " " * rng.choice((0, 0, 2)) + rng.choice(LINES), *lines[at:]))


def _moved(rng: Random, text: str) -> str:
    """Some lines further in, or further out, or all of the list."""
    lines = text.split("\n")
    first = rng.randrange(len(lines))
    last = first + rng.choice((1, 2, 5, len(lines)))
    by = rng.choice((-4, -2, -1, 1, 2))
    moved = [
        " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines[first:last]
    ]
    return "\n".join((*lines[:first], *moved, *lines[last:]))


def _joined(rng: Random, text: str) -> str:
    """A quotation, a bracket or a text that begins in one line and may end in another."""
    lines = text.split("\n")
    sign = rng.choice(('"', "'", "[", "{", "|", "# "))
    for at in sorted(rng.randrange(len(lines)) for _ in range(2)):
        key, colon, value = lines[at].partition(": ")
        lines[at] = rng.choice((f"{key}{colon}{sign}{value}", f"{lines[at]}{sign}", f"{sign}{lines[at]}"))
        sign = {"[": "]", "{": "}"}.get(sign, sign)
    return "\n".join(lines)


_SLIPS: Sequence[Callable[[Random, str], str]] = (
    _with_line, _with_line, _moved, _joined, lambda rng, text: bent_text(rng, text, 1),
)  # fmt: skip
