"""The register file on disk: read whole, with a stamp that tells when somebody else has changed it since."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from rectify.faults import EditedMeanwhile, HardLinked, NoRegister
from rectify.store.asking import asking
from rectify.store.disk import Disk, Facts

if TYPE_CHECKING:
    from rectify.model.flaw import Place
    from rectify.model.register import Register
    from rectify.store.drafts import Draft, WholeText
    from rectify.store.packed import Packed
    from rectify.store.register_yaml import RegisterFile


class Held:
    """A register as read, and what a commit starts from."""

    def __init__(self, file: "RegisterFile", data: bytes, stamp: tuple[int, ...]) -> None:
        self.file, self.data, self.stamp = file, data, stamp

    @property
    def register(self) -> "Register":
        """Its value."""
        return self.file.register

    @cached_property
    def digest(self) -> str:
        """sha256 of the file's bytes, in hex."""
        from hashlib import sha256

        return sha256(self.data).hexdigest()

    def place(self, entry: str, path: str = "") -> "Place":
        """See `RegisterFile.place`."""
        return self.file.place(entry, path)

    def draft(self, after: "Register") -> "WholeText | None":
        """The text that holds `after`; None where it is the same."""
        if after is self.file.register:
            return None
        from rectify.store.drafts import WholeText  # only a write pays for the editor
        from rectify.store.yaml_edit import rewrite

        text = rewrite(self.file, after)
        return WholeText(text) if text.data != self.data else None

    def keep_up(self, draft: "Draft | None", digest: str, stamp: tuple[int, ...]) -> None:
        """Told once a draft is in its place; nothing was kept of this one."""


class Unread:
    """A register of which digest and stamp are known; it is read when somebody has more to change in it."""

    def __init__(self, name: str, digest: str, stamp: tuple[int, ...], read: Callable[[], Held]) -> None:
        self.name, self.digest, self.stamp, self.read = name, digest, stamp, read

    def draft(self, after: "Register") -> "Draft | None":
        """See `Held.draft`.

        Raises:
            EditedMeanwhile: it is another by now.
        """
        return self.held().draft(after)

    def keep_up(self, draft: "Draft | None", digest: str, stamp: tuple[int, ...]) -> None:
        """See `Held.keep_up`."""

    def held(self) -> Held:
        """The register, read now.

        Raises:
            EditedMeanwhile: it is another by now.
        """
        held = self.read()
        if (held.digest, held.stamp) != (self.digest, self.stamp):
            raise EditedMeanwhile(name=self.name)
        return held


class RegisterOnDisk:
    """The file at `path`; `name` is how errors call it."""

    def __init__(self, path: str, name: str, disk: Disk) -> None:
        self._path, self._name, self._disk = path, name, disk

    def read(self) -> Held:
        """The register.

        Raises:
            NoRegister, InvalidRegister, DiskRefused.
        """
        return self._held(*self._content())

    def read_packed(self) -> "Held | Packed":
        """The register, for who judges all of it: packed where it can be, else as `read` gives it.

        Raises:
            NoRegister, InvalidRegister, DiskRefused.
        """
        from rectify.store.blocks import Doubt
        from rectify.store.packed import Packed

        data, stamp = self._content()
        try:
            return Packed(self._name, data, stamp)
        except Doubt:
            return self._held(data, stamp)

    def _content(self) -> tuple[bytes, tuple[int, ...]]:
        with asking("read", self._name):
            stamp = self.stamp()
            try:
                return self._disk.read(self._path), stamp
            except FileNotFoundError:
                raise self._nothing_there() from None

    def _held(self, data: bytes, stamp: tuple[int, ...]) -> Held:
        from rectify.store.register_yaml import read_register  # what is kept is read without

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
