"""THE SESSION's anchors: checkpoints that were kept elsewhere, read, with who signed them.

A signature is checked before anything is built on the checkpoint. No register is needed: what vouches for a trail does
not lie beside it.
"""

from collections.abc import Iterable

from rectify.proof.checkpoint import Anchor, read_checkpoint
from rectify.store.anchors import Signatures, read_anchor
from rectify.store.disk import Disk


class Anchoring:
    """One user's look at what was kept elsewhere.

    Args:
        disk: how files are read.
        search: where programs are looked for (`PATH`); None is the process's own.
    """

    def __init__(self, disk: Disk | None = None, search: str | None = None) -> None:
        self._disk, self._search = disk or Disk(), search

    def read(self, names: Iterable[str]) -> list[Anchor]:
        """The checkpoints that files hold, whoever signed them.

        Raises:
            BadAnchor: a file that cannot be read, or holds no checkpoint.
        """
        return [self._anchor(name)[0] for name in names]

    def read_signed(self, name: str, *, signature: str, signers: str, identity: str | None = None) -> Anchor:
        """The checkpoint that a file holds, with the one who signed it.

        Args:
            name: the file.
            signature: the file of its signature, made by `ssh-keygen -Y sign`.
            signers: the file that lists who may sign, as ssh-keygen reads it.
            identity: who of them must have signed; else whoever did is named.

        Raises:
            BadAnchor: a file that cannot be read, or holds no checkpoint.
            BadSignature: it is not by him, not by anybody in the list, or of other bytes.
            NoSshKeygen: there is nothing to check it with.
        """
        anchor, data = self._anchor(name)
        for path in (signature, signers):  # what is not there is told before a program stumbles over it
            read_anchor(path, self._disk)
        signer = Signatures(signers, self._search).signer_of(data, name, signature, identity)
        return Anchor(name, anchor.checkpoint, signer)

    def _anchor(self, name: str) -> tuple[Anchor, bytes]:
        data = read_anchor(name, self._disk)
        return Anchor(name, read_checkpoint(data, name)), data
