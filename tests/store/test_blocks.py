import mmap
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from rectify.model.header import Header
from rectify.store.blocks import Cuts, Doubt, Hand, cuts, read_frame, read_items, starts_in
from rectify.store.register_yaml import read_register
from rectify.store.yaml_emit import Style
from rectify.store.yaml_flaws import read_letters
from rectify.store.yaml_layout import habits
from tests.hostile.registers import GOOD, HEAD, ISSUE

SECOND = ISSUE.replace("Q-1", "Q-2")
THIRD = ISSUE.replace("Q-1", "Q-3")
USUAL = Hand(2, b"\n")
WINDOWS = Hand(2, b"\r\n")
FLAT = Hand(0, b"\n")


def cut(text: str) -> list[str]:
    """A file in pieces: the head, each issue, the tail."""
    data = text.encode()
    found = cuts(data)
    return [data[start:end].decode() for start, end in pairwise([0, *found.starts, found.end, len(data)])]


# --- cuts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        [HEAD, ISSUE, SECOND, ""],
        [HEAD, ISSUE + "\n  # of the first\n# too\n\n", SECOND + "# at the end\n", ""],
        ["issues:  # all\n  # the first\n\n", ISSUE, SECOND, "register:\n  title: x\nformat: 1\n"],
        ["---\nformat: 1\nissues:\n", "- id: Q-1\n  title: x\n", "- id: Q-2\n  title: x\n", "...\n"],
        ["format: 1\r\nissues: # x\r\n", "      - id: Q-1\r\n\r\n", "      - id: Q-2\r\n", ""],
        [HEAD, ISSUE + '    notes: "x\n', '  - y\n z"\n', ""],
        [HEAD, ISSUE.rstrip(), ""],
        [HEAD, ISSUE + "    tags:\n      - x\n    - y\n", SECOND, ""],
    ],
)
def test_a_file_is_cut_where_issues_seem_to_begin(parts: list[str]) -> None:
    """Blank lines and comments belong to what stands above; a text that looks like an issue is cut too."""
    assert cut("".join(parts)) == parts


def test_cuts_say_how_the_list_is_written() -> None:
    """The column of the dashes and the line break, whatever stands behind `issues:`."""
    assert cuts(GOOD.encode()).hand == USUAL
    assert cuts(b"issues: # x\r\n- id: Q-1\r\n").hand == Hand(0, b"\r\n")
    assert (USUAL.dash, FLAT.dash) == (b"  - ", b"- ")


def test_issues_are_put_together_in_blocks() -> None:
    """Each block is start, end and number of issues; the last has what is left."""
    found = cuts((HEAD + ISSUE + SECOND + THIRD).encode())
    size = len(ISSUE.encode())
    assert [(start - found.first, end - found.first, count) for start, end, count in found.blocks(2)] == [
        (0, 2 * size, 2),
        (2 * size, 3 * size, 1),
    ]
    assert list(found.blocks()) == [(found.first, found.end, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format: 1\n",
        f"\ufeff{GOOD}",
        "format: 1\nissues: []\n",
        "format: 1\nissues:\n",
        "format: 1\nissues: [{id: Q-1}]\n",
        "{format: 1, issues: [{id: Q-1}]}",
        "format: 1\n issues:\n  - id: Q-1\n",
        "format: 1\n'issues':\n  - id: Q-1\n",
        "format: 1\n? issues\n:\n  - id: Q-1\n",
        "format: 1\nissues: |\n  x\n",
        "format: 1\nissues:\n\t- id: Q-1\n",
        "format: 1\nissues:\n  -\tid: Q-1\n",
        "format: 1\nissues:\n  -\n    id: Q-1\n",
        f"{GOOD}- id: Q-2\n",
        f"{GOOD}---\n",
        f"{GOOD}\t# x\n",
        "#" * (1 << 20) + f"\n{GOOD}",
        f"{GOOD}    notes: {'x' * (1 << 20)}\n{SECOND}",
    ],
)
def test_what_is_unusual_is_a_doubt(text: str) -> None:
    """No block list under a bare `issues:` in the first column, a mark at the beginning, a very long line."""
    with pytest.raises(Doubt):
        cuts(text.encode())


def test_a_big_file_is_looked_at_in_parts(tmp_path: Path) -> None:
    """Wherever the parts meet, every issue is found, by bytes as by a map of the file."""
    lines = [f"  - id: Q-{number}\n    title: {'题' * (number % 97)}\n" for number in range(20_000)]
    text = HEAD + "".join(lines) + "register:\n  title: x\n"
    (tmp_path / "x").write_bytes(text.encode())
    with (tmp_path / "x").open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        for found in (cuts(text.encode()), cuts(mapped)):
            ends = [*found.starts[1:], found.end]
            sizes = [end - start for start, end in zip(found.starts, ends, strict=True)]
            assert sizes == [len(line.encode()) for line in lines]


