"""Registers held packed, against the whole strict reading: the same entries, each part of them in the same place."""

from collections.abc import Iterator
from typing import Any

from rectify.errors import InvalidRegister
from rectify.model.path import Step, write_path
from rectify.store.blocks import Doubt
from rectify.store.packed import Packed
from rectify.store.register_yaml import read_register

SIZES = (1, 2, 64)


def packed(data: bytes, size: int) -> Packed | None:
    """A register packed in blocks of so many issues; None where it is to be read whole."""
    try:
        return Packed("x.yaml", data, (), size=size)
    except Doubt:
        return None


def paths(value: Any, at: tuple[Step, ...] = ()) -> Iterator[str]:
    """The path of every part of an entry, of something beside each, and of nothing that is there."""
    yield write_path(at)
    yield write_path((*at, "nowhere"))
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from paths(part, (*at, step))


def are_the_same(data: bytes, found: Packed) -> None:
    """Hold what is packed to the whole strict reading of the same bytes.

    Raises:
        AssertionError: something differs.
    """
    try:
        file = read_register(data, "x.yaml")
    except InvalidRegister as error:
        raise AssertionError(f"read whole, it is refused: {error.details}") from None
    register = found.register
    entries = dict(file.register.entries())
    assert list(register.entries().items()) == list(entries.items())
    assert (register, list(register.ids)) == (file.register, list(file.register.ids))
    for entry, value in entries.items():
        for path in (*paths(value), "title", "deadline.date", "measures[7].text"):
            assert found.place(entry, path) == file.place(entry, path), (entry, path)
    assert found.place("nobody", "title") == file.place("nobody", "title")


def compare(data: bytes) -> bool:
    """Whether bytes are packed in blocks of each size; what is, is the same as read whole."""
    accepted = [one for size in SIZES if (one := packed(data, size))]
    for one in accepted:
        are_the_same(data, one)
    assert len(accepted) in (0, len(SIZES)), "what can be read in larger blocks can be read issue by issue"
    return bool(accepted)
