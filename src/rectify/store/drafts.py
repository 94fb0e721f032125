"""THE DISK: the register as a commit is to leave it: its whole text, or what is replaced in the one before."""

import errno
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from rectify.store.disk import Disk
from rectify.store.splice import Splice, spliced

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.store.yaml_edit import Rewritten

_MODE: Final = 0o600
"""Of the new file until it has taken after the register."""


class Draft(Protocol):
    """A register that is not written yet; `re_emitted` names the entries written anew."""

    @property
    def re_emitted(self) -> tuple[str, ...]:
        """See above."""

    def write(self, disk: Disk, register: str, path: str) -> str:
        """Write it to a new file that takes after the register, durable; its sha256.

        Raises:
            OSError: the disk refused, or the register is no longer what the draft was made from.
        """


class WholeText(NamedTuple):
    """A register's text from its first byte to its last."""

    text: "Rewritten"

    @property
    def re_emitted(self) -> tuple[str, ...]:
        """See `Draft`."""
        return self.text.re_emitted

    def write(self, disk: Disk, register: str, path: str) -> str:
        """See `Draft.write`."""
        disk.write_new(path, self.text.data, _MODE, like=register)
        return sha256(self.text.data).hexdigest()


class NewBlock(NamedTuple):
    """What has become of a block of issues: how many bytes it has now, and their sha256."""

    size: int
    sha256: bytes


class Spliced(NamedTuple):
    """The register it is made from, with some bytes replaced.

    `stamp` is that register's; `issues` are those that change, by their place, as they are to be; `blocks` are the
    blocks that they stand in, by the place of the first issue of each. `digest` is the register's sha256 in hex, where
    its stamp does not tell every edit: then it is read whole, and compared.
    """

    stamp: tuple[int, ...]
    splices: tuple[Splice, ...]
    issues: "Mapping[int, Issue]"
    blocks: Mapping[int, NewBlock]
    re_emitted: tuple[str, ...] = ()
    digest: str | None = None

    def write(self, disk: Disk, register: str, path: str) -> str:
        """See `Draft.write`."""
        if self.digest is not None:
            old = disk.read(register)
            if sha256(old).hexdigest() != self.digest:
                raise OSError(errno.EIO, "it was changed in this moment", register)
            new = spliced(old, self.splices)
            disk.write_new(path, new, _MODE, like=register)
            return sha256(new).hexdigest()
        return disk.splice(register, path, self.splices, _MODE, stamp=self.stamp)[0]
