"""Watching: who wants to see how a long copy goes; the store itself draws nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Step = Callable[[int], None]
"""Called with the number of bytes that were done since it was last called."""

Watch = Callable[[str, int], AbstractContextManager[Step]]
"""Called with the name and the size in bytes of a file about to be read; what it gives is called as that goes on."""


def nobody_counts(_size: int) -> None:
    """What is called where nobody watches."""


@contextmanager
def nobody_watches(_name: str, _size: int) -> Iterator[Step]:
    """The watch of those who do not watch."""
    yield nobody_counts
