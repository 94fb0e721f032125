"""THE DISK: a register file as a head, the issues of its block list `issues:` in pieces, and a tail.

- A piece holds whole issues and is read alone, as strictly as the whole file: letters, YAML, models. Pieces that are
  each accepted, with a frame (head and tail) that is accepted, are the register that the whole strict reading gives:
  the same issues in the same order, the same header, the same habits of the writer.
- Proof of every cut: a piece is read with one more part of the list behind it, so that nothing in it (a quotation, a
  bracket, a text, the end of a document) can reach over the cut; the frame is read with the first issue between its two
  halves. What then stands before a cut cannot change how YAML reads what stands behind it.
- Whatever is unusual, or wrong, is a `Doubt`: the file is read whole, and only that reading says what is wrong.
- Not judged here: whether an id stands in two pieces.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from rectify.model.names import RESERVED_ID

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.store.yaml_emit import Style
    from rectify.store.yaml_judge import Entries
    from rectify.store.yaml_layout import Steps
    from rectify.store.yaml_nodes import Mapping, Sequence

BLOCK: Final = 32
"""Issues in a piece, but for the last."""

_WINDOW: Final = 1 << 20
"""Bytes looked at at a time; a longer line, or a longer head, is a doubt."""

_ISSUES: Final = re.compile(rb"^issues:[ \t]*(?:#[^\r\n]*)?(\r?\n)(?: *(?:#[^\n]*)?\r?\n)*( *)- ", re.MULTILINE)
_HEAD: Final = "format: 1\nissues:\n"
ABOVE: Final = 2
"""Lines of our own above a piece that is read alone."""
_MAY_NEST: Final = re.compile(rb":[ \t]*(?:#[^\n]*)?\r?\n|\?\s")
"""Where a mapping or a list may begin below a key: its colon ends a line, or it is written with `? `."""

_NO_TAIL: Final = (b" ", b"#", b"\n", b"\r", b"\t", b"-")
"""What could belong to an issue, or to a list, does not begin what stands behind the issues."""
_USUAL: Final = bytes(byte for byte in range(256) if byte not in (*range(9), 11, 12, *range(14, 32), 127))
_MARKS: Final = (b"\xc2", b"<<<<<<<", b">>>>>>>")
_RARE: Final = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
"""Without a byte that is not usual, and without these, a part holds nothing that `read_letters` refuses."""


class Doubt(Exception):
    """The file is to be read whole; this says nothing about whether it is faulty."""


class Source(Protocol):
    """Bytes that can be had in parts: `bytes`, an `mmap`, a file."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class Hand(NamedTuple):
    """How a list is written: the column of its dashes (from 0), and the line break of the whole file."""

    column: int
    eol: bytes

    @property
    def dash(self) -> bytes:
        """What every issue begins with."""
        return b" " * self.column + b"- "


