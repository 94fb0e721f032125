"""The lock: one writer a register, on a sidecar file that is never removed.

The file names its holder (pid, user, host, command), so that whoever waits in vain can say for whom.
"""

import errno
import os
import shlex
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from rectify.faults import DiskRefused, Locked, MayNotWrite, NoLocks
from rectify.login import host, login
from rectify.model.ground import SharedDisk
from rectify.store.asking import FORBIDDEN, why
from rectify.store.attributes import for_group

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PAUSE_FIRST, _PAUSE_LAST = 0.002, 0.05
_BUSY = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK}


def _nothing_known() -> SharedDisk | None:
    return None


@contextmanager
def locked(
    path: str,
    name: str,
    timeout: float,
    mode: int,
    holder: str,
    *,
    group: int = -1,
    ground: Callable[[], SharedDisk | None] = _nothing_known,
) -> Iterator[None]:
    """Hold the lock at `path` for the register `name`.

    Args:
        path: the lock file; made when missing, never followed through a symlink.
        name: how the register is called in errors.
        timeout: seconds to wait for another holder.
        mode: permission bits for a new lock file.
        holder: one line naming this process.
        group: the group for which the bits are meant; -1 is whatever group a new file has here.
        ground: asked only when the lock is not got: the disk, if other machines write to it too.

    Raises:
        Locked: another process held it for all of `timeout`.
        DiskRefused: the lock file cannot be opened, or there are no locks; where it is forbidden, `MayNotWrite`.
        NoLocks: the system has no `fcntl`.
    """
    if fcntl is None:
        raise NoLocks
    try:
        file = _acquire(path, name, timeout, mode, group)
    except (Locked, DiskRefused) as error:
        if shared := ground():
            error.hint = f"{error.hint}; {name} lies on a shared disk ({shared}): another machine may hold the lock"
        raise
    try:
        _sign(file, holder)
        yield
    finally:
        _give_back(file)


def _give_back(file: int) -> None:
    """Release the lock: what was done under it stands, and it goes with the process at the latest."""
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_UN)  # a second process may have it open still
    with suppress(OSError):
        os.close(file)


def this_process() -> str:
    """The line by which this process is named as a holder: pid, user, host, command."""
    return f"pid {os.getpid()} of {login()}@{host()} ({shlex.join(['rectify', *sys.argv[1:]])[:200]})"


def _acquire(path: str, name: str, timeout: float, mode: int, group: int) -> int:
    """The lock file, open and locked. It is opened anew at each try, since somebody may remove it (`git clean -x`)."""
    give_up_at = time.monotonic() + timeout
    pause = _PAUSE_FIRST
    while True:
        file = _open(path, mode, group)
        is_ours = False
        try:
            is_ours = _try(file, path) and _is_there(file, path)
            left = give_up_at - time.monotonic()
            if not is_ours and left <= 0:
                raise Locked(name=name, holder=_holder(file), seconds=f"{timeout:g}")
        finally:
            if not is_ours:
                os.close(file)
        if is_ours:
            return file
        time.sleep(min(pause, left))
        pause = min(pause * 2, _PAUSE_LAST)


def _open(path: str, mode: int, group: int) -> int:
    flags = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        try:
            return os.open(path, os.O_RDWR | flags)
        except FileNotFoundError:
            file = os.open(path, os.O_RDWR | os.O_CREAT | flags, mode)
            with suppress(OSError):  # neither umask nor group must shut out those who may write the register
                os.fchmod(file, for_group(file, group, mode))
            return file
        except PermissionError:
            return os.open(path, os.O_RDONLY | flags)
    except OSError as error:
        raise _refused(path, error) from None


def _try(file: int, path: str) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise _refused(path, error) from None
    return True


def _is_there(file: int, path: str) -> bool:
    """True when the file that is locked still bears the name; otherwise others lock another one."""
    try:
        return os.path.samestat(os.fstat(file), os.lstat(path))
    except FileNotFoundError:
        return False


def _sign(file: int, holder: str) -> None:
    facts = os.fstat(file)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1:  # somebody's other file, which must not be written to
        return
    with suppress(OSError):  # a full disk must not keep a lock from being held
        os.ftruncate(file, 0)
        os.pwrite(file, holder.encode(errors="replace"), 0)


def _holder(file: int) -> str:
    try:
        text = os.pread(file, 400, 0).decode(errors="replace").strip()
    except OSError:
        text = ""
    return text.partition("\n")[0] or "another process"


def _refused(path: str, error: OSError) -> DiskRefused:
    if error.errno == errno.ELOOP:
        return DiskRefused(what="lock", path=path, why="it is a symlink", advice="remove the symlink and try again")
    advice = "the folder must be writable, on a disk with file locks"
    refused = MayNotWrite if error.errno in FORBIDDEN else DiskRefused
    return refused(what="lock", path=path, why=why(error), advice=advice)
