"""THE DISK: a few issues of a large register edited as a small register of their own: their text, and no other.

- What stands around a window is not read: its bytes stay, and are copied as they are.
- A window is read strictly before it is edited, and must be the issues that were decided on; after that it is read
  again and compared, as a whole file would be (`yaml_edit`).
- Whatever is not so is `Odd`: then the whole file is read, and says what is wrong with it, if anything is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify.errors import InvalidRegister
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.splice import Splice
from rectify.store.yaml_edit import RewriteBug, Rewritten, differs, rewrite
from rectify.store.yaml_emit import Style
from rectify.store.yaml_shape import FORMAT


class Odd(Exception):
    """These bytes are not the issues they were taken for, or they cannot be edited by themselves."""


class Item(NamedTuple):
    """The text of one issue in a file: from the line of its dash to that of the next issue; `start` in bytes."""

    id: str
    start: int
    data: bytes


class Windowed(NamedTuple):
    """What is to be replaced in a file, in its order, and the entries written anew."""

    splices: tuple[Splice, ...]
    re_emitted: tuple[str, ...]


def edited(items: Sequence[Item], style: Style, before: Mapping[str, Issue], after: Mapping[str, Issue]) -> Windowed:
    """The splices that make these issues of a file what they are after a change.

    Args:
        items: their text, in the order of the file.
        style: the habits of the whole file.
        before: each of them, as it was when the change was decided on.
        after: each of them, as it shall be.

    Raises:
        Odd: see above; nothing can be said of the file.
    """
    head = f"format: {FORMAT}{style.eol}issues:{style.eol}"
    ids = [item.id for item in items]
    file = _read(head, items, {id_: before[id_] for id_ in ids})
    meant = {id_: after[id_] for id_ in ids}
    if list(file.register.ids) != ids or any(differs(file.register.by_id[id_], before[id_]) for id_ in ids):
        raise Odd("other issues stand there")
    try:
        result = rewrite(file, Register.of(Header(), meant.values()), style, meant)
    except RewriteBug as error:
        raise Odd(str(error)) from error
    return Windowed(tuple(_splices(len(head), items, result, style)), result.re_emitted)


def _read(head: str, items: Sequence[Item], known: dict[str, Issue]) -> RegisterFile:
    try:
        return read_register(b"".join((head.encode(), *(item.data for item in items))), "", known)
    except InvalidRegister as error:
        raise Odd(str(error)) from error


def _splices(at: int, items: Sequence[Item], result: Rewritten, style: Style) -> Iterator[Splice]:
    """What takes the place of each item that is not the same; all edits of an issue are made in its own lines.

    `at` is where the first begins. Each goes on where the one before it ends, and the last takes the rest, so that
    together they are the text that was compared.
    """
    text = result.file.text
    begin = at
    for item in items:
        edits = result.edits.get(item.id, ())
        size = len(item.data.decode()) + (0 if item.data.endswith(b"\n") else len(style.eol))
        if any(not at <= edit.start <= edit.end <= at + size for edit in edits):
            raise Odd("an edit reaches beyond its issue")
        at += size
        end = begin + size + sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
        data = text[begin : len(text) if item is items[-1] else end].encode()
        begin = end
        if data != item.data:
            yield Splice(item.start, item.start + len(item.data), data)
