"""The cache: what was read of a register, kept for the next who reads it; never needed, and never believed unseen.

- What is kept is an index of the issues with their traits, and the data of each (`cache_file`). The strict reading has
  accepted it; it is used while the register is surely the same file (`cache_fresh`), or the same bytes (`cache_make`).
- Whatever is in the way of that, be it no folder, another version, a spoilt file or a full disk, only costs time: the
  answer here is None, and the register is read strictly. Nothing here ever fails, and nobody is told.
"""

import errno
import os
import stat
from binascii import crc32
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from rectify.store.cache_file import Index, Spoilt, told_title
from rectify.store.cache_folder import CacheFolder, Opened
from rectify.store.cache_fresh import Stamp, stamp_at, stamp_of
from rectify.store.open_files import OPEN, READ
from rectify.store.rules import rules

if TYPE_CHECKING:
    from rectify.model.register import Register
    from rectify.model.shelf import Shelf
    from rectify.store.cache_make import Place
    from rectify.store.cache_trail import KeptTrail
    from rectify.store.drafts import Spliced
    from rectify.store.kept_text import IndexedText

_CHUNK: Final = 1 << 20
_IN_THE_WAY: Final = (OSError, Spoilt, ValueError, LookupError, TypeError)
"""What can happen to a cache; each only means that the register is read strictly."""


class Kept:
    """A register as it is kept: of the moment at which it was found to be the same."""

    def __init__(self, index: Index, stamp: Stamp, path: str) -> None:
        self.index, self.stamp, self._path = index, stamp, path

    def register(self, spare: "Callable[[], Shelf]", *, for_writing: bool = False) -> "Register":
        """The register: light values to read, or models to decide on.

        Args:
            spare: reads the same register strictly, where what is kept turns out to be spoilt.
            for_writing: whether actions will judge its issues.
        """
        from rectify.model.register import Register
        from rectify.store.kept_shelf import KeptShelf

        header = self.index.head["header"]
        if for_writing:
            from pydantic_core import from_json

            from rectify.model.header import Header
            from rectify.model.issue import Issue

            return Register(Header.model_validate(header), KeptShelf(self.index, Issue.of_told, spare, from_json))
        from rectify.model.light import light

        make: Any = light("Issue")
        made: Any = light("Header")(header)
        return Register(made, KeptShelf(self.index, make, spare))

    def titles(self, beginning: str) -> list[tuple[str, str]]:
        """Ids that begin so, each with its title, in the order of the file; read from what is made for this.

        Raises:
            Spoilt.
        """
        lines, found = b"\n" + self.index.section("titles") + b"\n", []
        at = lines.find(wanted := b"\n" + beginning.encode())
        while 0 <= at < len(lines) - 1:
            found.append(told_title(lines[at + 1 : lines.index(b"\n", at + 1)]))
            at = lines.find(wanted, at + 1)
        return found

    def text(self) -> "IndexedText":
        """What is kept of its text, for who edits a part of it.

        Raises:
            Spoilt.
        """
        from rectify.store.kept_text import IndexedText

        return IndexedText(self.index, self.stamp[2])

    def is_still_so(self) -> bool:
        """False when the file is another by now, or may be."""
        try:
            return stamp_at(self._path) == self.stamp
        except OSError:
            return False

    @cached_property
    def digest(self) -> str:
        """sha256 of the file's bytes, in hex; counted when it is asked for, where it was not on the way.

        Raises:
            Spoilt: the file is another by now.
        """
        return self.known_digest or self.counted()

    @property
    def is_trusted(self) -> bool:
        """True when whoever edits the file leaves another stamp."""
        return bool(self.index.head["trusted"])

    @property
    def known_digest(self) -> str | None:
        """The digest, where it was found on the way."""
        told: str | None = self.index.head["digest"]
        return told

    def counted(self) -> str:
        """The digest, counted on the file now.

        Raises:
            Spoilt: the file is another by now.
        """
        from hashlib import sha256

        sha, at = sha256(), 0
        try:
            file = _opened(self._path)
            while chunk := file.read(at, _CHUNK):
                sha.update(chunk)
                at += len(chunk)
            is_same = stamp_of(os.fstat(file.file)) == self.stamp
        except OSError:
            is_same = False
        if not is_same:
            raise Spoilt
        return sha.hexdigest()


