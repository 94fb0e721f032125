"""What comes from elsewhere to hold a trail: checkpoints as files, and signatures checked by ssh-keygen.

- ssh-keygen is started without a shell, gets the bytes that were read as the checkpoint, and is stopped when it takes
  too long. rectify keeps no keys and knows no way to sign.
"""

import os
import shutil
import subprocess
from typing import Final

from rectify.errors import BadAnchor
from rectify.faults import BadSignature, NoSshKeygen
from rectify.store.asking import why
from rectify.store.disk import Disk

NAMESPACE: Final = "rectify-checkpoint"
"""What a signature must be for (`ssh-keygen -Y sign -n`): one made for something else is none of a checkpoint."""
PATIENCE: Final = 30.0
_LONGEST: Final = 1 << 16
_NAMES: Final = 20


def read_anchor(path: str, disk: Disk) -> bytes:
    """The bytes of a small file that was handed in.

    Raises:
        BadAnchor: it is missing, no regular file, or far too long.
    """
    try:
        data = disk.read_tail(path, _LONGEST + 1)
    except OSError as error:
        raise BadAnchor(place=path, why=f"it cannot be read: {why(error)}") from None
    except ValueError:
        raise BadAnchor(place=path.replace("\0", "\\0"), why="the name holds a NUL") from None
    if len(data) > _LONGEST:
        raise BadAnchor(place=path, why="it is far too long to be one")
    return data


class Signatures:
    """Signatures checked against a list of signers (`allowed_signers` of ssh-keygen).

    Args:
        signers: the path of the list.
        search: where programs are looked for (`PATH`); None is the process's own.
        patience: how long an answer is waited for, in seconds.
    """

    def __init__(self, signers: str, search: str | None = None, *, patience: float = PATIENCE) -> None:
        self._signers, self._patience = os.path.abspath(signers), patience
        self._program = shutil.which("ssh-keygen", path=search)

    def signer_of(self, checkpoint: bytes, name: str, signature: str, identity: str | None = None) -> str:
        """Who signed a checkpoint: the identity asked for, else the one found in the list.

        Args:
            checkpoint: the very bytes that were read.
            name: how they are called in errors.
            signature: the path of the signature.
            identity: who must have signed, as the list names him.

        Raises:
            BadSignature: it is not by him, not by anybody in the list, or of other bytes.
            NoSshKeygen: there is no such program, or it does not answer.
        """
        path = os.path.abspath(signature)
        names = [identity] if identity is not None else self._principals(path)
        said = "nobody in the list of signers made it"
        for one in names[:_NAMES]:
            asked = ("verify", "-f", self._signers, "-I", one, "-n", NAMESPACE, "-s", path)
            ended = self._ask(*asked, given=checkpoint)
            if ended.returncode == 0:
                return one
            said = _words(ended.stderr) or _words(ended.stdout) or said
        raise BadSignature(signature=signature, checkpoint=name, why=said)

    def _principals(self, signature: str) -> list[str]:
        found = self._ask("find-principals", "-s", signature, "-f", self._signers)
        return found.stdout.decode(errors="replace").split("\n")[:-1] if found.returncode == 0 else []

    def _ask(self, *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        if self._program is None:
            raise NoSshKeygen(why="which is not on this machine")
        try:
            return subprocess.run(  # noqa: S603 - no shell; the program is ssh-keygen, the words are paths and names
                [self._program, "-Y", *words], input=given, capture_output=True, timeout=self._patience, check=False
            )
        except subprocess.TimeoutExpired:
            raise NoSshKeygen(why=f"which has not answered for {self._patience:.0f} s") from None
        except OSError as error:
            raise NoSshKeygen(why=f"which cannot be started: {why(error)}") from None


def _words(said: bytes) -> str:
    """The first line of what a program said, as the middle of a sentence."""
    line = said.decode(errors="replace").strip().partition("\n")[0].rstrip(".")
    return line[:1].lower() + line[1:]
