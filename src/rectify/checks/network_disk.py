"""network-disk: the register lies on a disk of this machine, whose locks and syncs can be relied on."""

from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw
from rectify.model.ground import SharedDisk
from rectify.terms import Severity

NAME = "network-disk"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "A register that lies on a disk that other machines write to as well: NFS, SMB, sshfs, a folder shared with a host."
)
WHY = (
    "That two machines shut each other out there, and that what is recorded survives a power cut, depends on the "
    "server and on how the disk was mounted. Nothing on this side can prove it."
)
DO = "Let one machine write at a time, or keep the register on a disk of its own and share it by git."


def find(seen: Inspected) -> Iterator[Flaw]:
    """A register on a disk that other machines write to as well (NFS, SMB, sshfs, a folder shared with a host).

    - That two machines shut each other out there, and that what is recorded survives a power cut, depends on
      the server and on how the disk was mounted; nothing here can prove it.
    """
    shared = seen.ground.shared
    if shared is not None:
        yield Flaw(
            NAME,
            Severity.WARNING,
            f"the register lies on a shared disk ({shared}): {_uncertain(shared)}",
            place=seen.place("", ""),
            hint="let one machine write, or keep the register on a disk of its own and share it by git",
        )


def _uncertain(shared: SharedDisk) -> str:
    locks = "another machine may not see its lock"
    if shared.has_own_locks:
        locks = "as it is mounted, another machine does not see its lock"
    syncs = "what is recorded survives a power cut only if the server keeps its word"
    if shared.is_lazy:
        syncs = "as it is mounted, what is recorded need not have reached the server"
    return f"{locks}, and {syncs}"
