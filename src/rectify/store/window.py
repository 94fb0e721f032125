"""THE DISK: an issue of a large register edited by itself: its text, and no other.

- What stands around it is not read: its bytes stay, and are copied as they are.
- It is read strictly before it is edited, and must be the issue that was decided on; after that it is read again and
  compared, to the last digit.
- Where the reader of items is not certain, or the edit is none of the common ones, the issue is edited as a small
  register of its own (`yaml_edit`), which gives the same where both can.
- Whatever is not so is `Odd`: then the whole file is read, and says what is wrong with it, if anything is.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rectify.model.issue import Issue
from rectify.store.splice import Splice
from rectify.store.yaml_emit import Style
from rectify.store.yaml_item import read_item
from rectify.store.yaml_nodes import says
from rectify.store.yaml_patch import CannotEdit, apply
from rectify.store.yaml_splice import edits_of


class Odd(Exception):
    """These bytes are not the issue they were taken for, or they cannot be edited by themselves."""


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
    splices: list[Splice] = []
    re_emitted: list[str] = []
    if not all(item.data.endswith(b"\n") for item in items[:-1]):
        raise Odd("an issue ends in the midst of a line")
    for item in items:
        was, meant = before[item.id], after[item.id]
        data = _in_place(item, style, was, meant)
        if data is None:
            data, anew = _as_register(item, style, was, meant)
            re_emitted += anew
        if data != item.data:
            splices.append(Splice(item.start, item.start + len(item.data), data))
    return Windowed(tuple(splices), tuple(re_emitted))


def _in_place(item: Item, style: Style, was: Issue, meant: Issue) -> bytes | None:
    """The new text of an issue; None where it is not certain."""
    try:
        text = item.data.decode()
    except UnicodeDecodeError:
        return None
    found = read_item(text)
    if found is None or not says(found.data, was.told) or meant.id != was.id:
        return None
    if meant is was:
        return item.data
    try:
        text = apply(text, edits_of(text, style, found.node, was, meant))
    except CannotEdit:
        return None
    again = read_item(text)
    return text.encode() if again is not None and says(again.data, meant.told) else None


def _as_register(item: Item, style: Style, was: Issue, meant: Issue) -> tuple[bytes, tuple[str, ...]]:
    """The new text of an issue, and its id where it was written anew.

    Raises:
        Odd.
    """
    from rectify.errors import InvalidRegister
    from rectify.model.header import Header
    from rectify.model.register import Register
    from rectify.store.register_yaml import read_register
    from rectify.store.yaml_edit import RewriteBug, differs, rewrite
    from rectify.store.yaml_shape import FORMAT

    head = f"format: {FORMAT}{style.eol}issues:{style.eol}".encode()
    try:
        file = read_register(head + item.data, "")
        if [*file.register.ids] != [item.id] or differs(file.register.get(item.id), was):
            raise Odd("another issue stands there")
        result = rewrite(file, Register.of(Header(), [meant]), style)
    except (InvalidRegister, RewriteBug) as error:
        raise Odd(str(error)) from error
    if not result.data.startswith(head):
        raise Odd("an edit reaches beyond its issue")
    return result.data[len(head) :], result.re_emitted
