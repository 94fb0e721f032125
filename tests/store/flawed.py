"""What the tests of reading share: a small good register, and the flaws of a bad one."""

import pytest

from rectify.errors import InvalidRegister
from rectify.store.register_yaml import read_register

HEAD = "format: 1\nissues:\n  - id: Q-1\n    title: 题\n    status: open\n"


def flaws(text: str | bytes) -> list[tuple[str, str, str]]:
    """Line:column, sentence and hint of every flaw, in the order given."""
    with pytest.raises(InvalidRegister) as caught:
        read_register(text if isinstance(text, bytes) else text.encode(), "x.yaml")
    return [
        (detail.place.removeprefix("x.yaml:"), detail.message, detail.hint or "") for detail in caught.value.details
    ]


def flaw(text: str) -> tuple[str, str, str]:
    """The only flaw of a text."""
    [found] = flaws(text)
    return found
