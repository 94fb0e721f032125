"""THE DISK: a register's text rewritten so that only what changed changes.

- Every change is an edit of its own characters; all else, comments, order, quoting, line breaks,
  byte order mark and a missing last line break, stays byte for byte.
- The new text is read again and must be the register that was meant. An entry that cannot be edited
  so is written anew, alone, and named. Wrong bytes are never given back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rectify.errors import InvalidRegister
from rectify.model.names import RESERVED_ID
from rectify.model.path import Step
from rectify.model.record import Record
from rectify.model.register import Register
from rectify.store import yaml_emit as emit
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.yaml_emit import Style
from rectify.store.yaml_flaws import BOM
from rectify.store.yaml_layout import column_of, habits, line_end
from rectify.store.yaml_nodes import Sequence
from rectify.store.yaml_patch import CannotEdit, Edit, apply, check
from rectify.store.yaml_shape import FORMAT, ROOT_KEYS
from rectify.store.yaml_splice import Splicer, edits_of

_HEAD = """\
# A register of rectify: what was found, who puts it right, and by when.
# Edit it by hand or with the rectify command; comments and layout are kept.
"""


class RewriteBug(AssertionError):
    """The new text is not the register that was meant: a bug of this module; nothing may be written."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new bytes of a register, read again; `re_emitted` names the entries written anew."""

    data: bytes
    file: RegisterFile
    re_emitted: tuple[str, ...] = ()


def rewrite(file: RegisterFile, after: Register, style: Style | None = None) -> Rewritten:
    """The file with its register changed to `after`, which has all its issues and perhaps new ones.

    Where the file is only a part of what its writer wrote, `style` tells their habits.

    Raises:
        RewriteBug: the text made does not read as `after`.
    """
    anew: frozenset[str] = frozenset()
    style = style or habits(file.text, file.root)
    while not isinstance(result := _attempt(file, after, anew, style), Rewritten):
        if not (result & file.nodes.keys()) - anew:
            raise RewriteBug(f"{file.name} cannot be rewritten, not even anew: {', '.join(sorted(result))}")
        anew |= result & file.nodes.keys()
    return result


def fresh(register: Register) -> bytes:
    """The text of a new register file.

    Raises:
        RewriteBug: the text made does not read as `register`.
    """
    style = Style()
    parts = [f"{_HEAD}format: {FORMAT}\n"]
    if header := register.header.plain():
        parts.append(emit.pair(RESERVED_ID, header, 0, style) + "\n")
    issues = emit.Spaced(issue.plain() for issue in register.issues)
    parts.append(emit.pair("issues", issues, 0, style) + "\n")
    data = "\n".join(parts).encode()
    again = _read_back(data, "the new register")
    if again is None or _wrong(again, register, list(register.by_id)):
        raise RewriteBug("a new register cannot be written")
    return data


def _attempt(file: RegisterFile, after: Register, anew: frozenset[str], style: Style) -> Rewritten | frozenset[str]:
    """The new text; or the entries that it gets wrong: all that were touched, when it cannot be read at all."""
    work = _Work(file, after, style)
    edits: list[Edit] = []
    unfit: set[str] = set()
    touched = dict.fromkeys((*_changed(file.register, after), *sorted(anew)))
    for entry in touched:
        try:
            edits += work.anew(entry) if entry in anew else check(work.edits(entry))
        except CannotEdit:
            unfit.add(entry)
    if unfit:
        return frozenset(unfit)
    new = [id_ for id_ in after.by_id if id_ not in file.register.by_id]
    try:
        texts = work.texts([*edits, *work.new_issues(new)])
    except CannotEdit as error:
        raise RewriteBug(f"{file.name} is laid out in a way that cannot be added to") from error
    wrong: frozenset[str] = frozenset()
    for data in texts:
        again = _read_back(data, file.name)
        wrong = _wrong(again, after, [*touched, *new])
        if again and not wrong:
            return Rewritten(data, again, tuple(sorted(anew)))
    return wrong


