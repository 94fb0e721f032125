"""Asking the disk: a refusal of the system becomes one clear error with a way out."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from rectify.faults import DiskRefused, MayNotWrite

_ADVICE = {
    errno.ENOSPC: "the disk is full: make room, then try again; nothing was changed",
    errno.EDQUOT: "your quota is used up: make room, then try again; nothing was changed",
    errno.EROFS: "the disk is read-only: copy the register to a writable place, or mount it writable",
    errno.EMFILE: "too many files are open: close some programs, then try again; nothing was changed",
    errno.ENFILE: "too many files are open: close some programs, then try again; nothing was changed",
    errno.EISDIR: "name the register file, not its folder",
    errno.ELOOP: "it is a symlink: put the file itself there; only the register may be a symlink",
}
_PERMISSIONS = "see to the permissions of the file and its folder, then try again; nothing was changed"
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What the system says where nobody may write, or not this user; a disk that fails says something else."""
_ANY = "see to the disk, then try again; rectify check tells whether all is sound"


@contextmanager
def asking(what: str, path: str) -> Iterator[None]:
    """Turn an OSError inside into `DiskRefused`: "cannot `what` `path`: …".

    Where it was writing that is not allowed, it is `MayNotWrite`.
    """
    try:
        yield
    except OSError as error:
        advice = _PERMISSIONS if isinstance(error, PermissionError) else _ADVICE.get(error.errno or 0, _ANY)
        refused = MayNotWrite if what != "read" and error.errno in FORBIDDEN else DiskRefused
        raise refused(what=what, path=_where(path, error), why=why(error), advice=advice) from None


def why(error: OSError) -> str:
    """The system's own words for an error, in lower case."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


def _where(path: str, error: OSError) -> str:
    other = error.filename
    if isinstance(other, str) and os.path.basename(other) != os.path.basename(path):
        return f"{path} ({os.path.basename(other)})"
    return path
