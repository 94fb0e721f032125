"""A progress bar, for whoever watches a long batch, or a large file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn

from rectify.view.escape import shown


@contextmanager
def watching(stream: TextIO, total: int) -> Iterator[Callable[[], None]]:
    """Draw a bar on a stream until the work is done; call what is given once a step.

    It is drawn from the first step on: what goes before (a large file that is copied) has a bar of its own.
    """
    with _bar(stream, "judging", total, MofNCompleteColumn(), is_late=True) as advance:
        yield lambda: advance(1)


@contextmanager
def reading(stream: TextIO, name: str, size: int) -> Iterator[Callable[[int], None]]:
    """Draw a bar while a file of a size in bytes is read; call what is given with the bytes of each piece."""
    with _bar(stream, shown(name), size, DownloadColumn()) as advance:
        yield advance


@contextmanager
def _bar(
    stream: TextIO, words: str, total: int, count: ProgressColumn, *, is_late: bool = False
) -> Iterator[Callable[[int], None]]:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), count)
    bar = Progress(*columns, console=Console(file=stream), transient=True)
    task = bar.add_task(words, total=total)

    def advance(size: int) -> None:
        bar.start()
        bar.advance(task, size)

    try:
        if not is_late:
            bar.start()
        yield advance
    finally:
        bar.stop()
