"""The register file on disk: read whole, with a stamp that tells when somebody else has changed it since."""

import hashlib
from dataclasses import dataclass

from rectify.faults import HardLinked, NoRegister
from rectify.store.asking import asking
from rectify.store.disk import Disk, Facts
from rectify.store.register_yaml import RegisterFile, read_register


@dataclass(frozen=True, slots=True)
class Held:
    """A register as read, and what a commit starts from."""

    file: RegisterFile
    data: bytes
    stamp: tuple[int, ...]

    @property
    def digest(self) -> str:
        """sha256 of the file's bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


class RegisterOnDisk:
    """The file at `path`; `name` is how errors call it."""

    def __init__(self, path: str, name: str, disk: Disk) -> None:
        self._path, self._name, self._disk = path, name, disk

    def read(self) -> Held:
        """The register.

        Raises:
            NoRegister, InvalidRegister, DiskRefused.
        """
        with asking("read", self._name):
            stamp = self.stamp()
            try:
                data = self._disk.read(self._path)
            except FileNotFoundError:
                raise self._nothing_there() from None
        return Held(read_register(data, self._name), data, stamp)

    def stamp(self) -> tuple[int, ...]:
        """What differs when the file was replaced or written to."""
        facts = self._disk.facts(self._path)
        return facts.stamp if facts else ()

    def mode(self) -> int:
        """The permission bits of the register, which nothing beside it exceeds.

        Raises:
            NoRegister: there is none.
        """
        return self._facts().mode & 0o666

    def require_one_name(self) -> None:
        """Refuse a file with a second hard link, which a rename would cut off.

        Raises:
            HardLinked, NoRegister.
        """
        facts = self._facts()
        if facts.is_regular and facts.links > 1:
            raise HardLinked(path=self._name)

    def _facts(self) -> Facts:
        with asking("read", self._name):
            facts = self._disk.facts(self._path)
        if facts is None:
            raise self._nothing_there()
        return facts

    def _nothing_there(self) -> NoRegister:
        return NoRegister(looked=f"there is no file {self._name}")
