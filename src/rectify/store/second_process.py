"""THE DISK: work done by a second process beside this one, where that is safe; losing it loses only time.

The second process is a copy of this one (fork), so it must be made while this one has a single thread. It touches
nothing but what the work reads, and says what came out through a pipe. It ends when this one does, or closes it; to
take a process apart lasts as long as many jobs, so nobody waits for that.
"""

import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

Job = TypeVar("Job")

_LENGTH: Final = 8
_FULL: Final = 1 << 20
"""How many bytes may wait in the pipe, where the system allows it: the one process need not wait for the other."""
_ending: list[int] = []
"""The processes that were told to end, and that nobody has asked after yet."""


def is_safe() -> bool:
    """True where a copy of this process is whole: on Linux, with one thread, and a second core to run on."""
    try:
        return len(os.sched_getaffinity(0)) > 1 and len(os.listdir("/proc/self/task")) == 1
    except (AttributeError, OSError):
        return False


class SecondProcess:
    """Does jobs in their order. Results are data that `marshal` takes: JSON, bytes, tuples, of the plain types alone.

    Raises:
        OSError: there can be no further process, or no pipe.
    """

    def __init__(self, work: Callable[[Job], Any], jobs: Iterable[Job]) -> None:
        _ending[:] = [pid for pid in _ending if not _is_gone(pid)]
        inlet, outlet = os.pipe()
        try:
            self.pid = os.fork()
        except OSError:
            os.close(inlet)
            os.close(outlet)
            raise
        if not self.pid:
            _do(work, jobs, inlet, outlet)
        os.close(outlet)
        self._inlet = os.fdopen(inlet, "rb")

    def take(self) -> Any:
        """The result of the next job, waited for; None from then on when the job failed or the process was ended."""
        length = self._inlet.read(_LENGTH)
        data = self._inlet.read(int.from_bytes(length)) if len(length) == _LENGTH else b""
        if not data or len(data) < int.from_bytes(length):
            return None
        return marshal.loads(data)  # noqa: S302  # our own process wrote it

    def close(self) -> None:
        """Have it end with the job it is at, whose result nobody will take.

        It is not waited for: a lock that was taken before it was made must be given back, not only closed.
        """
        if not self._inlet.closed:
            self._inlet.close()
            _ending.append(self.pid)


def _is_gone(pid: int) -> bool:
    """True when a process has ended; the system need not remember it any longer."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _do(work: Callable[[Job], Any], jobs: Iterable[Job], inlet: int, outlet: int) -> None:
    """Do the jobs and end, come what may: nothing of what this process was a copy of is run to its end here."""
    try:
        os.close(inlet)
        _widen(outlet)
        with os.fdopen(outlet, "wb") as pipe:
            for job in jobs:
                data = marshal.dumps(work(job))
                pipe.write(len(data).to_bytes(_LENGTH) + data)
                pipe.flush()
    finally:
        os._exit(0)


def _widen(outlet: int) -> None:
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(outlet, fcntl.F_SETPIPE_SZ, _FULL)
