"""THE DISK: work done in a thread beside the one that writes: hashing, and waiting for the drive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

Part = TypeVar("Part")
Work = Callable[[Part], Any]

_ROOM: Final = 4
"""No more parts than these wait, so that memory stays small where the work is the slower."""


@contextmanager
def beside(work: "Work[Part]", *, is_apart: bool = True) -> "Iterator[Work[Part]]":
    """What hands parts to the work, which does them in their order; all are done when it is left.

    Args:
        work: does a part; it must leave Python to others (hashing and asking the system do), else nothing is won.
        is_apart: whether a thread does it; else, or where none is to be had, it is done at once.

    Raises:
        Whatever the work has raised, once: when it is left, unless that is for another error.
    """
    thread = _started(work) if is_apart else None
    if thread is None:
        yield work
        return
    try:
        yield thread.give
    finally:
        error = thread.end()
    if error:
        raise error


def _started(work: "Work[Part]") -> "_Thread | None":
    try:
        return _Thread(work)
    except RuntimeError:  # the system gives no more threads
        return None


class _Thread:
    """One thread that works on what it is handed; after an error it lets the rest pass by."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        from queue import SimpleQueue
        from threading import Semaphore, Thread

        self._work = work
        self._parts: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
        self._room = Semaphore(_ROOM)
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()

    def give(self, part: Any) -> None:
        self._room.acquire()
        self._parts.put((part,))

    def end(self) -> Exception | None:
        """Wait until all is done; what went wrong, if anything did."""
        self._parts.put(())
        self._thread.join()
        return self._error

    def _run(self) -> None:
        while given := self._parts.get():
            if self._error is None:
                try:
                    self._work(*given)
                except Exception as error:  # noqa: BLE001  # told to the one who waits
                    self._error = error
            self._room.release()
