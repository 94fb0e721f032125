"""Who watches while a large file is copied or read: the person at the terminal, if there is one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

LARGE: Final = 5_000_000
"""From more bytes than this on a progress bar is worth drawing."""


class BarOn:
    """A watch (`store.watching`) that draws on a stream where a person looks at it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def __call__(self, name: str, size: int) -> Iterator[Callable[[int], None]]:
        """A bar for a large file; for any other, and in a pipe, nothing is drawn, nor anything loaded."""
        if size <= LARGE or not self._stream.isatty():
            yield lambda _size: None
            return
        from rectify.view.progress import reading

        with reading(self._stream, name, size) as step:
            yield step
