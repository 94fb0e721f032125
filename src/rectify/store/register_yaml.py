"""THE DISK: a register's bytes, read strictly, with the place of everything in them.

- All flaws of a file are listed, those of YAML and those of the model, in the order of the file.
- A syntax error costs the issue it stands in; the issues after it are still judged.
- Scalars are text until the model decides: `no` is a text, `012` an id, 2026-02-30 "no such date".
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from rectify.errors import Detail, InvalidRegister
from rectify.model.flaw import Place
from rectify.model.path import read_path
from rectify.model.register import Register
from rectify.store.yaml_fields import spot_of
from rectify.store.yaml_flaws import Fault, read_letters
from rectify.store.yaml_judge import Entries, judge
from rectify.store.yaml_nodes import Composed, Lines, Mapping
from rectify.store.yaml_read import nodes_of
from rectify.store.yaml_resume import without_broken_item


@dataclass(frozen=True)
class RegisterFile:
    """A register as it stands in a file: its value, its text, and where everything is.

    `text` is without the byte order mark (`bom`); offsets of nodes count its characters. `nodes` has
    the mapping of every issue by id, and that of the header as `register` (empty where it is none).
    """

    name: str
    text: str
    bom: bool
    register: Register
    root: Mapping
    nodes: dict[str, Mapping]

    @cached_property
    def lines(self) -> Lines:
        """Lines and columns of the text, counted when first asked for."""
        return Lines(self.text)

    def place(self, entry: str, path: str = "") -> Place:
        """Where a field stands, or the nearest thing around it that is there.

        Args:
            entry: an issue's id, or `register` for the header.
            path: a path within it, as `rectify.model.path` writes them.

        Raises:
            ValueError: `path` is no path.
        """
        node = self.nodes.get(entry)
        return Place(self.name, *self.lines.at(spot_of(node, read_path(path)))) if node else Place(self.name)


def read_register(data: bytes, name: str) -> RegisterFile:
    """Read the bytes of a register; `name` is how places and the commands to type call the file.

    Raises:
        InvalidRegister: with every flaw of the file as a detail, in the order of the file.
    """
    with _no_garbage_collection():
        letters = read_letters(data, name)
        if letters.readable is None:
            raise _invalid(name, letters.text, letters.faults)
        composed, found = _compose_all(letters.readable)
        syntax = _each_once(letters.faults, found)[len(letters.faults) :]
        is_whole = composed.root is not None or not found
        entries = judge(composed.root, letters.text) if is_whole else Entries(None, {}, ())
        faults = _each_once((*letters.faults, *syntax), entries.faults)
        if faults or entries.register is None or not isinstance(composed.root, Mapping):
            raise _invalid(name, letters.text, faults)
        return RegisterFile(name, letters.text, letters.bom, entries.register, composed.root, entries.nodes)


def _compose_all(text: str) -> tuple[Composed, tuple[Fault, ...]]:
    """The nodes of a text; after a syntax error, those of the text without the issue it stands in."""
    composed = nodes_of(text)
    faults = dict.fromkeys(composed.faults)
    left: str | None = text
    while composed.broken_at is not None and (left := without_broken_item(left or text, composed)) is not None:
        composed = nodes_of(left)
        faults |= dict.fromkeys(composed.faults)
    return composed, tuple(faults)


def _each_once(first: tuple[Fault, ...], then: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Both, without what the second say of a place that has been refused already."""
    places = {fault.at for fault in first}
    return (*first, *(fault for fault in then if fault.at not in places))


def _invalid(name: str, text: str, faults: tuple[Fault, ...]) -> InvalidRegister:
    lines = Lines(text)
    ordered = sorted(faults, key=lambda fault: fault.at)
    details = tuple(Detail(str(Place(name, *lines.at(fault.at))), fault.message, fault.hint) for fault in ordered)
    return InvalidRegister(name=name, count="1 flaw" if len(details) == 1 else f"{len(details)} flaws", details=details)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Millions of small objects without a cycle among them: collecting costs half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