def test_a_piece_is_cut_as_the_file_was() -> None:
    """What stands between two known places is cut by its own lines; what does not belong there is a doubt."""
    assert list(starts_in((ISSUE + SECOND).encode(), USUAL)) == [0, len(ISSUE.encode())]
    for piece in (b"", b"# x\n" + ISSUE.encode(), b"    notes: x\n", ISSUE.encode() + b"register:\n", b"- id: Q\n"):
        with pytest.raises(Doubt):
            starts_in(piece, USUAL)


# --- pieces -----------------------------------------------------------------------------------


def test_a_piece_is_read_as_in_its_file() -> None:
    """The same issues, whatever the column and the line ends."""
    issues = list(read_register((GOOD + SECOND).encode(), "x").register.issues)
    assert read_items((ISSUE + SECOND).encode(), USUAL) == issues
    assert read_items((ISSUE + SECOND).replace("\n", "\r\n").encode(), WINDOWS) == issues
    flat = "".join(line[2:] for line in (ISSUE + SECOND).splitlines(keepends=True))
    assert read_items(flat.encode(), FLAT) == issues


def test_rare_letters_that_are_no_fault_are_read() -> None:
    """What may be refused is looked at as the whole reading looks at it."""
    [issue] = read_items(f"{ISSUE}    notes: a\xa0b \ufeff x <<<<<<< y\n".encode(), USUAL)
    assert issue.notes == "a\xa0b \ufeff x <<<<<<< y"


def test_the_last_line_may_lack_its_break() -> None:
    """Only where the file ends, and the text of a block ends there as it does in the file."""
    piece = f"{ISSUE}    notes: |\n      x"
    [issue] = read_items(piece.encode(), USUAL, is_last=True)
    assert issue.notes == "x"
    with pytest.raises(Doubt):
        read_items(piece.encode(), USUAL)


@pytest.mark.parametrize(
    "more",
    [
        "    notes: 'x\n", '    notes: "x\n', "    tags: [x\n", "    units: {lead: x\n", "    ? notes\n    :\n  x\n",
        "  x\n", "x\n", "foo: x\n", "format: 1\n", "issues: []\n", "...\n", "---\n", "--- x\n", "    notes: &a x\n",
        "    notes: *a\n", "    notes: !!str x\n", "    statuss: x\n", "    percent: 101\n", "    title: x\n",
        "    notes: a\x07b\n", "    notes: a\x85b\n", "    notes: a\u2028b\n", "    notes: a\uffffb\n", "\ufeff# x\n",
        "    notes: a\rb\n", "\r\n", "<<<<<<< HEAD\n", ">>>>>>> x\n", SECOND.replace("Q-2", "q-1"), ISSUE, "  - x\n",
        "foo: x", "  - - x\n", "  -\n    id: Q-2\n", "  - # x\n    id: Q-2\n", "    - id: Q-2\n", " - id: Q-2\n",
    ],
)  # fmt: skip
def test_a_piece_with_a_fault_is_a_doubt(more: str) -> None:
    """Whatever is left open, ends the list, is refused or judged faulty."""
    piece = (ISSUE + more).encode()
    assert read_items(ISSUE.encode(), USUAL)
    with pytest.raises(Doubt):
        read_items(piece, USUAL, is_last=True)


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        b"\n",
        b"# x\n",
        b"# x\n" + ISSUE.encode(),
        b"\xff\n",
        ISSUE.encode()[:-20] + b"\xe9\n",
        ISSUE.encode("utf-16"),
    ],
)
def test_a_piece_that_is_none_is_a_doubt(piece: bytes) -> None:
    """Nothing, comments, another encoding."""
    with pytest.raises(Doubt):
        read_items(piece, USUAL, is_last=True)


@pytest.mark.parametrize("hand", [FLAT, Hand(4, b"\n"), WINDOWS])
def test_a_piece_of_another_hand_is_a_doubt(hand: Hand) -> None:
    """Another column or another line break than the rest of the file."""
    with pytest.raises(Doubt):
        read_items(ISSUE.encode(), hand)


def test_no_letter_is_let_through_that_the_whole_reading_refuses() -> None:
    """Every letter up to U+FFFF is looked at, alone in a comment."""
    refused = [
        letter for code in range(0x10000) if (letter := chr(code)) not in _HALVES and _is_refused(f"# a{letter}b\n")
    ]
    assert len(refused) > 60
    for letter in refused:
        with pytest.raises(Doubt):
            read_items(f"{ISSUE}# a{letter}b\n".encode(), USUAL)


def _is_refused(text: str) -> bool:
    return bool(read_letters(text.encode(), "x").faults)