def _read_back(data: bytes, name: str) -> RegisterFile | None:
    try:
        return read_register(data, name)
    except InvalidRegister:
        return None


def _wrong(again: RegisterFile | None, meant: Register, touched: list[str]) -> frozenset[str]:
    """The entries that a text does not give back; all those touched when it gives back no register.

    Those touched are compared to the last digit (3.50 is not 3.5), the others by value, which is faster.
    """
    if again is None or again.register.by_id.keys() != meant.by_id.keys():
        return frozenset(touched)
    wrong = {RESERVED_ID} if differs(again.register.header, meant.header) else set()
    wrong.update(id_ for id_ in touched if id_ != RESERVED_ID and differs(again.register.by_id[id_], meant.by_id[id_]))
    others = again.register.by_id.keys() - set(touched)
    wrong.update(id_ for id_ in others if again.register.by_id[id_] != meant.by_id[id_])
    return frozenset(wrong)


def _changed(before: Register, after: Register) -> Iterator[str]:
    """The entries of `before` that are not the same in `after`, to the last digit of a figure."""
    if differs(before.header, after.header):
        yield RESERVED_ID
    for id_, issue in before.by_id.items():
        if id_ not in after.by_id:
            raise RewriteBug(f"{id_} is missing; an issue is never removed")
        if differs(issue, after.by_id[id_]):
            yield id_


def differs(one: Record, other: Record) -> bool:
    """True when two are not the same, to the last digit of a figure."""
    return one is not other and one.told != other.told


class _Work:
    """One text on its way to one register."""

    def __init__(self, file: RegisterFile, after: Register, style: Style) -> None:
        self._file = file
        self._after = after
        self._style = style
        self._ends_open = not file.text.endswith("\n")
        self._text = file.text + (self._style.eol if self._ends_open else "")

    def edits(self, entry: str) -> list[Edit]:
        """The edits that change an entry in place."""
        node = self._file.nodes[entry]
        if entry == RESERVED_ID and not node.pairs:
            return self._root({RESERVED_ID: self._after.header.plain()}, [(RESERVED_ID,)])
        return edits_of(self._text, self._style, node, *self._states(entry))

    def anew(self, entry: str) -> list[Edit]:
        """The edit that writes an entry anew; comments within it are lost."""
        node = self._file.nodes[entry]
        plain = self._states(entry)[1].plain()
        if node.flow or not plain:
            return [Edit(node.start, node.end, emit.flow(plain))]
        column = column_of(self._text, node.start)
        return [Edit(node.start, line_end(self._text, node.end), emit.pairs(plain, column, self._style))]

    def new_issues(self, ids: list[str]) -> list[Edit]:
        """The edits that append issues that the file does not have."""
        issues = [self._after.by_id[id_].plain() for id_ in ids]
        if not issues:
            return []
        there = self._file.root.pairs.get("issues")
        if there and isinstance(there[1], Sequence) and there[1].items:
            first = len(there[1].items)
            grown = {"issues": [None] * first + issues}
            return self._root(grown, [("issues", index) for index in range(first, first + len(issues))])
        return self._root({"issues": emit.Spaced(issues)}, [("issues",)])

    def texts(self, edits: list[Edit]) -> list[bytes]:
        """The bytes of the file with the edits made; without a last line break first, if it had none.

        A last line break cannot be left out where it has become part of a text (`|`).
        """
        text = apply(self._text, edits)
        bom = BOM if self._file.bom else ""
        endings = (text.removesuffix(self._style.eol), text) if self._ends_open else (text,)
        return [(bom + ending).encode() for ending in endings]

    def _states(self, entry: str) -> tuple[Record, Record]:
        if entry == RESERVED_ID:
            return self._file.register.header, self._after.header
        return self._file.register.by_id[entry], self._after.by_id[entry]

    def _root(self, after: dict[str, Any], changed: list[tuple[Step, ...]]) -> list[Edit]:
        return Splicer(self._text, self._style, lambda _steps: ROOT_KEYS).edits(self._file.root, after, changed)