class Keeper:
    """Keeps the register at a path (absolute, without symlinks) in a folder; `table` gives the mounts (proc(5))."""

    def __init__(self, folder: CacheFolder, register: str, table: Callable[[], bytes]) -> None:
        self._folder, self._register, self._table = folder, register, table

    @classmethod
    def of(cls, environment: Mapping[str, str], register: str, table: Callable[[], bytes]) -> "Keeper | None":
        """The keeper that a process's environment asks for."""
        folder = CacheFolder.of(environment)
        return cls(folder, register, table) if folder else None

    def find(self) -> Kept | None:
        """What is kept, if the register is surely the same by its stamp."""
        try:
            return self._fresh(self._index())
        except _IN_THE_WAY:
            return None

    def titles(self, beginning: str) -> list[tuple[str, str]] | None:
        """See `Kept.titles`; None where nothing is kept, or of another moment."""
        try:
            kept = self.find()
            return kept.titles(beginning) if kept else None
        except _IN_THE_WAY:
            return None

    def read(self) -> Kept | None:
        """What is kept, brought up to date where it is not; None where the register is to be read strictly."""
        try:
            index = self._index()
            return self._fresh(index) or self._anew(index)
        except _IN_THE_WAY:
            return None

    def follow(self, kept: Kept, before: "Shelf", draft: "Spliced", digest: str, stamp: tuple[int, ...]) -> None:
        """Keep what an own commit has made of what was kept (its issues are `before`): a register of digest and stamp.

        Where that cannot be, the next who reads finds out what has changed.
        """
        from rectify.store.cache_follow import follow

        try:
            if (place := self._place()) is not None:
                follow(place, kept.index, before, draft, digest=digest, stamp=stamp)
        except _IN_THE_WAY:
            return

    def trail(self, path: str) -> "KeptTrail":
        """What is kept of the trail at a path."""
        from rectify.store.cache_trail import KeptTrail

        return KeptTrail(self._folder, f"{self._name}-trail", path, rules(), self._table)

    def forget(self) -> None:
        """Remove what is kept, which turned out to be spoilt."""
        with suppress(OSError):
            self._folder.remove(self._name)

    def _index(self) -> Index | None:
        """The index of this register, of whatever moment; None where there is none that holds under these rules."""
        with suppress(Spoilt):
            index = Index(self._folder, self._name)
            if index.head["rules"] == rules() and index.head["path"] == self._register:
                return index
        return None

    def _fresh(self, index: Index | None) -> Kept | None:
        if index is None or not index.head["trusted"]:
            return None
        stamp = stamp_at(self._register)
        return Kept(index, stamp, self._register) if stamp and index.head["stamp"] == [*stamp] else None

    def _anew(self, index: Index | None) -> Kept | None:
        """What is kept after it was brought up to date.

        Raises:
            Doubt, Spoilt, OSError.
        """
        from rectify.store.blocks import Doubt
        from rectify.store.cache_make import OpenRegister, build, mend

        place = self._place()
        if place is None:
            return None
        try:
            register = OpenRegister(_opened(self._register), place)
            if index is None or not mend(place, index, register):
                build(place, register)
        except Doubt:
            return None
        index = self._index()
        is_it = index is not None and index.head["stamp"] == [*register.stamp]
        return Kept(index, register.stamp, self._register) if index and is_it else None

    def _place(self) -> "Place | None":
        from rectify.store.cache_make import Place

        told = rules()
        return Place(self._folder, self._name, self._register, told, self._table) if told else None

    @property
    def _name(self) -> str:
        """The name of the index; two paths may share one, and then take turns."""
        path = os.fsencode(self._register)
        return f"{crc32(path):08x}{crc32(path[::-1]):08x}"


def _opened(path: str) -> Opened:
    """A register to read.

    Raises:
        OSError: it is no plain file, or not to be read.
    """
    opened = Opened(os.open(path, READ | OPEN))
    if not stat.S_ISREG(os.fstat(opened.file).st_mode):
        raise OSError(errno.EINVAL, "not a regular file", path)
    return opened