_HALVES = frozenset(map(chr, range(0xD800, 0xE000)))


# --- the frame --------------------------------------------------------------------------------


def framed(text: str) -> tuple[Header, Style, int]:
    """The header and the habits of a file, and how many of its issues were looked at for them."""
    data, found = text.encode(), cuts(text.encode())
    taken: list[bytes] = []

    def pieces(found: Cuts) -> Iterator[bytes]:
        for start, end, _ in found.blocks(1):
            taken.append(data[start:end])
            yield taken[-1]

    header, style = read_frame(data[: found.first], data[found.end :], found.hand, pieces(found))
    return header, style, len(taken)


NESTED = "    units:\n       lead: x\n"
LISTED = "    tags:\n    - x\n"
BEFORE = f"format: 1\nregister:\n  policy:\n     profile: simple\nissues:\n{ISSUE}"
BEHIND = "register:\n  policy:\n     profile: simple\n  id_prefix: Q-\n"


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        (GOOD, 1),
        (GOOD + SECOND + THIRD, 3),
        (GOOD + NESTED + LISTED + SECOND + THIRD, 1),
        (GOOD + NESTED + SECOND + LISTED + THIRD, 2),
        (GOOD + SECOND + THIRD + LISTED, 3),
        (GOOD + LISTED + SECOND + THIRD + "    ? units\n    : lead: x\n", 3),
        (BEFORE + LISTED + SECOND + THIRD, 1),
        (BEFORE + SECOND + NESTED.replace("       ", "      "), 2),
        (GOOD + LISTED + SECOND + NESTED + BEHIND, 2),
        (GOOD + LISTED + SECOND + BEHIND, 2),
        (GOOD + SECOND + BEHIND, 2),
        (GOOD + SECOND + "    deadline:\n    units: {lead: x}\n" + THIRD, 3),
        ((BEFORE + SECOND).replace("\n", "\r\n"), 2),
    ],
)
def test_the_frame_has_the_header_and_the_habits_of_the_whole_file(text: str, looked_at: int) -> None:
    """As the whole reading has them, with no more issues looked at than tell something."""
    file = read_register(text.encode(), "x")
    assert framed(text) == (file.register.header, habits(file.text, file.root), looked_at)


@pytest.mark.parametrize(
    "change",
    [
        lambda head, tail: (head.replace(b"format", b"formt"), tail),
        lambda head, tail: (head.replace(b"1", b"2"), tail),
        lambda head, tail: (b"x: 1\n" + head, tail),
        lambda head, tail: (b"register: []\n" + head, tail),
        lambda head, tail: (b"register: {titel: x}\n" + head, tail),
        lambda head, tail: (b"register: {title: 'x\n" + head, b"'}\n"),
        lambda head, tail: (b"register:\n  title: 'x\n" + head, b"y'\nissues:\n- x\nformat: 1\n"),
        lambda head, tail: (b"register:\n  title: |\n" + head.replace(b"issues", b"  issues"), tail),
        lambda head, tail: (head.replace(b"issues:", b"issues: &a"), tail),
        lambda head, tail: (head.replace(b"issues:", b"issues: |"), tail),
        lambda head, tail: (head.replace(b"issues:\n", b"issues:\n  - id: Q-0\n"), tail),
        lambda head, tail: (b"\xef\xbb\xbf" + head, tail),
        lambda head, tail: (head.replace(b"\n", b"\r\n"), tail),
        lambda head, tail: (head, b"  - id: Q-9\n"),
        lambda head, tail: (head, b"- id: Q-9\n"),
        lambda head, tail: (head, b"issues: []\n"),
        lambda head, tail: (head, b"foo: x\n"),
        lambda head, tail: (head, b"---\n"),
        lambda head, tail: (head, b": x\n"),
        lambda head, tail: (head, b"\xff"),
        lambda head, tail: (head, b"# x\n"),
        lambda head, tail: (head + b"# x\n#", tail),
        lambda head, tail: (b"- a\n", tail),
    ],
)
def test_a_frame_with_a_fault_is_a_doubt(change: Callable[[bytes, bytes], tuple[bytes, bytes]]) -> None:
    """Whatever is left open before the issues, or is refused or judged faulty around them."""
    assert read_frame(HEAD.encode(), b"", USUAL, [ISSUE.encode()]) == (Header(), Style("\n", 2, 2))
    with pytest.raises(Doubt):
        read_frame(*change(HEAD.encode(), b""), USUAL, [ISSUE.encode()])


def test_a_frame_without_an_issue_is_a_doubt() -> None:
    """A list that has lost its last issue is no block list."""
    with pytest.raises(Doubt):
        read_frame(HEAD.encode(), b"", USUAL, [])