class Cuts(NamedTuple):
    """Where the issues of a file stand, in bytes: all from `first` to `end` belongs to one of them, without a gap.

    Blank lines and comments between two issues belong to the first of them.
    """

    first: int
    end: int
    starts: "array[int]"
    hand: Hand

    def blocks(self, size: int = BLOCK) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of issues of each piece."""
        for at in range(0, len(self.starts), size):
            behind = at + size
            end = self.starts[behind] if behind < len(self.starts) else self.end
            yield self.starts[at], end, min(size, len(self.starts) - at)


def cuts(data: Source) -> Cuts:
    """Where the issues stand, by the look of the lines alone; whoever uses it reads the pieces and the frame.

    Raises:
        Doubt: no `issues:` with a block list below it, a byte order mark, a line of a megabyte, or else unusual.
    """
    head = bytes(data[:_WINDOW])
    found = _ISSUES.search(head)
    if found is None or head.startswith(b"\xef\xbb\xbf"):
        raise Doubt
    hand = Hand(len(found[2]), found[1])
    starts = array("Q")
    end = _find_items(data, found.start(2), hand, starts)
    if bytes(data[end : end + 1]) in _NO_TAIL:
        raise Doubt
    return Cuts(found.start(2), end, starts, hand)


def starts_in(piece: bytes, hand: Hand) -> "array[int]":
    """Where the issues of a piece start, counted from its own first byte; for what was cut out of a file before.

    Raises:
        Doubt: it does not begin with an issue, or a line in it does not belong to the list.
    """
    starts = array("Q")
    if not piece.startswith(hand.dash) or _find_items(piece, 0, hand, starts) != len(piece):
        raise Doubt
    return starts


def _find_items(data: Source, at: int, hand: Hand, starts: "array[int]") -> int:
    """Note the start of every item from `at` on, where one begins; the end of the last: a line of something else."""
    lines = re.compile(rb"\n(?:( {%d}- )|[^ #\r\n])" % hand.column)
    starts.append(at)
    while True:
        window = bytes(data[at : at + _WINDOW])
        is_last = at + len(window) >= len(data)
        last = len(window) if is_last else window.rfind(b"\n") + 1
        if last < 2:
            raise Doubt
        for found in lines.finditer(window, 0, last):
            if found[1] is None:
                return at + found.start() + 1
            starts.append(at + found.start() + 1)
        if is_last:
            return at + last
        at += last - 1  # the line break itself begins the next window


def read_items(piece: bytes, hand: Hand, *, is_last: bool = False) -> "list[Issue]":
    """The issues of a piece, read strictly; `is_last` when the file ends with it.

    Raises:
        Doubt: a fault of any kind, or something that does not end with the piece.
    """
    from pydantic import ValidationError

    from rectify.model.issue import Issue

    if not piece.startswith(hand.dash) or not (is_last or piece.endswith(b"\n")):
        raise Doubt
    try:
        issues = [Issue.model_validate(item, by_alias=True, by_name=False) for item in _data(piece, hand)]
    except ValidationError as error:
        raise Doubt from error
    if len({issue.id.casefold() for issue in issues}) < len(issues):
        raise Doubt
    return issues


def read_frame(head: bytes, tail: bytes, hand: Hand, pieces: Iterable[bytes]) -> "tuple[Header, Style]":
    """Everything but the issues, read strictly: the header, and the habits of the writer in the whole file.

    `pieces` are those of the file, in their order and of any size, all accepted by `read_items`; the first is one issue
    or more. No more are taken than it needs to know the habits, most often one.

    Raises:
        Doubt: a fault of any kind, or something that does not end with the head.
    """
    from rectify.store.yaml_layout import styled

    of_pieces = iter(pieces)
    text, root, entries = _frame(head, next(of_pieces, b""), tail, hand)
    if entries.faults or entries.register is None:
        raise Doubt
    return entries.register.header, styled(hand.eol.decode(), _steps(root, text, of_pieces, hand))


def node_of_issue(piece: bytes, hand: Hand) -> "tuple[str, Mapping]":
    """The mapping of one accepted issue, and the text that it stands in: the issue below `ABOVE` lines of our own.

    Raises:
        Doubt: it would not be accepted.
    """
    from rectify.store.yaml_nodes import Mapping

    text, _, issues = _alone(piece, hand)
    if len(issues.items) != 1 or not isinstance(issues.items[0], Mapping):
        raise Doubt
    return text, issues.items[0]


def node_of_header(head: bytes, first: bytes, tail: bytes, hand: Hand) -> "tuple[str, Mapping]":
    """The mapping of the header of an accepted frame, and the text that it stands in: head, first piece and tail.

    Raises:
        Doubt: it would not be accepted.
    """
    text, _, entries = _frame(head, first, tail, hand)
    return text, entries.nodes[RESERVED_ID]


def _frame(head: bytes, first: bytes, tail: bytes, hand: Hand) -> "tuple[str, Mapping, Entries]":
    """What stands around the issues, judged: the text with some of them, its root, the header."""
    from rectify.store.yaml_judge import judge

    if tail[:1] in _NO_TAIL:
        raise Doubt
    before, inside, behind = (_letters(part, hand) for part in (head, first, tail))
    text = before + inside + behind
    root, _ = _composed(text, _places(inside, hand, len(before)))
    around = {name: pair for name, pair in root.pairs.items() if name != "issues"}
    return text, root, judge(root._replace(pairs=around), text)


def _data(piece: bytes, hand: Hand) -> Iterable[Any]:
    """The data of the issues of a piece: the one place where a piece that is to be judged is read as YAML."""
    from rectify.store.yaml_nodes import data_of

    return map(data_of, _alone(piece, hand)[2].items)


def _alone(piece: bytes, hand: Hand) -> "tuple[str, Mapping, Sequence]":
    """A piece under a head of our own: the text, its root, its issues."""
    inside = _letters(piece, hand)
    text, places = _HEAD + inside, _places(inside, hand, len(_HEAD))
    is_closed = inside.endswith("\n")
    if is_closed:  # with a part of the list behind it that must be found as such
        text += f"{hand.dash.decode()}x"
        places.append(len(text) - 1)
    root, issues = _composed(text, places)
    if len(root.pairs) != 2:
        raise Doubt
    if is_closed:
        del issues.items[-1]
    return text, root, issues


def _letters(part: bytes, hand: Hand) -> str:
    """The text of a part of the file."""
    if not _is_broken_by(part, hand.eol):
        raise Doubt
    try:
        text = part.decode()
    except UnicodeDecodeError as error:
        raise Doubt from error
    if part.translate(None, _USUAL) or any(map(part.__contains__, _MARKS)) or any(map(text.__contains__, _RARE)):
        from rectify.store.yaml_flaws import read_letters

        letters = read_letters(part, "")
        if letters.faults or letters.bom:
            raise Doubt
    return text


def _is_broken_by(part: bytes, eol: bytes) -> bool:
    """True when every line break of a part is this one."""
    if eol == b"\n":
        return b"\r" not in part
    return part.count(b"\n") == part.count(b"\r\n") == part.count(b"\r")


def _places(text: str, hand: Hand, at: int) -> list[int]:
    """Where the issues of a text must begin, behind their dashes; `at` is where the text stands."""
    first = re.match(rf" {{{hand.column}}}- +", text)
    others = re.finditer(rf"\n {{{hand.column}}}- +", text)
    return [at + found.end() for found in ((first, *others) if first else others)]


def _composed(text: str, places: list[int]) -> "tuple[Mapping, Sequence]":
    """The root of a text and its list of issues, which stand at these places, all of them, and nowhere else."""
    from rectify.store.yaml_nodes import Mapping, Sequence
    from rectify.store.yaml_read import nodes_of

    root, faults, _, _ = nodes_of(text)
    if faults or not isinstance(root, Mapping) or root.flow or "issues" not in root.pairs:
        raise Doubt
    issues = root.pairs["issues"][1]
    if not isinstance(issues, Sequence) or issues.flow or [item.start for item in issues.items] != places:
        raise Doubt
    return root, issues


def _steps(root: "Mapping", text: str, pieces: Iterator[bytes], hand: Hand) -> "Steps":
    """The steps of indentation in a file, in its order: what stands before the issues, these, what stands behind."""
    from rectify.store.yaml_layout import Steps, steps

    found = Steps()
    for name, pair in root.pairs.items():
        found = found.then(steps(text, root._replace(pairs={name: pair})))
        while name == "issues" and not found.are_known and (piece := next(pieces, None)) is not None:
            if _MAY_NEST.search(piece):
                found = found.then(steps(*_alone(piece, hand)[:2]))
    return found
