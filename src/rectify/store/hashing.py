"""THE DISK: the sha256 of what is written, taken beside the writing where there is more than a piece of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Final, Protocol

_ROOM: Final = 4
"""No more pieces than these wait to be hashed, so that memory stays small where hashing is the slower."""


class Hashing(Protocol):
    """Takes pieces in their order; `hexdigest` is right once it is left."""

    def update(self, piece: bytes, /) -> object:
        """Take one more piece."""

    def hexdigest(self) -> str:
        """The sha256 of all pieces, in hex."""


@contextmanager
def hashing(*, beside: bool) -> Iterator[Hashing]:
    """What hashes pieces: beside whoever hands them in, in a thread, or at once where there is none to be had."""
    thread = _Beside() if beside else None
    if thread is None or not thread.start():
        yield sha256()
        return
    try:
        yield thread
    finally:
        thread.end()


class _Beside:
    """One thread that hashes what it is handed."""

    def __init__(self) -> None:
        from queue import SimpleQueue
        from threading import Semaphore

        self._sha = sha256()
        self._pieces: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = Semaphore(_ROOM)

    def start(self) -> bool:
        """True when a thread could be had."""
        from threading import Thread

        self._thread = Thread(target=self._work, name="hashing", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # the system gives no more threads
            return False
        return True

    def update(self, piece: bytes, /) -> None:
        self._room.acquire()
        self._pieces.put(piece)

    def hexdigest(self) -> str:
        return self._sha.hexdigest()

    def end(self) -> None:
        self._pieces.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (piece := self._pieces.get()) is not None:
            self._sha.update(piece)
            self._room.release()
